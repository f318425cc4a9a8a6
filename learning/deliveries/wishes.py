"""What a trainer has: minutes, people, electricity, phones. Checked before it gets here."""

from dataclasses import asdict, dataclass

MINUTES = (15, 480)
PEOPLE = (1, 60)


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """`lessons` are slugs, in the order of the module; none means all of them."""

    minutes: int
    people: int
    power: bool
    devices: bool
    lessons: tuple[str, ...] = ()

    def to_json(self) -> dict:
        return asdict(self) | {"lessons": list(self.lessons)}

    @classmethod
    def from_json(cls, raw: dict) -> "Wishes":
        return cls(**raw | {"lessons": tuple(raw["lessons"])})

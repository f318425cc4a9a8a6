"""A list on its way in: what was read, how it is understood, what somebody decided.

It holds names, so it lies sealed in `RosterImport` and is opened only to be worked on.
"""

import base64
import json
from dataclasses import dataclass, field
from datetime import date

from learning.classroom.rosters.grid import Grid
from learning.classroom.rosters.people import LEAVE, SPLIT, TAKE, Person, people_in
from learning.classroom.rosters.understanding import Understanding, understand

# A decision to take somebody for a person whom the union knows: "known:<id>".
KNOWN = "known:"


@dataclass
class Basis:
    """Why names may be kept: how they agreed, to which wording, when; or not at all."""

    kind: str = ""  # an `Identity.Basis`; "": names are dropped
    version: int = 1
    agreed_on: str = ""
    # Everybody on the list was there, all the time.
    was_there: bool = False


@dataclass(frozen=True)
class Match:
    """Somebody of the union who may be the person of a row; no name in it."""

    participant: str
    reasons: tuple[str, ...]
    likeness: float


@dataclass
class Draft:
    grid: Grid
    how: Understanding
    # The first day of the training; ages are reckoned by it.
    on: date
    # Row → who of the union it may be.
    matches: dict[int, Match] = field(default_factory=dict)
    # Row → TAKE, LEAVE, SPLIT, or KNOWN and an id; only where it was decided.
    decisions: dict[int, str] = field(default_factory=dict)
    basis: Basis | None = None
    # Who brings it in, for the task.
    by: str = ""
    _people: list[Person] | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, grid: Grid, on: date) -> "Draft":
        return cls(grid, understand(grid), on)

    def people(self) -> list[Person]:
        """Read once: a long list takes a second."""
        if self._people is None:
            self._people = people_in(self.grid, self.how, on=self.on)
        return self._people

    def correct(self, how: Understanding) -> None:
        """Understand it otherwise from now on."""
        self.how, self._people = how, None

    def becomes(self, person: Person) -> str:
        """What is decided about a row, or what is proposed for it."""
        decided = self.decisions.get(person.row, "")
        if decided in self.choices(person):
            return decided
        match = self.matches.get(person.row)
        if match and match.likeness >= SURE and person.becomes == TAKE:
            return KNOWN + match.participant
        return person.becomes

    def choices(self, person: Person) -> tuple[str, ...]:
        match = self.matches.get(person.row)
        known = (KNOWN + match.participant,) if match and TAKE in person.choices else ()
        return known + person.choices

    def to_text(self) -> str:
        return json.dumps(
            {
                "grid": self.grid.to_json(),
                "how": self.how.to_json(),
                "on": self.on.isoformat(),
                "matches": {
                    row: [match.participant, match.reasons, match.likeness]
                    for row, match in self.matches.items()
                },
                "decisions": self.decisions,
                "basis": vars(self.basis) if self.basis else None,
                "by": self.by,
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_text(cls, text: str) -> "Draft":
        data = json.loads(text)
        grid = Grid.from_json(data["grid"])
        return cls(
            grid=grid,
            how=Understanding.from_json(data["how"], grid),
            on=date.fromisoformat(data["on"]),
            matches={
                int(row): Match(each[0], tuple(each[1]), each[2])
                for row, each in data["matches"].items()
            },
            decisions={int(row): what for row, what in data["decisions"].items()},
            basis=Basis(**data["basis"]) if data["basis"] else None,
            by=data["by"],
        )


# Same name, and sex and age or place agree: proposed as the same person.
SURE = 0.95


def taken(draft: Draft) -> list[tuple[Person, str, str]]:
    """Who comes in: (row as understood, name, id of the person she is or "")."""
    found = []
    for person in draft.people():
        what = draft.becomes(person)
        if what == SPLIT:
            found += [(person, half, "") for half in person.halves]
        elif what != LEAVE:
            found.append(
                (person, person.name, what.removeprefix(KNOWN) if what != TAKE else "")
            )
    return found


def packed(content: bytes) -> str:
    """The file itself as text, to be sealed until it is read."""
    return json.dumps({"file": base64.b64encode(content).decode()})


def unpacked(text: str) -> bytes | None:
    """The file in what `packed` made; None where it has been read already."""
    data = json.loads(text)
    return base64.b64decode(data["file"]) if "file" in data else None

"""What a class kit can hold, and what a trainer wants of it."""

from dataclasses import asdict, dataclass

from django.utils.translation import gettext_lazy as _

PLAN, SHEETS, ROLES, PRE, POST = "plan", "sheets", "roles", "pre", "post"
VOTING, SLIPS, SMILEYS, CERTIFICATES = "voting", "slips", "smileys", "certificates"
KEY = "key"
# In the order of the pages; what is for the trainer alone comes last.
PARTS = {
    PLAN: _("Session plan"),
    SHEETS: _("Attendance sheet"),
    PRE: _("Test before the training"),
    ROLES: _("Role sheets"),
    VOTING: _("Cards to hold up: A, B, C, D"),
    SLIPS: _("Ballots for a box"),
    SMILEYS: _("Three smileys"),
    POST: _("Test after the training"),
    CERTIFICATES: _("Blank certificates"),
    KEY: _("Right answers, for you alone"),
}


@dataclass(frozen=True, kw_only=True)
class KitWishes:
    """`parts` are keys of PARTS; `all_copies`: as many of each as there are people, else
    one to be copied."""

    parts: tuple[str, ...]
    people: int
    power: bool
    devices: bool
    all_copies: bool

    def to_json(self) -> dict:
        return asdict(self) | {"parts": list(self.parts)}

    @classmethod
    def from_json(cls, raw: dict) -> "KitWishes":
        return cls(**raw | {"parts": tuple(raw["parts"])})

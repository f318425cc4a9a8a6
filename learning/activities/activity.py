"""What every activity has, whatever its kind, and how JSON becomes the right one.

A kind is a class in ``kinds.py`` or in a file of its own, which leans on this one.
``KINDS`` is filled in ``kinds.py``: whoever reads activities imports them from there.
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from learning.activities.errors import SpecError
from learning.activities.fields import (
    read_bool,
    read_id,
    read_kind_of,
    read_object,
    read_whole,
)
from learning.activities.sensitivity import NONE, read_level

KINDS: dict[str, "type[Activity]"] = {}


@dataclass(frozen=True, kw_only=True)
class Activity:
    """One thing to do in a lesson. ``weight`` is its share of a test, 1 to 10."""

    id: str
    required: bool
    weight: int
    sensitivity: str

    kind: ClassVar[str]
    # Whether it takes an answer at all.
    gradable: ClassVar[bool] = True
    # Whether an answer holds what somebody typed, which is kept in no cache.
    is_typed: ClassVar[bool] = False
    # Whether somebody could write in it what happened to her.
    takes_free_text: ClassVar[bool] = False
    own_fields: ClassVar[tuple[str, ...]] = ()

    @property
    def judged(self) -> bool:
        """Return whether an answer can be right or wrong, as in a test it must."""
        return self.gradable

    @classmethod
    def from_json(cls, raw: Any, where: str = "activity") -> Self:
        """Return the activity of the right class; raise SpecError, naming the place.

        Called on a subclass, takes only activities of that kind.
        """
        kinds = [kind for kind, each in KINDS.items() if issubclass(each, cls)]
        found = KINDS[read_kind_of(raw, kinds, where)]
        common = ("id", "kind", "required", "weight", "sensitivity")
        fields = read_object(raw, (*common, *found.own_fields), where)
        required = read_bool(fields["required"], f"{where}.required")
        sensitivity = read_level(fields["sensitivity"], f"{where}.sensitivity")
        if required and sensitivity != NONE:
            raise SpecError("sensitive_required", f"{where}.required")
        return found(
            id=read_id(fields["id"], f"{where}.id"),
            required=required,
            weight=read_whole(fields["weight"], f"{where}.weight", low=1, high=10),
            sensitivity=sensitivity,
            **found.read_own(fields, where),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the JSON object this activity came from."""
        return {
            "id": self.id,
            "kind": self.kind,
            "required": self.required,
            "weight": self.weight,
            "sensitivity": self.sensitivity,
            **self.write_own(),
        }

    @classmethod
    def read_own(cls, fields: dict[str, Any], where: str) -> dict[str, Any]:
        """Return what this kind holds beside the common fields, checked."""
        return {}

    def write_own(self) -> dict[str, Any]:
        """Return the same as JSON."""
        return {}

"""What people say at a meeting, one line each, and what is credited to whom."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from learning.classroom.models import FollowUp, Registration

REFUSES = "never"
TAPS = (
    ("yes", pgettext_lazy("did she use it", "Yes")),
    ("little", pgettext_lazy("did she use it", "A little")),
    ("no", pgettext_lazy("did she use it", "Not yet")),
    # For good: she does not want to be asked about this training.
    (REFUSES, pgettext_lazy("did she use it", "Don’t ask")),
)


@dataclass(frozen=True)
class Said:
    """What one person said, as `answer_follow_up` wants it."""

    registration: Registration
    used: str
    purposes: tuple[str, ...] = ()
    results: tuple[str, ...] = ()


@dataclass
class MeetingForm:
    """A line for each person on the page. What has not been touched says nothing, and
    one line that can't be read never loses the others."""

    rows: list[Registration]
    known: dict[UUID, FollowUp]
    data: Any = None
    errors: dict[UUID, str] = field(default_factory=dict)

    def shown(self) -> list[dict]:
        """What the page shows of each line: as it was sent, else as it is stored."""
        return [self._shown(row) for row in self.rows]

    def said(self) -> list[Said]:
        found = [self._said(row) for row in self.rows]
        return [each for each in found if each]

    def refusing(self) -> list[Registration]:
        return [row for row in self.rows if self._used(row) == REFUSES]

    def _used(self, row) -> str:
        return self.data.get(f"used-{row.pk}", "")

    def _ticked(self, row, name, kind) -> tuple[str, ...]:
        given = self.data.getlist(f"{name}-{row.pk}")
        return tuple(each for each in kind.values if each in given)

    def _said(self, row) -> Said | None:
        used = self._used(row)
        said = Said(
            row,
            used,
            self._ticked(row, "purposes", FollowUp.Purpose),
            self._ticked(row, "results", FollowUp.Result),
        )
        if used in FollowUp.Used.values:
            known = self.known.get(row.pk)
            stored = known and Said(
                row, known.used, tuple(known.purposes), tuple(known.results)
            )
            return None if said == stored else said
        if used != REFUSES and (used or said.purposes or said.results):
            self.errors[row.pk] = _("First: did she use it?")
        return None

    def _shown(self, row) -> dict:
        if self.errors:
            used = self._used(row)
            ticked = {
                *self._ticked(row, "purposes", FollowUp.Purpose),
                *self._ticked(row, "results", FollowUp.Result),
            }
        else:
            known = self.known.get(row.pk)
            used = known.used if known else ""
            ticked = {*known.purposes, *known.results} if known else set()
        return {
            "row": row,
            "used": used,
            "ticked": ticked,
            "error": self.errors.get(row.pk, ""),
        }

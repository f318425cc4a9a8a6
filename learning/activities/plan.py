"""A plan: the sheet that the union keeps. Its words are hers; no event holds them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from learning.activities.activity import Activity
from learning.activities.errors import AnswerError, SpecError
from learning.activities.fields import (
    read_id,
    read_list,
    read_object,
    read_whole,
    refuse_duplicates,
)

MOST_ROWS = 12
MOST_LINES = 12
LONGEST_ROW = 2000  # characters: a page written by hand
LONGEST_SHEET = 8000  # characters, all rows together


@dataclass(frozen=True)
class Row:
    """A place to write in, so many lines high."""

    id: str
    lines: int


@dataclass(frozen=True, kw_only=True)
class Plan(Activity):
    """Rows to fill in and points to tick; never graded, and no lesson waits for it."""

    rows: tuple[Row, ...]
    checks: tuple[str, ...]
    kind = "plan"
    gradable = False
    own_fields = ("rows", "checks")

    @classmethod
    def read_own(cls, fields: dict[str, Any], where: str) -> dict[str, Any]:
        if fields["required"]:
            raise SpecError("never_required", f"{where}.required")
        read_list(fields["checks"], f"{where}.checks")
        place = f"{where}.rows"
        rows = tuple(
            _read_row(raw, f"{place}[{index}]")
            for index, raw in enumerate(read_list(fields["rows"], place, at_least=2))
        )
        if len(rows) > MOST_ROWS or len(fields["checks"]) > MOST_ROWS:
            raise SpecError("out_of_range", place)
        checks = tuple(
            read_id(raw, f"{where}.checks[{index}]")
            for index, raw in enumerate(fields["checks"])
        )
        refuse_duplicates([*(row.id for row in rows), *checks], place)
        return {"rows": rows, "checks": checks}

    def write_own(self) -> dict[str, Any]:
        return {
            "rows": [{"id": each.id, "lines": each.lines} for each in self.rows],
            "checks": list(self.checks),
        }


def _read_row(raw: Any, where: str) -> Row:
    fields = read_object(raw, ("id", "lines"), where)
    return Row(
        read_id(fields["id"], f"{where}.id"),
        read_whole(fields["lines"], f"{where}.lines", low=1, high=MOST_LINES),
    )


def read_sheet(
    plan: Plan, rows: Mapping[str, str], ticked: list[str]
) -> dict[str, Any]:
    """Return what was written as ``{"rows": {id: text}, "checks": [ids]}``.

    Rows and checks that the plan does not have are left aside, and so are empty rows.

    Raises AnswerError: ``too_long`` for a row or the whole sheet, ``empty``.
    """
    kept = {}
    for row in plan.rows:
        text = rows.get(row.id, "").replace("\r\n", "\n").replace("\x00", "").strip()
        if len(text) > LONGEST_ROW:
            raise AnswerError("too_long")
        if text:
            kept[row.id] = text
    if sum(map(len, kept.values())) > LONGEST_SHEET:
        raise AnswerError("too_long")
    checks = [each for each in plan.checks if each in ticked]
    if not kept and not checks:
        raise AnswerError("empty")
    return {"rows": kept, "checks": checks}

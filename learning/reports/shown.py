"""One figure as programme staff may see it: read from a fixed table, protected.

What is asked for is a cell, a line or the total of one of the tables that may leave the
house (`reports.tables`), and it is withheld wherever that table withholds it. So many
figures asked for one by one tell no more than the table.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from learning.activities.sensitivity import SENSITIVE
from learning.catalogue.models import Module
from learning.reports.counting import MINUTES, Rule
from learning.reports.protection import (
    LEAST,
    LEAST_SENSITIVE,
    Table,
    fold,
    protect,
)
from learning.reports.queries import Count, count
from learning.reports.selection import SEVERAL, YOUTH, Selection
from learning.reports.tables import COLUMN

Group = tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """Everybody, or one line of a table, and of it everybody or one sex."""

    country: str = ""
    theme: UUID | None = None
    youth: str = ""
    sex: str = ""

    @property
    def is_narrow(self) -> bool:
        return self != Wanted()

    @property
    def dimension(self) -> str:
        if self.theme:
            return "theme"
        return "age" if self.youth else "country"

    @property
    def rows(self) -> frozenset[str] | None:
        """The cells of the dimension it is made of; None: all of them."""
        if self.theme:
            return frozenset([str(self.theme)])
        if self.youth:
            return frozenset(str(band) for band in YOUTH[self.youth])
        return frozenset([self.country]) if self.country else None

    @property
    def columns(self) -> frozenset[str] | None:
        return frozenset([self.sex]) if self.sex else None


def shown(rule: Rule, start: date, end: date, wanted: Wanted) -> int | None:
    """The figure in the rule's unit (hours for minutes), or None where it is withheld.

    Both days are included. Withheld is what has too few people behind it, or would tell
    of too few by subtracting. Raises WrongSelectionError.
    """
    counted = count(rule, Selection(start, end), by=(wanted.dimension, COLUMN))
    if not _may_be_shown(counted, wanted):
        return None
    value = sum(
        number
        for (row, column), number in counted.cells.items()
        if (wanted.rows is None or row in wanted.rows)
        and (wanted.columns is None or column in wanted.columns)
    )
    return round(value / 60) if rule.unit == MINUTES else value


def _may_be_shown(counted: Count, wanted: Wanted) -> bool:
    people = sum(counted.rows.values())
    if not people:
        return True
    least = _least(counted, wanted.dimension)
    if people < least:
        return False
    by_row = counted.folded(wanted.dimension).rows
    by_column = counted.folded(COLUMN).rows
    rows = fold({row: number for (row,), number in sorted(by_row.items())}, least)
    columns = fold(
        {name: number for (name,), number in sorted(by_column.items())}, least
    )
    if not (_is_made_of(wanted.rows, rows) and _is_made_of(wanted.columns, columns)):
        return False
    if wanted.rows is None or wanted.columns is None:
        return True  # a margin, and margins are printed
    body = _table(counted, rows, columns)
    withheld = protect(body, least)
    return not any(
        (_name(row), _name(column)) in withheld
        for row in _inside(wanted.rows, rows)
        for column in _inside(wanted.columns, columns)
    )


def _least(counted: Count, dimension: str) -> int:
    if dimension != "theme":
        return LEAST
    themes = {row for row, _column in counted.rows} - {SEVERAL}
    sensitive = Module.objects.filter(pk__in=themes, sensitivity=SENSITIVE)
    return LEAST_SENSITIVE if sensitive.exists() else LEAST


def _is_made_of(wanted: frozenset[str] | None, groups: list[Group]) -> bool:
    """Whether no group stands half in what is wanted and half outside."""
    if wanted is None:
        return True
    return all(not set(group) & wanted or set(group) <= wanted for group in groups)


def _inside(wanted: frozenset[str], groups: list[Group]) -> list[Group]:
    return [group for group in groups if set(group) <= wanted]


def _name(group: Group) -> str:
    return "\n".join(group)


def _table(counted: Count, rows: list[Group], columns: list[Group]) -> Table:
    of_row = {cell: _name(group) for group in rows for cell in group}
    of_column = {cell: _name(group) for group in columns for cell in group}
    body: dict[tuple[str, str], int] = {}
    for (row, column), number in counted.rows.items():
        cell = (of_row[row], of_column[column])
        body[cell] = body.get(cell, 0) + number
    return Table(tuple(map(_name, rows)), tuple(map(_name, columns)), body)

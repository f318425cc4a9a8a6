"""One figure as programme staff may see it: read from a fixed table, protected.

What is asked for is a cell, a line or the total of one of the tables that may leave the
house (`reports.tables`), as it was released (`actions.releasing`): withheld wherever that
table withholds it, and of the same year. So many figures asked for one by one tell no
more than the table.
"""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from learning.reports.actions.releasing import release
from learning.reports.counting import MINUTES, Rule
from learning.reports.models import Period
from learning.reports.protected import Group, ProtectedTable
from learning.reports.queries_ledger import closed_year, totals
from learning.reports.selection import YOUTH, WrongSelectionError
from learning.reports.spans import read_span
from learning.reports.tables import BY_KEY, TOTALS_ONLY


@dataclass(frozen=True)
class Wanted:
    """Everybody, or one line of a table, and of it everybody or one sex."""

    country: str = ""
    theme: UUID | None = None
    youth: str = ""
    sex: str = ""

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


def shown(rule: Rule, year: int, wanted: Wanted) -> int | None:
    """The figure of a calendar year in the rule's unit (hours for minutes), or None where
    the table withholds it. While the year runs, the months that are over count; 0 before
    the first of them is."""
    try:
        span = read_span(today=timezone.localdate(), year=str(year))
    except WrongSelectionError:
        return 0
    closed = closed_year(year) if rule in TOTALS_ONLY else None
    if closed:
        value = _frozen(closed, rule)
    else:
        table = BY_KEY[wanted.dimension]
        value = _read(release(table=table, rule=rule, span=span, by=None).table, wanted)
    if value is not None and rule.unit == MINUTES:
        return round(value / 60)
    return value


def _frozen(closed: Period, rule: Rule) -> int | None:
    """What is frozen as a total only stands in no table of a closed year. It may have
    been closed by another version of the rule."""
    return next(
        (each.shown for each in totals(closed) if each.rule.key == rule.key), None
    )


def _read(table: ProtectedTable, wanted: Wanted) -> int | None:
    if table.total is None or table.is_empty:
        return table.total
    rows = _made_of(wanted.rows, table.rows)
    columns = _made_of(wanted.columns, table.columns)
    if rows is None or columns is None:
        return None
    if wanted.columns is None:
        return sum(table.row_totals[row] for row in rows)
    if wanted.rows is None:
        return sum(table.column_totals[column] for column in columns)
    cells = [table.printed(row, column) for row in rows for column in columns]
    return None if None in cells else sum(cells)


def _made_of(
    wanted: frozenset[str] | None, groups: tuple[Group, ...]
) -> list[Group] | None:
    """The groups that are wanted; None where one stands half in it and half outside."""
    if wanted is None:
        return list(groups)
    inside = [group for group in groups if set(group) & wanted]
    return inside if all(set(group) <= wanted for group in inside) else None

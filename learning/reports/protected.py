"""A fixed table as programme staff may see it: folded, with its small cells withheld.

From a raw count along (dimension, sex) to what is printed:

1. A union that is one workplace stands under the union above it.
2. Categories with too few people stand together (`protection.fold`), in rows and in
   columns, so that every total is 0 or large enough. Columns (sex) are folded for all
   tables of a span and rule at once and by the stricter bound, for they are the margin
   that all tables share.
3. Small cells of the body are withheld, and as many others as it takes
   (`protection.protect`).

What stood together or was withheld in an earlier release is so again (`Pattern`). And
because whoever has two releases can subtract them, a cell that is small now and was
empty before must be hidden among those who came in between, too. Where too few have
come for that, the numbers of the earlier release are shown again (`is_held`).
A rule that counts papers or participations is protected by the people behind them.
A withheld cell bears one sign, whether it is small itself or hides another one.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from learning.activities.sensitivity import SENSITIVE
from learning.catalogue.models import Module
from learning.members.answers import AgeBand, Sex
from learning.members.models import Union
from learning.reports.counting import Rule
from learning.reports.protection import (
    LEAST,
    LEAST_SENSITIVE,
    Table,
    fold,
    most_it_could_be,
    protect,
)
from learning.reports.queries import Count, count, people_behind
from learning.reports.selection import Selection
from learning.reports.tables import COLUMN, FixedTable

# Categories that stand together in one line of the table.
Group = tuple[str, ...]
GroupCell = tuple[Group, Group]
# Shown although they are empty: 0 is a number too.
ALWAYS = {"sex": tuple(Sex.values), "age": tuple(AgeBand.values)}


@dataclass(frozen=True)
class Pattern:
    """What stands together and is withheld; `Pattern()` before a first release."""

    rows: frozenset[Group] = frozenset()
    columns: frozenset[Group] = frozenset()
    withheld: frozenset[GroupCell] = frozenset()


@dataclass(frozen=True)
class ProtectedTable:
    """What may be printed. `counts` hold every cell that is not in `withheld`; totals of
    lines are printed always. Without `rows` it has too few people for any number, its
    total included, unless `is_empty`."""

    table: FixedTable
    count: Count
    least: int
    rows: tuple[Group, ...]
    columns: tuple[Group, ...]
    counts: dict[GroupCell, int]
    withheld: frozenset[GroupCell]
    row_totals: dict[Group, int]
    column_totals: dict[Group, int]
    # What came since the earlier release is too little to be shown.
    is_held: bool = False

    @property
    def is_empty(self) -> bool:
        """Nobody at all."""
        return not self.count.total

    @property
    def is_withheld(self) -> bool:
        return not self.rows and not self.is_empty

    @property
    def total(self) -> int | None:
        """Of everybody; None where even that is withheld."""
        return None if self.is_withheld else self.count.total

    def printed(self, row: Group, column: Group) -> int | None:
        """The number of a cell; None where it is withheld."""
        cell = row, column
        return None if cell in self.withheld else self.counts.get(cell, 0)

    @cached_property
    def pattern(self) -> Pattern:
        return Pattern(
            frozenset(each for each in self.rows if len(each) > 1),
            frozenset(each for each in self.columns if len(each) > 1),
            self.withheld,
        )


@dataclass(frozen=True)
class Released:
    """A table as it may be seen, and the last day that is counted in it."""

    table: ProtectedTable
    until: date


@dataclass(frozen=True)
class Found:
    """All that is needed of the database: the count, and how many people stand behind
    its cells, its lines and all of it."""

    count: Count
    cells: dict[tuple[str, str], int]
    rows: dict[tuple[str], int]
    columns: dict[tuple[str], int]
    everybody: int


def raw(table: FixedTable, rule: Rule, selection: Selection) -> Found:
    """A fixed table as it is, by a few queries; nobody is to see it."""
    counted = count(rule, selection, table.by)
    if rule.is_of_people:
        return of_people(counted)
    return Found(
        counted,
        people_behind(rule, selection, table.by),
        people_behind(rule, selection, (table.dimension,)),
        people_behind(rule, selection, (COLUMN,)),
        people_behind(rule, selection).get((), 0),
    )


def of_people(counted: Count) -> Found:
    """The same of a count of people, each once: they stand behind themselves."""
    row, column = counted.by
    return Found(
        counted,
        counted.rows,
        counted.folded(row).rows,
        counted.folded(column).rows,
        sum(counted.rows.values()),
    )


def protected(
    table: FixedTable,
    found: Found,
    kept: Pattern = Pattern(),
    *,
    earlier: Found | None = None,
    sensitive: frozenset[str] = frozenset(),
    places: dict[str, str] | None = None,
) -> ProtectedTable:
    """`found` (from `raw`) as it may be printed.

    `kept` is the pattern of an earlier release and `earlier` what was found for it;
    `sensitive` the categories that ask for
    more people; `places` a union that is one workplace → what it stands under.
    """
    places = places or {}
    least = LEAST_SENSITIVE if sensitive & {c[0] for c in found.cells} else LEAST
    if found.everybody < least:
        return ProtectedTable(
            table, found.count, least, (), (), {}, frozenset(), {}, {}
        )
    rows = _groups(_moved(found.rows, places), least, kept, table.dimension)
    columns = _groups(found.columns, LEAST_SENSITIVE, kept, COLUMN)
    row_of, column_of = _where(rows), _where(columns)

    def at(cell) -> GroupCell:
        row, column = cell
        return row_of[places.get(row, row)], column_of[column]

    counts, people = _summed(found.count.cells, at), _summed(found.cells, at)
    body = Table(rows, columns, counts)
    again = _again(kept.withheld, rows, columns)
    few_behind = frozenset(c for c, n in people.items() if 0 < n < least <= counts[c])
    withheld = protect(body, least, again, few_behind)
    if earlier is not None:
        came = _summed(_since(found.count.cells, earlier.count.cells), at)
        new = {
            at(cell)
            for cell, number in found.cells.items()
            if number < least and not earlier.count.cells.get(cell)
        }
        if _tells(Table(rows, columns, came), new - again, withheld, least):
            before = protected(table, earlier, kept, sensitive=sensitive, places=places)
            return replace(before, is_held=True)
    return ProtectedTable(
        table,
        found.count,
        least,
        rows,
        columns,
        {cell: value for cell, value in counts.items() if cell not in withheld},
        withheld,
        {row: body.total(body.row(row)) for row in rows},
        {column: body.total(body.column(column)) for column in columns},
    )


def _tells(came: Table, new: Iterable[GroupCell], withheld, least: int) -> bool:
    """Whether two releases subtracted from each other prove a new cell to be small: all
    that can be in it is what came in between and could have come there."""
    return any(
        came[cell] < least
        if cell not in withheld
        else most_it_could_be(came, withheld, cell, least) < least
        for cell in new
    )


def _since(now: dict, before: dict) -> dict:
    """What came to each cell; what went (a correction) is nothing that came."""
    return {cell: max(number - before.get(cell, 0), 0) for cell, number in now.items()}


def _summed(cells: dict, at) -> dict[GroupCell, int]:
    summed = defaultdict(int)
    for cell, number in cells.items():
        summed[at(cell)] += number
    return dict(summed)


def sensitive_themes() -> frozenset[str]:
    """The modules of which ten people make a cell, not five."""
    found = Module.objects.filter(sensitivity=SENSITIVE).values_list("pk", flat=True)
    return frozenset(map(str, found))


def one_workplace_places() -> dict[str, str]:
    """Lineage of a union that is one workplace → that of the union above it; one without
    any above it stands with others that are not told apart ("")."""
    found = Union.objects.filter(is_one_workplace=True).select_related("parent")
    return {each.lineage: each.parent.lineage if each.parent else "" for each in found}


def _moved(people: dict, places: dict[str, str]) -> dict[tuple[str], int]:
    moved = defaultdict(int)
    for (category,), number in people.items():
        moved[(places.get(category, category),)] += number
    return moved


def _groups(
    people: dict[tuple[str], int], least: int, kept: Pattern, dimension: str
) -> tuple[Group, ...]:
    """Lines of the table: each category in one of them, each with nobody or enough."""
    at = 1 if dimension == COLUMN else 0
    sizes = {category: number for (category,), number in people.items()}
    earlier = {name for cell in kept.withheld for name in cell[at]}
    names = dict.fromkeys([*ALWAYS.get(dimension, ()), *sorted(earlier | set(sizes))])
    stood = _joined(kept.columns if at else kept.rows)
    together = {name: group for group in stood for name in group}
    before = dict.fromkeys(together.get(name, (name,)) for name in names)
    counts = {group: sum(sizes.get(name, 0) for name in group) for group in before}
    return tuple(
        tuple(sorted(name for group in line for name in group))
        for line in fold(counts, least)
    )


def _joined(groups: Iterable[Group]) -> list[Group]:
    """Groups that have something in common are one."""
    found: list[set] = []
    for group in groups:
        one = set(group)
        for other in [each for each in found if each & one]:
            found.remove(other)
            one |= other
        found.append(one)
    return [tuple(sorted(each)) for each in found]


def _where(groups: tuple[Group, ...]) -> dict[str, Group]:
    return {name: group for group in groups for name in group}


def _again(withheld, rows, columns) -> frozenset[GroupCell]:
    """The cells of today in which a cell that was withheld lies."""
    return frozenset(
        (row, column)
        for was_row, was_column in withheld
        for row in rows
        if set(row) & set(was_row)
        for column in columns
        if set(column) & set(was_column)
    )

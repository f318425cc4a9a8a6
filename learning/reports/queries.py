"""Counting: participations by rule, selection and dimensions.

Reads `Participation` and nothing about people; over all tenants, because the programme
counts over all of them. What comes out is not protected yet: only `reports.tables` may
show it to programme staff.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from uuid import UUID

from django.db import connections, models, transaction
from django.db.models import ExpressionWrapper, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber, TruncQuarter, TruncYear

from learning.classroom.actions.participations import catch_up
from learning.classroom.models import Participation
from learning.members.models import Union
from learning.reports.counting import Rule
from learning.reports.selection import (
    COLUMNS,
    DIMENSIONS,
    Selection,
    WrongSelectionError,
)

Cell = tuple[str, ...]
READERS = {
    "union": UUID,
    "theme": UUID,
    "project": UUID,
    "day": date.fromisoformat,
}


@dataclass(frozen=True)
class Count:
    """What one rule found. `cells` is one value for each combination of `by` that has
    any, in the rule's unit; `rows` how many participations (or people) stand behind each
    of them. An empty text in a cell means "not stated"."""

    rule: Rule
    selection: Selection
    by: tuple[str, ...]
    cells: dict[Cell, int]
    rows: dict[Cell, int]

    @property
    def total(self) -> int:
        return sum(self.cells.values())

    def folded(self, *dimensions: str) -> "Count":
        """Along fewer dimensions: cells add up, by whatever rule."""
        places = [self.by.index(each) for each in dimensions]
        cells, rows = defaultdict(int), defaultdict(int)
        for cell, value in self.cells.items():
            kept = tuple(cell[place] for place in places)
            cells[kept] += value
            rows[kept] += self.rows[cell]
        return Count(self.rule, self.selection, dimensions, dict(cells), dict(rows))


def count(
    rule: Rule,
    selection: Selection,
    by: tuple[str, ...] = (),
    using: str | None = None,
) -> Count:
    """Count by a rule, split along `by`; no split gives one cell, ().

    `using` is where to read; what is to be frozen is not read from a replica.

    Cells add up to the total, whatever the rule: a person who is counted once stands
    where her first row in the selection stands. Raises WrongSelectionError.
    """
    catch_up()
    if set(by) - set(DIMENSIONS):
        raise WrongSelectionError("unknown")
    rows = rows_of(rule, selection, using)
    columns = tuple(dict.fromkeys(COLUMNS[each] for each in by))
    if rule.previous and selection.keeps_people_whole:
        found = _all(_first_of_span(rows, rule, selection), rule, columns)
    elif rule.once:
        found = _people(rows, rule, selection, columns)
    else:
        found = _all(rows, rule, columns)
    federations = _federations() if "federation" in by else frozenset()
    cells, behind = defaultdict(int), defaultdict(int)
    # Ten years are thousands of days by every other line: each is named once.
    named = cache(partial(selection.cell_of, federations=federations))
    lines = [(each, columns.index(COLUMNS[each])) for each in by]
    for values, number, value in found:
        cell = tuple(named(each, values[place]) for each, place in lines)
        cells[cell] += value
        behind[cell] += number
    return Count(rule, selection, by, dict(cells), dict(behind))


def people_behind(
    rule: Rule,
    selection: Selection,
    by: tuple[str, ...] = (),
    using: str | None = None,
) -> dict[Cell, int]:
    """How many people stand behind each cell of `count`, by a rule that counts something
    else: who comes twice stands in one cell once, in two cells in each. Where a cell is
    made of several values (a branch, a region), who is in two of them is taken for two.
    Raises WrongSelectionError.
    """
    if set(by) - set(DIMENSIONS):
        raise WrongSelectionError("unknown")
    whole = {"quarter": TruncQuarter("day"), "year": TruncYear("day")}
    # Who comes on two days of a quarter is one.
    made = {f"whole_{each}": whole[each] for each in by if each in whole}
    rows = rows_of(rule, selection, using).annotate(**made)
    columns = [f"whole_{each}" if each in whole else COLUMNS[each] for each in by]
    people = models.Count("person", distinct=True)
    if not columns:
        number = rows.aggregate(number=people)["number"]
        return {(): number} if number else {}
    federations = _federations() if "federation" in by else frozenset()
    found = defaultdict(int)
    groups = rows.values(*columns).annotate(number=people).order_by()
    for *values, number in groups.values_list(*columns, "number"):
        cell = tuple(
            selection.cell_of(each, value, federations)
            for each, value in zip(by, values, strict=True)
        )
        found[cell] += number
    return dict(found)


def rows_of(rule: Rule, selection: Selection, using: str | None = None) -> QuerySet:
    """The participations that a rule reads in a selection, each with its `day`; of
    whatever tenant, and before any person is counted once."""
    rows = Participation.unscoped.using(using or replica()).annotate(day=rule.day)
    return selection.apply(rule.rows(rows, rule.at_least))


def _first_of_span(rows: QuerySet, rule: Rule, selection: Selection) -> QuerySet:
    """Nothing before it in the span: the same rows as `_people` finds, sooner."""
    return rows.exclude(_comes_after(rule, selection))


def _comes_after(rule: Rule, selection: Selection) -> Q:
    """Another row of hers, selected or not, comes before it in the span. True or false
    and never NULL, so that it can be turned round."""
    after = Q(**{f"{rule.previous}__isnull": False})
    if selection.start:
        after &= Q(**{f"{rule.previous}__gte": selection.start})
    return after


def _all(rows: QuerySet, rule: Rule, columns) -> Iterator[tuple]:
    """(values of the columns, rows, what the rule adds up), group by group."""
    measures = {"number": models.Count("*"), "value": rule.measure}
    if not columns:
        found = rows.aggregate(**measures)
        if found["number"]:
            yield (), found["number"], found["value"]
        return
    groups = rows.values(*columns).annotate(**measures).order_by()
    for *values, number, value in groups.values_list(*columns, *measures):
        yield values, number, value


def _people(
    rows: QuerySet, rule: Rule, selection: Selection, columns
) -> Iterator[tuple]:
    """The same of first rows only: those of one person (in one theme) are one.

    Django would group before it looks for the first ones, so the outer half is written
    here, around the statement it makes of the inner.
    """
    names = [f"c{at}" for at in range(len(columns))]
    if rule.previous and rule.once == ("person",):
        read, firsts = _told_or_laid_together(rows, rule, selection, columns, names)
    else:
        read, firsts = _laid_together(rows, rule, columns, names)
    sql, values = read.order_by().query.sql_with_params()
    by = f" GROUP BY {', '.join(names)}" if names else ""
    # Nothing of what is put in here comes from outside: columns are named by place.
    statement = (
        f"WITH {firsts.format(sql=sql)} "  # noqa: S608
        f"SELECT {', '.join([*names, 'COUNT(*)'])} FROM firsts{by}"
    )
    for *found, number in _asked(rows.db, statement, values):
        if number:
            yield _as_django_reads(columns, found), number, number


def _laid_together(rows, rule, columns, names) -> tuple[QuerySet, str]:
    """What is read, and the `firsts` of it: all rows of a person in their order."""
    read = rows.annotate(
        place=Window(
            RowNumber(),
            partition_by=[F(each) for each in rule.once],
            order_by=[F("day"), F("pk")],
        )
    ).values_list(*columns, "place")
    listed = ", ".join([*names, "place"])
    return read, (
        f"chosen ({listed}) AS ({{sql}}), "  # noqa: S608 -- our own names
        f"firsts AS (SELECT {listed} FROM chosen WHERE place = 1)"
    )


def _told_or_laid_together(
    rows, rule, selection, columns, names
) -> tuple[QuerySet, str]:
    """The same, sooner: most people's first row tells by itself that nothing came before
    it in the span. Laid together are only the rows of those whose first one, selected or
    not, is not among the rows."""
    read = rows.annotate(
        later=ExpressionWrapper(
            _comes_after(rule, selection), output_field=models.BooleanField()
        )
    ).values_list(*columns, "person", "day", "pk", "later")
    chosen = ", ".join([*names, "person", "day", "pk", "later"])
    listed = ", ".join([*names, "1 AS place"])
    placed = ", ".join([*names, "ROW_NUMBER() OVER her_rows AS place"])
    return read, (
        f"chosen ({chosen}) AS ({{sql}}), "  # noqa: S608 -- our own names
        f"others AS (SELECT {placed} FROM chosen WHERE later AND NOT EXISTS "
        "(SELECT 1 FROM chosen AS told WHERE NOT told.later "
        "AND told.person = chosen.person) "
        "WINDOW her_rows AS (PARTITION BY person ORDER BY day, pk)), "
        f"firsts AS (SELECT {listed} FROM chosen WHERE NOT later "
        "UNION ALL SELECT * FROM others WHERE place = 1)"
    )


def _asked(place: str, statement: str, values) -> list[tuple]:
    with transaction.atomic(using=place), connections[place].cursor() as cursor:
        if connections[place].vendor == "postgresql":
            # Rows of one person are laid together in memory, a million of them too.
            cursor.execute("SET LOCAL work_mem = '128MB'")
        cursor.execute(statement, values)
        return cursor.fetchall()


def _federations() -> frozenset[str]:
    found = Union.objects.filter(level=Union.Level.FEDERATION)
    return frozenset(found.values_list("slug", flat=True))


def _as_django_reads(columns, values) -> list:
    """A database without UUIDs and dates gives text."""
    return [
        READERS[column](value)
        if column in READERS and isinstance(value, str)
        else value
        for column, value in zip(columns, values, strict=True)
    ]


def replica() -> str:
    """Reports read where reading takes nothing from those who learn, if there is such
    a place; a moment behind, which no figure minds."""
    return "replica" if "replica" in connections.databases else "default"

"""All figures of a span of days at once: what is frozen, and what is counted again."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count

from learning.reports import row_hashes
from learning.reports.counting import POINTS, Rule
from learning.reports.queries import count, people_behind, rows_of
from learning.reports.selection import Selection
from learning.reports.tables import COLUMN, FROZEN, TABLES, TOTALS_ONLY

RULES = (*FROZEN, *TOTALS_ONLY)
# Frozen as totals, by whatever version.
AVERAGES = {rule.unit for rule in TOTALS_ONLY}
# The margin that all tables share, of what is not counted in people: who stands in two
# countries would be two in their sum.
BY_SEX = "sex"


class Place(NamedTuple):
    """Where a number stands: in the total of a rule (`table` empty), of the whole
    programme (`union` None) or of a tenant, or in a cell of a fixed table."""

    rule: str
    table: str = ""
    union: UUID | None = None
    row: str = ""
    column: str = ""


class Number(NamedTuple):
    """In the rule's unit (learning gain as its mean, in whole points), and how many
    people are behind it, whatever is counted: by them it is protected."""

    value: int
    behind: int


def counted(
    start: date, end: date, rules: Iterable[Rule] = RULES
) -> dict[Place, Number]:
    """Every figure a period freezes, as counted: totals (also of 0), and the cells that
    have anybody. Some ten statements for a rule, whatever there is to count."""
    rules = tuple(rules)
    selection = Selection(start=start, end=end)
    found: dict[Place, Number] = {}
    for rule in rules:
        for tenant, number in totals_by_tenant(rule, selection).items():
            found[Place(rule.label, union=tenant)] = number
        found[Place(rule.label)] = total(rule, selection, using="default")
    for rule in (each for each in rules if each.unit not in AVERAGES):
        for table in TABLES:
            for cell, number in _cells(rule, selection, table.by).items():
                found[Place(rule.label, table.key, None, *cell)] = number
        if not rule.is_of_people:
            for (sex,), number in _cells(rule, selection, (COLUMN,)).items():
                found[Place(rule.label, BY_SEX, None, "", sex)] = number
    return found


def total(rule: Rule, selection: Selection, using: str | None = None) -> Number:
    """Of a whole selection; `using` as in `count`."""
    found = count(rule, selection, using=using)
    rows = people = sum(found.rows.values())
    if rows and not rule.is_of_people:
        people = people_behind(rule, selection, using=using).get((), 0)
    return _number(rule, found.total, rows, people)


def _cells(rule: Rule, selection: Selection, by) -> dict[tuple[str, ...], Number]:
    split = count(rule, selection, by, using="default")
    people = (
        split.rows
        if rule.is_of_people
        else people_behind(rule, selection, by, using="default")
    )
    return {cell: Number(value, people[cell]) for cell, value in split.cells.items()}


def _number(rule: Rule, value: int, rows: int, people: int) -> Number:
    if rule.unit == POINTS:
        value = round(value / rows) if rows else 0
    return Number(value, people)


def totals_by_tenant(rule: Rule, selection: Selection) -> dict[UUID, Number]:
    """Tenant → its total; who was with two of them is counted by each.

    For rules that count rows, or people each once.
    """
    rows = rows_of(rule, selection, using="default").values("tenant")
    people = Count("person", distinct=True)
    if rule.once == ("person",):
        listed = rows.annotate(value=people, number=Count("pk"), people=people)
    elif not rule.once:
        listed = rows.annotate(value=rule.measure, number=Count("pk"), people=people)
    else:
        raise ValueError(f"{rule.label} is not counted by tenant")
    return {
        tenant: _number(rule, value, number, behind)
        for tenant, value, number, behind in listed.order_by().values_list(
            "tenant", "value", "number", "people"
        )
    }


def hashes(start: date, end: date) -> dict[Place, str]:
    """The hash over the rows behind each total."""
    selection = Selection(start=start, end=end)
    found = {}
    for rule in RULES:
        of = row_hashes.by_tenant(rule, selection)
        found |= {Place(rule.label, union=tenant): made for tenant, made in of.items()}
        found[Place(rule.label)] = row_hashes.together(
            {str(tenant): made for tenant, made in of.items()}
        )
    return found

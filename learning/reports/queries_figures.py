"""All figures of a span of days at once: what is frozen, and what is counted again."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count

from learning.reports import row_hashes
from learning.reports.counting import Rule
from learning.reports.queries import count, rows_of
from learning.reports.selection import Selection
from learning.reports.tables import FROZEN, TABLES, TOTALS_ONLY

RULES = (*FROZEN, *TOTALS_ONLY)
# Frozen as totals, by whatever version.
AVERAGES = {rule.unit for rule in TOTALS_ONLY}


class Place(NamedTuple):
    """Where a number stands: in the total of a rule (`table` empty), of the whole
    programme (`union` None) or of a tenant, or in a cell of a fixed table."""

    rule: str
    table: str = ""
    union: UUID | None = None
    row: str = ""
    column: str = ""


class Number(NamedTuple):
    """In the rule's unit, and how many people or participations are behind it."""

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
        total = count(rule, selection, using="default")
        found[Place(rule.label)] = Number(total.total, sum(total.rows.values()))
    for rule in (each for each in rules if each.unit not in AVERAGES):
        for table in TABLES:
            split = count(rule, selection, table.by, using="default")
            for cell, value in split.cells.items():
                place = Place(rule.label, table.key, None, *cell)
                found[place] = Number(value, split.rows[cell])
    return found


def totals_by_tenant(rule: Rule, selection: Selection) -> dict[UUID, Number]:
    """Tenant → its total; who was with two of them is counted by each.

    For rules that count rows, or people each once.
    """
    rows = rows_of(rule, selection, using="default").values("tenant")
    if rule.once == ("person",):
        people = Count("person", distinct=True)
        listed = rows.annotate(value=people, number=people)
    elif not rule.once:
        listed = rows.annotate(value=rule.measure, number=Count("pk"))
    else:
        raise ValueError(f"{rule.label} is not counted by tenant")
    return {
        tenant: Number(value, number)
        for tenant, value, number in listed.order_by().values_list(
            "tenant", "value", "number"
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

"""Reading the ledger: figures as they were frozen, as they hold, as they may be shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from learning.classroom.actions.participations import catch_up
from learning.reports.counting import BY_LABEL, MINUTES, POINTS, Rule
from learning.reports.models import Figure, Period, Restatement
from learning.reports.protected import Found, of_people
from learning.reports.protection import LEAST, moved_enough
from learning.reports.queries import Count
from learning.reports.queries_figures import (
    BY_SEX,
    RULES,
    Number,
    Place,
    total,
    totals_by_tenant,
)
from learning.reports.selection import Selection
from learning.reports.tables import BY_KEY, FixedTable

Cell = tuple[str, str]


def frozen(period: Period) -> dict[Place, UUID]:
    """Where each frozen figure stands → its id."""
    return {
        _place(each): each.pk
        for each in Figure.objects.filter(period=period).iterator(chunk_size=2000)
    }


def latest(period: Period) -> dict[Place, Number]:
    """What holds now: each frozen figure, or its latest restatement; two queries."""
    figures = Figure.objects.filter(period=period)
    places = {each.pk: _place(each) for each in figures}
    found = {places[each.pk]: Number(each.value, each.behind) for each in figures}
    for each in _restatements(period):
        found[places[each.figure_id]] = Number(each.new, each.behind)
    return found


def rules_of(period: Period) -> list[Rule]:
    """The rules, in their versions, that a closed period was counted by."""
    labels = Figure.objects.filter(period=period, table="", union=None)
    kept = set(labels.values_list("rule", flat=True))
    return [rule for label, rule in BY_LABEL.items() if label in kept]


def _place(figure: Figure) -> Place:
    return Place(figure.rule, figure.table, figure.union_id, figure.row, figure.column)


def _restatements(period: Period):
    return Restatement.objects.filter(figure__period=period).order_by("found_at", "pk")


@dataclass(frozen=True)
class Total:
    """A rule's total in a period, of the programme or of one tenant.

    `was` is the frozen number where another one holds now; None where it is the same, or
    the period is open and the number is counted this moment.
    """

    rule: Rule
    number: Number
    was: Number | None = None
    rows_hash: str = ""
    is_frozen: bool = False

    def as_it_was(self) -> "Total":
        """With the frozen number."""
        return Total(self.rule, self.was or self.number)

    @property
    def shown(self) -> int | None:
        """For whoever may see no small number: None where fewer than five are behind."""
        return None if 0 < self.number.behind < LEAST else self.number.value


def totals(period: Period, tenant=None) -> list[Total]:
    """All totals of a period in the order of the rules. `tenant` is a union that keeps
    its own key: then its own, else those of the programme. Those of the programme in an
    open period are released (`actions.releasing_totals`). Two or three queries for a
    closed period, one or two for each rule of an open one."""
    if not period.is_closed:
        span = Selection(period.starts_on, period.ends_on, tenant=tenant.pk)
        return [Total(rule, total(rule, span)) for rule in RULES]
    figures = {
        each.rule: each
        for each in Figure.objects.filter(period=period, table="", union=tenant)
    }
    rows = _restatements(period).filter(figure__in=list(figures.values()))
    rows = rows.select_related("figure")
    told = rows if tenant else (each.row for each in _told(rows))
    now = {each.figure_id: each for each in told}
    return [
        _as_it_holds(rule, figures.get(rule.label), now) for rule in _rules_of(figures)
    ]


@dataclass(frozen=True)
class Change:
    """A restatement that the programme is told of, and the number it was told before."""

    row: Restatement
    was: Number


def _told(rows: Iterable[Restatement]) -> Iterator[Change]:
    """Those of them, the earliest first, that the programme is told of.

    Hours and learning gain are sums of what single people did: by how much they went down
    tells, of whoever is known to be corrected, how long she was there. So they move on
    only when five people more or fewer are behind them than were when they moved last.
    """
    latest: dict[UUID, Number] = {}
    for each in rows:
        was = latest.get(each.figure_id, Number(each.figure.value, each.figure.behind))
        is_sum = BY_LABEL[each.figure.rule].unit in (MINUTES, POINTS)
        if is_sum and abs(each.behind - was.behind) < LEAST:
            continue
        latest[each.figure_id] = Number(each.new, each.behind)
        yield Change(each, was)


def _rules_of(figures) -> list[Rule]:
    """Those in force, and those a period was closed by that are no longer."""
    older = [BY_LABEL[label] for label in sorted(figures) if label in BY_LABEL]
    keys = {rule.key for rule in older}
    return [
        *(each for each in older if each not in RULES),
        *(each for each in RULES if each in older or each.key not in keys),
    ]


def _as_it_holds(rule: Rule, figure: Figure | None, now) -> Total:
    if figure is None:
        return Total(rule, Number(0, 0), is_frozen=True)
    restated = now.get(figure.pk)
    number = (
        Number(restated.new, restated.behind)
        if restated
        else Number(figure.value, figure.behind)
    )
    was = Number(figure.value, figure.behind)
    return Total(
        rule,
        number,
        was if was.value != number.value else None,
        figure.rows_hash,
        is_frozen=True,
    )


def people_by_tenant(period: Period, rule: Rule) -> dict[UUID, Number]:
    """Tenant → its total by a rule, as it holds, of months that are over; not protected.
    Tenants without any are left out."""
    if not period.is_closed:
        catch_up()
        counted = period.counted
        return totals_by_tenant(rule, Selection(*counted)) if counted else {}
    figures = {
        each.pk: (each.union_id, Number(each.value, each.behind))
        for each in Figure.objects.filter(
            period=period, rule=rule.label, table="", union__isnull=False
        )
    }
    for each in _restatements(period).filter(figure__in=list(figures)):
        union = figures[each.figure_id][0]
        figures[each.figure_id] = union, Number(each.new, each.behind)
    return {union: number for union, number in figures.values() if number.value}


def closed_year(year: int) -> Period | None:
    """The closed period that is just this calendar year, if there is one."""
    return Period.objects.filter(
        starts_on=date(year, 1, 1), ends_on=date(year, 12, 31), closed_at__isnull=False
    ).first()


def found_in(period: Period, rule: Rule, table: FixedTable) -> Found | None:
    """A fixed table of a closed period, still to be protected, as `protected.raw` gives
    it of an open one; None where the period was closed by another version of the rule."""
    if rule not in rules_of(period):
        return None
    counted = table_of(period, rule, table.key)
    if rule.is_of_people:
        return of_people(counted)
    # A person has one sex, so in a line and over all she is counted once by it.
    columns = {(sex,): number for (_, sex), number in _people(period, rule).items()}
    return Found(
        counted,
        counted.rows,
        counted.folded(table.dimension).rows,
        columns,
        sum(columns.values()),
    )


def _people(period: Period, rule: Rule) -> dict[Cell, int]:
    """Of what is not counted in people: how many there are of each sex."""
    cells = _held_back(period, rule, BY_SEX)
    return {cell: number.behind for cell, number in cells.items()}


def table_of(period: Period, rule: Rule, table: str) -> Count:
    """A fixed table of a closed period as the programme may have it, still to be
    protected: the frozen cells, or restated ones once they differ enough (`held_back`).
    """
    cells = _held_back(period, rule, table)
    return Count(
        rule,
        Selection(start=period.starts_on, end=period.ends_on),
        BY_KEY[table].by,
        {cell: number.value for cell, number in cells.items() if number.behind},
        {cell: number.behind for cell, number in cells.items() if number.behind},
    )


def _held_back(period: Period, rule: Rule, table: str) -> dict[Cell, Number]:
    figures = {
        each.pk: each
        for each in Figure.objects.filter(
            period=period, rule=rule.label, table=table, union=None
        )
    }
    frozen_cells = {
        (each.row, each.column): Number(each.value, each.behind)
        for each in figures.values()
    }
    runs = []
    of_table = _restatements(period).filter(
        figure__rule=rule.label, figure__table=table, figure__union=None
    )
    for _at, some in groupby(of_table, key=lambda each: each.found_at):
        runs.append(
            {
                (figures[each.figure_id].row, figures[each.figure_id].column): Number(
                    each.new, each.behind
                )
                for each in some
            }
        )
    return held_back(frozen_cells, runs)


def held_back(
    first: dict[Cell, Number], runs: list[dict[Cell, Number]], least: int = LEAST
) -> dict[Cell, Number]:
    """The cells of a table that was counted again and again, as they may be shown.

    A table moves on only when enough has changed since the one shown
    (`protection.moved_enough`); until then the one shown stays. `runs` are the changed
    cells of each recount, the earliest first.
    """
    shown, now = dict(first), dict(first)
    for run in runs:
        now |= run
        if moved_enough(_behind(shown), _behind(now), least):
            shown = dict(now)
    return shown


def _behind(cells: dict[Cell, Number]) -> dict[Cell, int]:
    return {cell: number.behind for cell, number in cells.items()}


def changes_told(period: Period, rule: str | None = None) -> list[Change]:
    """The restatements of the programme's totals that it is told of, the latest first,
    with their figures; one query."""
    rows = _restatements(period).filter(figure__table="", figure__union=None)
    if rule:
        rows = rows.filter(figure__rule=rule)
    found = list(_told(rows.select_related("figure", "found_by", "why_by")))
    return found[::-1]

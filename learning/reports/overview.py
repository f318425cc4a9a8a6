"""Where do we stand: the figures, charts and tables of the first page of reports."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from learning.reports.actions.releasing import release
from learning.reports.actions.releasing_totals import released_total
from learning.reports.counting import IN_FORCE, MINUTES, POINTS, Rule
from learning.reports.naming import Names
from learning.reports.protection import LEAST
from learning.reports.queries_figures import Number
from learning.reports.queries_ledger import closed_year, totals
from learning.reports.queries_overlap import Unique, unique_in
from learning.reports.report import ACROSS, Report
from learning.reports.spans import EARLIEST, Span, read_span
from learning.reports.tables import BY_KEY

# The four figures at the top, and two beside them.
FIRST, BESIDE = ("trained", "unique", "new", "certificates"), ("hours", "gain")
TABLES = ("country", "quarter", "age", "theme")
# From those who came to those who have a paper.
STEPS = ("participations", "trained", "certificates")
YEARS_BACK = 4
MINUTES_PER_HOUR = 60


@dataclass(frozen=True)
class Figure:
    """One number by a rule; None where too few people stand behind it to be shown.
    Hours are whole hours, learning gain whole percentage points."""

    rule: Rule
    number: int | None


@dataclass(frozen=True)
class Overview:
    span: Span
    figures: list[Figure]
    beside: list[Figure]
    steps: list[Figure]
    years: list[tuple[Span, Figure]]
    reports: dict[str, Report]
    # Of a closed year.
    across: Unique | None


def overview(*, rule: Rule, span: Span, youth: str, today: date, by) -> Overview:
    """All of it for one span; the tables by one rule. `by` is not kept."""
    names, across = Names(), unique_in(span.year)
    rules = (IN_FORCE[key] for key in {*FIRST, *BESIDE, *STEPS})
    found = figures(rules, span, by=by)
    return Overview(
        span,
        figures=[found[key] for key in FIRST],
        beside=[found[key] for key in BESIDE if found[key].number is not None],
        steps=[found[key] for key in STEPS],
        years=[
            (year, figures([rule], year, by=by)[rule.key])
            for year in _years(span, today)
        ],
        reports={
            key: Report.now(
                release(table=BY_KEY[key], rule=rule, span=span, by=by),
                span,
                names,
                today,
                youth,
                across,
            )
            for key in TABLES
        },
        across=across,
    )


def report(
    *, table: str, rule: Rule, span: Span, youth: str, today: date, by
) -> Report:
    """One of the fixed tables by its key, as it may be seen. KeyError for an unknown one."""
    shown = release(table=BY_KEY[table], rule=rule, span=span, by=by)
    across = unique_in(span.year) if rule.key == ACROSS else None
    return Report.now(shown, span, Names(), today, youth, across)


def figures(rules: Iterable[Rule], span: Span, *, by) -> dict[str, Figure]:
    """The totals of a span by rules, by their keys, where enough people stand behind them;
    of a closed year those that hold in the ledger. `by` is not kept."""
    closed = closed_year(span.year)
    ledger = {each.rule.label: each.number for each in totals(closed)} if closed else {}
    found = {}
    for rule in rules:
        number = ledger.get(rule.label) or released_total(
            rule=rule, start=span.start, end=span.end, key=span.key, by=by
        )
        found[rule.key] = Figure(rule, _shown(rule, number))
    return found


def _shown(rule: Rule, number: Number) -> int | None:
    if 0 < number.behind < LEAST or (rule.unit == POINTS and not number.behind):
        return None
    return number.value // MINUTES_PER_HOUR if rule.unit == MINUTES else number.value


def _years(span: Span, today: date) -> list[Span]:
    """This year and those before it, the oldest first."""
    first = max(span.year - YEARS_BACK, EARLIEST)
    return [
        read_span(today=today, year=str(year)) for year in range(first, span.year + 1)
    ]

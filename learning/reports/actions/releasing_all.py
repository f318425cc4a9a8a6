"""Showing a whole year at once, before anybody looks.

What is seen for the first time is shown as it is; beside a table that was seen before a
correction, one that is first seen after it would tell whether it was made for a woman. So
when a month is over, everything of its year is released by the worker, of one state; and
when a period is closed, so that questions are answered as its tables are.
"""

from datetime import date

from learning.reports.actions.releasing import BLOCKS, cut_into_blocks, release
from learning.reports.actions.releasing_totals import released_total
from learning.reports.models import Period, ReleasedPattern
from learning.reports.spans import EARLIEST, Span, read_span
from learning.reports.tables import BESIDE, FROZEN, TABLES, TOTALS_ONLY


def release_latest(*, today: date) -> int:
    """Of the year of the latest month that is over and the year before it, whatever was
    not released since that month ended; returns how many years were."""
    latest = read_span(today=today)
    spans = [latest, read_span(today=today, year=str(latest.year - 1))]
    waiting = [span for span in spans if not _is_released(span)]
    for span in waiting:
        release_year(span)
    return len(waiting)


def release_closed(period: Period, *, today: date) -> None:
    """Of each year of a period that was closed just now."""
    first = max(EARLIEST, period.starts_on.year)
    for year in range(first, period.ends_on.year + 1):
        release_year(read_span(today=today, year=str(year)))


def _is_released(span: Span) -> bool:
    """The blocks of the last rule come last."""
    return ReleasedPattern.objects.filter(
        span=span.key, rule=_asked()[-1].label, table=BLOCKS, until=span.end
    ).exists()


def _asked() -> list:
    return [rule for rule in FROZEN if rule.is_of_people]


def release_year(span: Span) -> None:
    """Every table, total and block of it."""
    shown = {}
    for rule in FROZEN:
        for table in TABLES:
            found = release(table=table, rule=rule, span=span, by=None)
            shown[rule.key, table.key] = found.table
    for rule in (*FROZEN, *TOTALS_ONLY):
        released_total(rule=rule, start=span.start, end=span.end, key=span.key, by=None)
    for rule in _asked():
        beside = [shown[rule.key, key] for key in BESIDE]
        cut_into_blocks(rule=rule, span=span, shown=beside, by=None)

"""Showing the total of an open span: one correction does not move it.

A total that goes from 167 to 166 while the hours go down by six tells whoever knows whose
line was taken out that she had been there for all of it. So a total moves on when a month
more is over, or when it has changed by five people; until then it stays as it was shown.
"""

from datetime import date

from django.db import transaction

from learning.reports.counting import Rule
from learning.reports.models import Period, ReleasedPattern
from learning.reports.protection import LEAST
from learning.reports.queries_figures import RULES, Number, total
from learning.reports.queries_ledger import Total, totals
from learning.reports.selection import Selection

# Whose row keeps the total that was shown.
TOTAL = "="


def totals_shown(*, period: Period, by) -> list[Total]:
    """All totals of the programme in a period, in the order of the rules, as they may be
    seen now: of a closed one from the ledger, of an open one of the months that are over.
    `by` is not kept."""
    if period.is_closed:
        return totals(period)
    return [_counted(period, rule, by) for rule in RULES]


def _counted(period: Period, rule: Rule, by) -> Total:
    if period.counted is None:
        return Total(rule, Number(0, 0))
    start, end = period.counted
    key = period.span_key
    return Total(rule, released_total(rule=rule, start=start, end=end, key=key, by=by))


def released_total(*, rule: Rule, start: date, end: date, key: str, by) -> Number:
    """The total of the days from `start` to `end` as it may be seen now, still to be
    withheld where few are behind. `key` names the span, as `Span.key` does a year's; `by`
    is not kept."""
    now = total(rule, Selection(start=start, end=end))
    at = {"span": key, "rule": rule.label, "table": TOTAL}
    row = ReleasedPattern.objects.filter(**at).first()
    if row and row.until == end:
        shown = Number(*row.found)
        if abs(now.behind - shown.behind) < LEAST:
            return shown
    with transaction.atomic():
        row, _new = ReleasedPattern.objects.get_or_create(**at)
        row.found, row.until = list(now), end
        row.save(update_fields=["found", "until", "changed_at"])
    return now

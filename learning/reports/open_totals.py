"""Showing the total of an open span: one correction does not move it.

A total that goes from 167 to 166 while the hours go down by six tells whoever knows whose
line was taken out that she had been there for all of it. So a total moves on when a month
more is over, or when it has changed by five people; until then it stays as it was shown.
"""

from datetime import date

from django.db import transaction

from learning.reports.counting import Rule
from learning.reports.models import ReleasedPattern
from learning.reports.protection import LEAST
from learning.reports.queries_figures import Number, total
from learning.reports.selection import Selection

# Whose row keeps the total that was shown.
TOTAL = "="


def released_total(*, rule: Rule, start: date, end: date, key: str) -> Number:
    """The total of the days from `start` to `end` as it may be seen now, still to be
    withheld where few are behind. `key` names the span, as `Span.key` does a year's."""
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

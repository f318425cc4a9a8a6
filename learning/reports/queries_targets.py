"""What was promised, and what it came to."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from learning.reports.models import Indicator, TargetSpan
from learning.reports.outcome_rules import OutcomeRule
from learning.reports.promised import Against, rule_of
from learning.reports.queries_outcomes import how_many
from learning.reports.shown import Wanted, shown


def against_targets(start: date, end: date) -> list[Against]:
    """Every indicator that has a span of exactly these days, in their order.

    Counted ones are counted now, a few queries each, and protected. A span of other
    days is another promise: it is not cut to fit.
    """
    spans = _spans().filter(starts_on=start, ends_on=end)
    return list(_against(spans.order_by("indicator__kind", "indicator__created_at")))


def latest_of(indicators: Iterable[Indicator], today: date) -> dict[Indicator, Against]:
    """For each that has any: the span under way, else the latest past, else the next."""
    found: dict[Indicator, TargetSpan] = {}
    spans = _spans().filter(indicator__in=list(indicators))
    for span in spans.order_by("starts_on"):
        if span.starts_on <= today or span.indicator not in found:
            found[span.indicator] = span
    return {each.indicator: each for each in _against(found.values())}


def spans_of(indicator: Indicator) -> list[Against]:
    """All spans of one indicator, in the order of their days."""
    return list(_against(_spans().filter(indicator=indicator)))


def _spans():
    return TargetSpan.objects.select_related("indicator").order_by("starts_on")


def _against(spans: Iterable[TargetSpan]):
    for span in spans:
        if span.indicator.is_counted:
            value = counted(span)
            number = None if value is None else Decimal(value)
            yield Against(span.indicator, span, number, withheld=value is None)
        else:
            yield Against(span.indicator, span, span.actual)


def counted(span: TargetSpan) -> int | None:
    """What a counted indicator comes to in a span; None where it is withheld."""
    indicator, rule = span.indicator, rule_of(span.indicator)
    if isinstance(rule, OutcomeRule):
        return how_many(
            rule.kind, span.starts_on, span.ends_on, country=indicator.country
        )
    wanted = Wanted(
        country=indicator.country,
        theme=indicator.theme_id,
        youth=indicator.youth,
        sex=indicator.sex,
    )
    return shown(rule, span.starts_on.year, wanted)

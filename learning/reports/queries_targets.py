"""What was promised, and what it came to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from learning.reports.counting import BY_LABEL, IN_FORCE, Rule
from learning.reports.models import Indicator, TargetSpan
from learning.reports.outcome_rules import OUTCOME_RULE_BY_LABEL, OutcomeRule
from learning.reports.queries_outcomes import how_many
from learning.reports.shown import Wanted, shown
from learning.reports.tables import FROZEN

# What an indicator can be counted by: what is frozen along the tables, hours of
# everybody, records. Learning gain is an average and tells too much of a few.
COUNTABLE = (*FROZEN, IN_FORCE["hours"], *OUTCOME_RULE_BY_LABEL.values())


@dataclass(frozen=True)
class Against:
    """One indicator in one span. `actual` is None where nothing is known yet, or where
    it is withheld, which `withheld` tells apart. Numbers are in the indicator's unit."""

    indicator: Indicator
    span: TargetSpan
    actual: Decimal | None
    withheld: bool = False

    @property
    def title(self) -> str:
        return self.indicator.title

    @property
    def unit(self) -> str:
        return self.indicator.unit

    @property
    def baseline(self) -> Decimal | None:
        return self.indicator.baseline

    @property
    def target(self) -> Decimal | None:
        return self.span.target

    @property
    def share(self) -> int | None:
        """How far the target is reached, in per cent, rounded down: of 0 only where it
        is reached. Where less is better, it is the target in per cent of the actual."""
        if self.actual is None or self.target is None:
            return None
        done, whole = self.actual, self.target
        if not self.indicator.ascending:
            done, whole = whole, done
        if whole <= 0:
            return 100 if done >= whole else 0
        return int(done * 100 / whole)


def rule_of(indicator: Indicator) -> Rule | OutcomeRule | None:
    """What it is counted by; None: by hand."""
    label = indicator.counted_by
    return BY_LABEL.get(label) or OUTCOME_RULE_BY_LABEL.get(label)


def against_targets(start: date, end: date) -> list[Against]:
    """Every indicator that has a span of exactly these days, in their order.

    Counted ones are counted now, a few queries each, and protected. A span of other
    days is another promise: it is not cut to fit.
    """
    spans = standing_spans().filter(starts_on=start, ends_on=end)
    return list(_against(spans.order_by("indicator__kind", "indicator__created_at")))


def latest_of(indicators: Iterable[Indicator], today: date) -> dict[Indicator, Against]:
    """For each that has any: the span under way, else the latest past, else the next."""
    found: dict[Indicator, TargetSpan] = {}
    spans = standing_spans().filter(indicator__in=list(indicators))
    for span in spans.order_by("starts_on"):
        if span.starts_on <= today or span.indicator not in found:
            found[span.indicator] = span
    return {each.indicator: each for each in _against(found.values())}


def spans_of(indicator: Indicator) -> list[Against]:
    """All spans of one indicator, in the order of their days."""
    return list(_against(standing_spans().filter(indicator=indicator)))


def standing_spans():
    return (
        TargetSpan.objects.filter(taken_out_at=None)
        .select_related("indicator")
        .order_by("starts_on")
    )


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
    return shown(rule, span.starts_on, span.ends_on, wanted)

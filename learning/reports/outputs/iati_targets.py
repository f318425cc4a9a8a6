"""Indicators and their spans as IATI results: what `iati.fragment` takes.

A figure that is withheld is left out, and so is one that nobody has entered: never 0.
Where there is no target the period has none.
"""

from collections.abc import Iterable

from django.utils import translation

from learning.reports.models import Indicator
from learning.reports.outputs import iati
from learning.reports.promised import Against, rule_of

# IATI files are read by people who share English; titles come in all languages they have.
TITLES = {
    Indicator.Kind.OUTPUT: "What the programme did",
    Indicator.Kind.OUTCOME: "What changed",
}


def results_of(found: Iterable[Against]) -> list[iati.Result]:
    """One result for outputs and one for outcomes, each only where it has indicators.

    `found` may hold several spans of an indicator; they become its periods, in the order
    of their days.
    """
    spans: dict[Indicator, list[Against]] = {}
    for each in sorted(found, key=lambda each: each.span.starts_on):
        spans.setdefault(each.indicator, []).append(each)
    results = []
    for kind, title in TITLES.items():
        indicators = tuple(
            _indicator(indicator, of_it)
            for indicator, of_it in spans.items()
            if indicator.kind == kind
        )
        if indicators:
            # The validator wants one answer on the result and on what is in it.
            adds = all(each.can_be_added_up for each in indicators)
            results.append(
                iati.Result({"en": title}, kind, indicators, can_be_added_up=adds)
            )
    return results


def _indicator(indicator: Indicator, found: list[Against]) -> iati.Indicator:
    baseline = None
    if indicator.baseline is not None:
        baseline = iati.Baseline(indicator.baseline_year, indicator.baseline)
    return iati.Indicator(
        title=dict(indicator.titles),
        measure=indicator.measure,
        periods=tuple(map(_period, found)),
        baseline=baseline,
        description=_description(indicator),
        ascending=indicator.ascending,
        can_be_added_up=indicator.can_be_added_up,
    )


def _description(indicator: Indicator) -> iati.Words:
    with translation.override("en"):
        rule = rule_of(indicator)
        if rule is None:
            return {"en": f"Unit: {indicator.unit}. Entered by hand."}
        return {"en": f"Unit: {indicator.unit}. Rule {rule.label}: {rule.described()}"}


def _period(against: Against) -> iati.Period:
    comment = {"en": against.span.comment} if against.span.comment else {}
    return iati.Period(
        start=against.span.starts_on,
        end=against.span.ends_on,
        targets=_value(against.target, {}),
        actuals=_value(against.actual, comment),
    )


def _value(number, comment) -> tuple[iati.Value, ...]:
    return () if number is None else (iati.Value(number, comment=comment),)

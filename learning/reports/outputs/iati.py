"""Results as IATI 2.03: a fragment to be merged into the publisher's own activity file.

The activity is named by its identifier and carries nothing but what the schema asks for
and our results, so that whoever publishes merges by the identifier; we are never a
second publisher. Values are numbers only. A cell that is protected is left out and
never sent as 0. The order of elements is the schema's: in a baseline, documents come
before the comment, in target and actual after it.

Source: IATI Standard 2.03, https://iatistandard.org/ (schema files in `iati_2_03/`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from lxml import etree
from lxml.builder import E

VERSION = "2.03"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Codelists: ResultType, IndicatorMeasure, ResultVocabulary and IndicatorVocabulary.
OUTPUT, OUTCOME = "1", "2"
UNITS, PER_CENT = "1", "2"
OWN_VOCABULARY = "99"

Words = dict[str, str]  # language → text
Number = int | Decimal


@dataclass(frozen=True)
class Value:
    """One number, of all or of one cell: `dimensions` as ("sex", "f")."""

    value: Number
    dimensions: tuple[tuple[str, str], ...] = ()
    comment: Words = field(default_factory=dict)


@dataclass(frozen=True)
class Period:
    start: date
    end: date
    targets: tuple[Value, ...] = ()
    actuals: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Baseline:
    year: int
    value: Number
    comment: Words = field(default_factory=dict)


@dataclass(frozen=True)
class Indicator:
    title: Words
    measure: str
    periods: tuple[Period, ...]
    baseline: Baseline | None = None
    description: Words = field(default_factory=dict)
    # (vocabulary, code); allowed here or on the result, never on both.
    reference: tuple[str, str] | None = None
    ascending: bool = True
    can_be_added_up: bool = True


@dataclass(frozen=True)
class Result:
    title: Words
    kind: str
    indicators: tuple[Indicator, ...]
    description: Words = field(default_factory=dict)
    can_be_added_up: bool = True


def fragment(
    *, activity: str, reporter: tuple[str, str, Words], results: Iterable[Result]
) -> bytes:
    """The XML file: one activity by its identifier, with its results.

    `reporter` is (organisation identifier, type by IATI's codelist, name). What the
    schema asks of an activity beside its identifier stands in the publisher's own
    file; here are placeholders that say so.
    """
    identifier, kind, name = reporter
    root = E(
        "iati-activities",
        E(
            "iati-activity",
            E("iati-identifier", activity),
            E("reporting-org", *_narratives(name), ref=identifier, type=kind),
            E("title", *_narratives({"en": MERGE})),
            E("description", *_narratives({"en": MERGE})),
            E(
                "participating-org",
                *_narratives(name),
                ref=identifier,
                role="4",
                type=kind,
            ),
            # Codelist ActivityStatus: 2 is implementation; ActivityDateType: 2 is the
            # actual start.
            E("activity-status", code="2"),
            E("activity-date", **{"iso-date": _first_day(results), "type": "2"}),
            *map(_result, results),
            **{XML_LANG: "en"},
        ),
        version=VERSION,
    )
    return etree.tostring(
        root, xml_declaration=True, encoding="utf-8", pretty_print=True
    )


MERGE = "Fragment: merge its results into the activity with this identifier"


def _first_day(results) -> str:
    days = [
        period.start
        for result in results
        for indicator in result.indicators
        for period in indicator.periods
    ]
    return min(days, default=date(2021, 1, 1)).isoformat()


def _result(result: Result):
    return E(
        "result",
        E("title", *_narratives(result.title)),
        *_described(result.description),
        *map(_indicator, result.indicators),
        **{"type": result.kind, "aggregation-status": _yes_no(result.can_be_added_up)},
    )


def _indicator(indicator: Indicator):
    children = [E("title", *_narratives(indicator.title))]
    children += _described(indicator.description)
    if indicator.reference:
        vocabulary, code = indicator.reference
        children.append(E("reference", vocabulary=vocabulary, code=code))
    if indicator.baseline:
        children.append(
            E(
                "baseline",
                *_comment(indicator.baseline.comment),
                year=str(indicator.baseline.year),
                value=_number(indicator.baseline.value),
            )
        )
    children += map(_period, indicator.periods)
    return E(
        "indicator",
        *children,
        **{
            "measure": indicator.measure,
            "ascending": _yes_no(indicator.ascending),
            "aggregation-status": _yes_no(indicator.can_be_added_up),
        },
    )


def _period(period: Period):
    return E(
        "period",
        E("period-start", **{"iso-date": period.start.isoformat()}),
        E("period-end", **{"iso-date": period.end.isoformat()}),
        *[_value("target", each) for each in period.targets],
        *[_value("actual", each) for each in period.actuals],
    )


def _value(element: str, value: Value):
    dimensions = [
        E("dimension", name=name, value=code) for name, code in value.dimensions
    ]
    return E(element, *dimensions, *_comment(value.comment), value=_number(value.value))


def _comment(words: Words) -> list:
    return [E("comment", *_narratives(words))] if words else []


def _described(words: Words) -> list:
    return [E("description", *_narratives(words))] if words else []


def _narratives(words: Words) -> list:
    return [
        E("narrative", text, **{XML_LANG: language}) for language, text in words.items()
    ]


def _yes_no(answer: bool) -> str:
    return "1" if answer else "0"


def _number(value: Number) -> str:
    """Plain digits: MoFA's import breaks on "n/a", on separators and on exponents."""
    return format(Decimal(value), "f")

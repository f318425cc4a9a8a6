"""What we write holds against the official schema and the official rules."""

from datetime import date
from decimal import Decimal

import pytest

from learning.reports.outputs.iati import (
    OUTPUT,
    UNITS,
    Baseline,
    Indicator,
    Period,
    Result,
    Value,
    fragment,
)
from learning.reports.outputs.iati_rules import problems_of

TRAINED = Indicator(
    title={"en": "People trained", "fr": "Personnes formées"},
    measure=UNITS,
    reference=("99", "people-trained"),
    baseline=Baseline(year=2020, value=0, comment={"en": "Nothing was counted"}),
    periods=(
        Period(
            start=date(2026, 1, 1),
            end=date(2026, 12, 31),
            targets=(Value(1200),),
            actuals=(
                Value(1311, comment={"en": "Unique in the period"}),
                Value(702, (("sex", "f"),)),
                Value(Decimal("609"), (("sex", "m"), ("age", "18-24"))),
            ),
        ),
    ),
)


def written(*indicators: Indicator) -> bytes:
    return fragment(
        activity="XM-EXAMPLE-1",
        reporter=("XM-EXAMPLE", "21", {"en": "An organisation"}),
        results=[
            Result(
                title={"en": "Trade unionists trained"},
                kind=OUTPUT,
                indicators=indicators,
            )
        ],
    )


def test_what_we_write_holds():
    assert problems_of(written(TRAINED)) == []


def test_both_statuses_say_that_it_can_be_added_up():
    xml = written(TRAINED).decode()
    assert xml.count('aggregation-status="1"') == 2


def test_values_are_plain_digits():
    xml = written(TRAINED).decode()
    assert 'value="609"' in xml
    assert "E+" not in xml


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (("2026-12-31", "2025-12-31"), "8.6.1"),
        (('value="1200"', 'value="n/a"'), "8.9.1"),
        (('value="1311"', ""), "8.10.1"),
        (('measure="1"', 'measure="5"'), "8.8.3"),
        (
            (
                "<indicator ",
                '<reference vocabulary="99" code="x"/><indicator ',
            ),
            "8.11.1",
        ),
        (("<title>", "<titel>"), "schema"),
    ],
)
def test_what_does_not_hold_is_named(change, rule):
    broken = written(TRAINED).decode().replace(*change)
    if rule == "schema":
        broken = broken.replace("</title>", "</titel>")
    problems = problems_of(broken.encode())
    assert any(each.startswith(rule) for each in problems), problems

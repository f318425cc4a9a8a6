"""Periods do not overlap; a union speaks for its own figures."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from learning.reports.actions.closing import close_period
from learning.reports.actions.periods import make_period, months_between, sign_off
from learning.reports.errors import (
    IsClosedError,
    NeedsWordsError,
    NotAllowedError,
    NotWholeYearsError,
    OverlapsError,
    ReversedError,
    TooLongError,
)
from learning.reports.models import Period, PeriodMonth, SignOff
from tests.learning.reports.ledger_cast import a_house, a_year, hold

pytestmark = pytest.mark.django_db


def test_a_period_covers_its_months(officer):
    period = a_year(2024, officer)
    assert period.months.count() == 12
    assert months_between(date(2024, 11, 1), date(2025, 2, 28)) == [
        date(2024, 11, 1),
        date(2024, 12, 1),
        date(2025, 1, 1),
        date(2025, 2, 1),
    ]


@pytest.mark.parametrize(
    ("start", "end", "error"),
    [
        (date(2025, 12, 1), date(2025, 1, 31), ReversedError),
        (date(2025, 1, 2), date(2025, 12, 31), NotWholeYearsError),
        (date(2025, 1, 1), date(2025, 12, 30), NotWholeYearsError),
        (date(2023, 1, 1), date(2025, 12, 31), OverlapsError),
        (date(2024, 1, 1), date(2024, 12, 31), OverlapsError),
        (date(1970, 1, 1), date(2038, 12, 31), TooLongError),
        (date(9999, 1, 1), date(9999, 12, 31), None),
        (date(2025, 1, 1), date(2026, 12, 31), None),
        # The tables tell a year; less this period, that were December.
        (date(2025, 1, 1), date(2025, 11, 30), NotWholeYearsError),
        (date(2025, 7, 1), date(2026, 6, 30), NotWholeYearsError),
        (date(2025, 1, 1), date(2025, 1, 31), NotWholeYearsError),
    ],
)
def test_reversed_overlapping_and_broken_ones_are_refused(officer, start, end, error):
    a_year(2024, officer)
    asked = {"name": "Another", "starts_on": start, "ends_on": end, "by": officer}
    if error is None:
        assert make_period(**asked).starts_on == start
        return
    with pytest.raises(error):
        make_period(**asked)
    assert Period.objects.count() == 1


def test_whom_it_overlaps_is_said(officer):
    a_year(2024, officer)
    with pytest.raises(OverlapsError, match="Year 2024"):
        make_period(
            name="Two years",
            starts_on=date(2024, 1, 1),
            ends_on=date(2025, 12, 31),
            by=officer,
        )


def test_the_database_knows_no_month_twice(officer):
    a_year(2024, officer)
    other = a_year(2025, officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        PeriodMonth.objects.bulk_create(
            [PeriodMonth(month=date(2024, 3, 1), period=other)]
        )


def test_a_name_is_taken_once(officer):
    a_year(2024, officer)
    with pytest.raises(ValidationError):
        make_period(
            name="Year 2024",
            starts_on=date(2025, 1, 1),
            ends_on=date(2025, 12, 31),
            by=officer,
        )


def test_an_evaluator_makes_none(evaluator):
    with pytest.raises(NotAllowedError):
        a_year(2024, evaluator)


def test_a_union_says_what_holds_and_the_latest_word_counts(officer):
    house, period = a_house(), a_year(2024, officer)
    with pytest.raises(NeedsWordsError):
        sign_off(
            period=period, tenant=house.union, verdict="wrong", by=house.coordinator
        )
    sign_off(
        period=period,
        tenant=house.union,
        verdict="wrong",
        words="One training is missing",
        by=house.coordinator,
    )
    said = sign_off(
        period=period, tenant=house.union, verdict="ours", by=house.coordinator
    )
    rows = SignOff.objects.for_tenant(house.union).order_by("said_at")
    assert [each.verdict for each in rows] == ["wrong", "ours"]
    hold(house, date(2024, 5, 6), 1)
    later = sign_off(
        period=period, tenant=house.union, verdict="ours", by=house.coordinator
    )
    assert later.rows_hash != said.rows_hash


def test_nobody_speaks_for_another_union_nor_after_closing(officer):
    house, other, period = a_house(), a_house(), a_year(2024, officer)
    said = {"period": period, "tenant": house.union, "verdict": "ours"}
    for stranger in (other.coordinator, house.trainer, officer):
        with pytest.raises(NotAllowedError):
            sign_off(by=stranger, **said)
    close_period(period=period, by=officer)
    with pytest.raises(IsClosedError):
        sign_off(by=house.coordinator, **said)

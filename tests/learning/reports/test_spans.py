"""Years that may be asked for."""

from datetime import date

import pytest

from learning.reports.selection import WrongSelectionError
from learning.reports.spans import read_span

TODAY = date(2026, 3, 1)


def test_months_count_when_they_are_over():
    span = read_span(today=TODAY)
    assert (span.start, span.end, span.is_over) == (
        date(2026, 1, 1),
        date(2026, 2, 28),
        False,
    )
    assert read_span(today=date(2026, 2, 28)).end == date(2026, 1, 31)


def test_in_january_it_is_last_year():
    span = read_span(today=date(2026, 1, 31))
    assert (span.year, span.is_over, str(span)) == (2025, True, "2025")


@pytest.mark.parametrize(
    ("today", "year", "code"),
    [
        (TODAY, "2027", "year"),
        (TODAY, "1969", "year"),
        (TODAY, "MMXXV", "year"),
        (TODAY, "２０２５", "year"),
        (TODAY, "02025", "year"),
        (date(2026, 1, 31), "2026", "not_yet"),
    ],
)
def test_a_year_that_cannot_be(today, year, code):
    with pytest.raises(WrongSelectionError) as wrong:
        read_span(today=today, year=year)
    assert wrong.value.code == code

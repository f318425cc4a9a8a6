"""Who stayed, the hours rule, the hash over a register, days that come later."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.classroom.actions.registering import mark
from learning.classroom.queries.closing import (
    days_attended,
    months_later,
    register_figures,
    stayed_long_enough,
    who_stayed,
)
from tests.learning.classroom.actions.test_registering import tick
from tests.learning.classroom.cast import a_training
from tests.learning.factories import (
    RegistrationFactory,
    SessionFactory,
)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("minutes", "is_enough"), [(360, True), (288, True), (287, False), (0, False)]
)
def test_eighty_per_cent_of_the_hours(minutes, is_enough):
    cast = a_training()
    line = RegistrationFactory(training=cast.training)
    mark(session=cast.session, ticks=[tick(line, minutes)], by=cast.trainer)
    (stayed,) = who_stayed(cast.training)
    assert stayed_long_enough(stayed, cast.training) is is_enough


@pytest.mark.django_db
def test_queries_do_not_grow_with_the_class(django_assert_num_queries):
    cast = a_training()
    for _each in range(3):
        RegistrationFactory(training=cast.training)
    with django_assert_num_queries(2):
        assert len(who_stayed(cast.training)) == 3


@pytest.mark.django_db
def test_a_correction_changes_the_hash():
    cast = a_training()
    line = RegistrationFactory(training=cast.training)
    mark(session=cast.session, ticks=[tick(line, 300)], by=cast.trainer)
    before = register_figures(cast.training)
    again = register_figures(cast.training)
    later = tick(line, 299)
    mark(session=cast.session, ticks=[later], by=cast.trainer)
    after = register_figures(cast.training)
    assert before == again
    assert (before.people, before.minutes) == (1, 300)
    assert after.register_hash != before.register_hash


@given(
    day=st.dates(date(2020, 1, 1), date(2080, 1, 1)), months=st.sampled_from((3, 6, 12))
)
def test_months_later_is_a_day_of_that_month(day, months):
    later = months_later(day, months)
    expected = (day.year * 12 + day.month - 1 + months) % 12 + 1
    assert later.month == expected
    assert later.day <= day.day


def test_the_last_day_where_the_month_is_shorter():
    assert months_later(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_later(date(2026, 12, 31), 12) == date(2027, 12, 31)


@pytest.mark.django_db
def test_days_are_counted_once_and_only_where_she_was():
    cast = a_training()
    here, away = (RegistrationFactory(training=cast.training) for _each in "ab")
    same_day = SessionFactory(training=cast.training)
    for session, line, minutes in (
        (cast.session, here, 100),
        (same_day, here, 60),
        (cast.session, away, 0),
    ):
        mark(session=session, ticks=[tick(line, minutes)], by=cast.trainer)
    assert days_attended(cast.training) == {here.pk: 1}

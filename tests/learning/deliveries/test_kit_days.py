"""Lessons shared out over days by their minutes."""

from hypothesis import given
from hypothesis import strategies as st

from learning.deliveries.kit_days import shared_out

MINUTES = st.integers(1, 480)


def test_two_equal_days_take_half_of_the_lessons_each():
    assert shared_out([10, 10, 10, 10], [180, 180]) == [[0, 1], [2, 3]]


def test_a_short_evening_before_a_long_day_takes_little():
    assert shared_out([10, 10, 10, 10], [90, 270]) == [[0], [1, 2, 3]]


def test_more_days_than_lessons_leave_some_without():
    assert [0] in shared_out([10], [60, 60, 60])
    assert sum(map(len, shared_out([10], [60, 60, 60]))) == 1


@given(weights=st.lists(MINUTES, max_size=20), minutes=st.lists(MINUTES, min_size=1))
def test_every_lesson_is_in_one_session_and_in_order(weights, minutes):
    found = shared_out(weights, minutes)
    assert len(found) == len(minutes)
    assert [place for day in found for place in day] == list(range(len(weights)))

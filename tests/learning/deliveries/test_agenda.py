"""Laws of an agenda, whatever the parts and the minutes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.deliveries.agenda import BREAK, RANK, SHORTEST, Part, fit

OPENING, CLOSING = Part("opening", None, 6, 3), Part("closing", None, 5, 3)


@st.composite
def a_part(draw, lesson):
    least = draw(st.integers(SHORTEST, 30))
    wanted = draw(st.integers(least, 90))
    return Part(draw(st.sampled_from([*RANK, "something"])), lesson, wanted, least)


@st.composite
def some_parts(draw):
    lessons = draw(st.integers(0, 6))
    parts = [OPENING] * draw(st.integers(0, 1))
    for lesson in range(lessons):
        parts += draw(st.lists(a_part(lesson), min_size=1, max_size=6))
    parts.append(CLOSING)
    return parts


@given(parts=some_parts(), minutes=st.integers(SHORTEST, 480))
def test_minutes_add_up_none_is_short_order_is_kept_nothing_is_lost(parts, minutes):
    agenda = fit(parts, minutes)
    slots = agenda.slots
    assert sum(slot.minutes for slot in slots) == minutes
    assert all(slot.minutes >= SHORTEST for slot in slots)
    starts = [0]
    for slot in slots:
        assert slot.starts_at == starts[-1]
        starts.append(starts[-1] + slot.minutes)
    own = [slot.part for slot in slots if slot.part.kind not in ("break", "reserve")]
    places = [index_of(part, parts) for part in own]
    assert places == sorted(set(places))
    left = [index_of(part, parts) for part in agenda.left_out]
    assert sorted([*places, *left]) == list(range(len(parts)))


def index_of(part, parts):
    return next(place for place, each in enumerate(parts) if each is part)


@given(parts=some_parts(), minutes=st.integers(15, 480))
def test_time_enough_gives_each_part_what_it_wants(parts, minutes):
    agenda = fit(parts, minutes)
    first = agenda.lessons[:1]
    own = [part for part in parts if part.lesson is None or part.lesson in first]
    breaks = sum(slot.part.kind == "break" for slot in agenda.slots)
    if sum(part.wanted for part in own) <= minutes - breaks * BREAK:
        for slot in agenda.slots:
            if slot.part.lesson in first:
                assert slot.minutes >= slot.part.least


def test_forty_seven_minutes_hold_one_lesson_with_its_heart():
    lesson = [
        Part("story", 0, 5, 3),
        Part("key_points", 0, 9, 4),
        Part("practice", 0, 8, 4),
        Part("group_work", 0, 45, 15),
        Part("questions", 0, 8, 3),
        Part("task", 0, 4),
    ]
    later = [Part("key_points", 1, 9, 4), Part("group_work", 1, 75, 25)]
    agenda = fit([OPENING, *lesson, *later, CLOSING], 47)
    assert agenda.lessons == (0,)
    assert list(agenda.left_out) == later
    assert [slot.minutes for slot in agenda.slots] == [4, 3, 5, 5, 21, 4, 2, 3]


def test_a_quarter_of_an_hour_drops_what_matters_least():
    lesson = [
        Part("story", 0, 5, 3),
        Part("group_work", 0, 30, 10),
        Part("task", 0, 4),
        Part("reflection", 0, 4),
    ]
    agenda = fit([OPENING, *lesson, CLOSING], 15)
    kept = [slot.part.kind for slot in agenda.slots]
    assert kept == ["opening", "group_work", "closing"]
    assert sum(slot.minutes for slot in agenda.slots) == 15


def test_a_long_day_has_breaks_and_a_reserve():
    agenda = fit([OPENING, Part("practice", 0, 20, 10), CLOSING], 240)
    kinds = [slot.part.kind for slot in agenda.slots]
    assert kinds.count("break") == 2
    assert "reserve" in kinds
    assert kinds[-1] == "closing"


@pytest.mark.parametrize(("parts", "minutes"), [([], 30), ([OPENING], 1)])
def test_nothing_can_be_planned_out_of_nothing(parts, minutes):
    with pytest.raises(ValueError, match="agenda"):
        fit(parts, minutes)


@pytest.mark.parametrize(("wanted", "least"), [(1, 1), (3, 4)])
def test_no_part_is_under_two_minutes(wanted, least):
    with pytest.raises(ValueError, match="2 minutes"):
        Part("task", 0, wanted, least)

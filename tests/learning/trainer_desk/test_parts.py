"""What a training offers next, as it stands."""

from datetime import date, timedelta

import pytest

from learning.classroom.models import Training, TrainingSession
from learning.trainer_desk.parts import (
    PARTS,
    STAGES,
    Standing,
    next_part,
    shown,
    stages,
)

DAY = date(2026, 11, 2)


def standing(*, today=DAY, people=5, state="planned", has_session=True) -> Standing:
    training = Training(starts_on=DAY, ends_on=DAY, state=state)
    session = TrainingSession(training=training, held_on=DAY, minutes=60)
    return Standing(training, session if has_session else None, today, people)


@pytest.mark.parametrize(
    ("how", "url_name"),
    [
        ({"people": 0, "today": DAY - timedelta(days=3)}, "trainer_desk:joining"),
        ({"today": DAY - timedelta(days=3)}, None),
        ({}, "trainer_desk:register"),
        ({"today": DAY + timedelta(days=1)}, "trainer_desk:close"),
        ({"today": DAY + timedelta(days=1), "state": "closed"}, None),
        ({"today": DAY + timedelta(days=100), "state": "closed"}, "trainer_desk:ask"),
    ],
)
def test_what_comes_next(how, url_name):
    part = next_part(standing(**how))
    assert (part.url_name if part else None) == url_name


def test_every_part_has_an_address_and_a_stage():
    for part in PARTS:
        assert part.address(standing()).startswith("/")
        assert part.stage in STAGES


def test_without_a_session_there_is_no_register():
    names = {part.url_name for part in shown(standing(has_session=False))}
    assert "trainer_desk:register" not in names
    assert "trainer_desk:people" in names


def test_nobody_opens_the_door_of_a_closed_training():
    names = {part.url_name for part in shown(standing(state="closed"))}
    assert "trainer_desk:door" not in names
    assert "trainer_desk:register" in names


@pytest.mark.parametrize(
    ("state", "first", "not_shown"),
    [("planned", "Before", None), ("closed", "After", "trainer_desk:close")],
)
def test_once_closed_what_comes_after_stands_first(state, first, not_shown):
    past = standing(state=state, today=DAY + timedelta(days=100))
    listed = stages(past)
    assert str(listed[0][0]) == first
    names = [part.url_name for _title, parts in listed for part in parts]
    assert len(names) == len(set(names))
    assert not_shown not in names


def test_nobody_is_sent_to_the_code_of_a_closed_training():
    labels = {str(part.label) for part in shown(standing(state="closed"))}
    assert "The code to join, and who waits" not in labels
    assert "Who waits for you to vouch" in labels


def test_whose_turn_it_is_stands_in_no_stage():
    today = standing()
    listed = [part for _title, parts in stages(today) for part in parts]
    assert next_part(today) not in listed

"""What is still to be asked of somebody who comes in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from learning.classroom.queries.joining import line_to_ask_about, open_questions_of
from tests.learning.classroom.cast import a_training
from tests.learning.factories import (
    ParticipantFactory,
    RegistrationFactory,
    TrainingFactory,
)

OPEN = ["sex", "age_band", "role_at_work"]


@pytest.fixture
def cast(db):
    return a_training()


def line_of(person, training, **fields):
    return RegistrationFactory(training=training, participant=person, **fields)


def test_all_is_asked_and_what_is_known_is_not(cast, django_assert_num_queries):
    person = ParticipantFactory(union=cast.union)
    assert open_questions_of(person) == OPEN
    line_of(person, cast.training)
    person.sex = "f"
    with django_assert_num_queries(1):
        assert open_questions_of(person) == ["age_band", "role_at_work", "before"]


@pytest.mark.parametrize(
    "fields",
    [{"way": "code"}, {"before": "year"}, {"refused_at": timezone.now()}],
)
def test_who_was_asked_or_taken_out_is_not_asked_again(cast, fields):
    person = ParticipantFactory(union=cast.union)
    line_of(person, cast.training, **fields)
    assert line_to_ask_about(person) is None


def test_a_closed_training_stays_as_it_is(cast):
    person = ParticipantFactory(union=cast.union)
    closed = TrainingFactory(union=cast.union, state="closed", closed_at=timezone.now())
    line_of(person, closed)
    assert line_to_ask_about(person) is None


def test_the_latest_line_is_meant(cast):
    person = ParticipantFactory(union=cast.union)
    now = timezone.now()
    latest = line_of(person, cast.training, registered_at=now)
    other = TrainingFactory(union=cast.union)
    line_of(person, other, registered_at=now - timedelta(days=1))
    line_of(ParticipantFactory(union=cast.union), cast.training)
    assert line_to_ask_about(person) == latest

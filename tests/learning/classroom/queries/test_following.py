"""Whom to ask what came of a training, and when."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from learning.classroom.actions.following import (
    answer_follow_up,
    put_off_follow_up,
    refuse_follow_ups,
)
from learning.classroom.models import Training
from learning.classroom.queries.closing import months_later
from learning.classroom.queries.following import (
    MONTHS,
    answers_of,
    due,
    due_for,
    latest_end,
    open_months,
    took_part,
    trainings_due,
)
from learning.classroom.queries.trainings import trainings_of
from learning.safekeeping.actions import erase_person
from learning.safekeeping.merging import merge
from tests.learning.classroom.afterwards import past_training, was_there
from tests.learning.factories import (
    ParticipantFactory,
    RegistrationFactory,
    UnionFactory,
)

TODAY = timezone.localdate


@pytest.mark.parametrize(
    ("today", "months"),
    [
        (date(2026, 4, 30), None),
        (date(2026, 5, 1), 3),
        (date(2026, 7, 31), 3),
        (date(2026, 8, 1), 6),
        (date(2027, 1, 31), 6),
        (date(2027, 2, 1), 12),
        (date(2027, 7, 31), 12),
        (date(2027, 8, 1), None),
    ],
)
def test_each_is_open_until_the_next_is_due(today, months):
    assert open_months(Training(ends_on=date(2026, 2, 1)), today) == months


@given(
    today=st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    months=st.sampled_from([*MONTHS, 18]),
)
def test_the_last_day_that_is_so_long_ago(today, months):
    last = latest_end(today, months)
    assert months_later(last, months) <= today
    assert months_later(last + timedelta(days=1), months) > today


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "asked"), [(50, 0), (100, 1), (200, 1), (400, 1), (560, 0)]
)
def test_who_was_there_is_asked_while_it_is_open(days, asked):
    cast = past_training(days)
    was_there(cast)
    assert due(cast.union, TODAY()).count() == asked


@pytest.mark.django_db
def test_not_asked_is_who_was_away_or_waits_or_was_refused():
    cast = past_training()
    was_there(cast, minutes=0)
    RegistrationFactory(training=cast.training)  # no mark at all
    for field in ({"needs_vouching": True}, {"refused_at": timezone.now()}):
        line = was_there(cast)
        type(line).objects.for_tenant(cast.union).filter(pk=line.pk).update(**field)
    assert not due(cast.union, TODAY()).exists()


@pytest.mark.django_db
def test_of_a_declared_training_the_list_is_enough():
    cast = past_training(evidence=Training.Evidence.DECLARED, method="Counted by hand")
    line = RegistrationFactory(training=cast.training)
    assert list(took_part(cast.union)) == [line]


@pytest.mark.django_db
def test_whoever_went_to_another_union_or_was_erased_is_not_asked():
    cast = past_training()
    gone, erased = was_there(cast), was_there(cast)
    gone.participant.union = other = UnionFactory()
    gone.participant.tenant = other
    gone.participant.save()
    erase_person(participant=erased.participant, by=cast.coordinator)
    assert not due(cast.union, TODAY()).exists()


@pytest.mark.django_db
def test_two_entries_of_one_person_are_asked_once():
    cast = past_training()
    first, second = was_there(cast), was_there(cast, account=False)
    merge(participant=second.participant, into=first.participant, by=cast.coordinator)
    assert list(due(cast.union, TODAY())) == [first]


@pytest.mark.django_db
def test_on_her_own_place_stands_what_an_entry_without_account_has_left():
    cast = past_training()
    paper = was_there(cast, account=False)
    alice = ParticipantFactory(union=cast.union)
    assert due_for(alice, TODAY()) is None
    merge(participant=paper.participant, into=alice, by=cast.coordinator)
    assert due_for(alice, TODAY()) == paper


@pytest.mark.django_db
def test_two_accounts_of_one_person_are_two_places():
    cast = past_training()
    line, alice = was_there(cast), ParticipantFactory(union=cast.union)
    merge(participant=line.participant, into=alice, by=cast.coordinator)
    assert due_for(alice, TODAY()) is None
    line.participant.refresh_from_db()
    assert due_for(line.participant, TODAY()) == line


@pytest.mark.django_db
def test_put_off_it_comes_back_and_refused_it_does_not():
    cast = past_training()
    line = was_there(cast)
    alice = line.participant
    put_off_follow_up(registration=line, by=alice.user)
    assert due_for(alice, TODAY()) is None
    assert due_for(alice, TODAY() + timedelta(days=14)) == line
    assert due(cast.union, TODAY()).count() == 1, "at a meeting she may be asked"
    refuse_follow_ups(registration=line, by=alice.user)
    assert due_for(alice, TODAY() + timedelta(days=14)) is None
    assert not due(cast.union, TODAY()).exists()


@pytest.mark.django_db
def test_each_sees_how_many_to_ask_in_the_own_trainings(django_assert_num_queries):
    cast, other = past_training(), past_training()
    past_training(union=cast.union)  # nobody was there
    for each in (cast, cast, other):
        was_there(each)
    [row] = trainings_due(trainings_of(cast.trainer), TODAY())
    assert (row, row.to_ask, row.months) == (cast.training, 2, 3)
    assert [
        row.pk for row in trainings_due(trainings_of(cast.coordinator), TODAY())
    ] == [row.pk]
    with django_assert_num_queries(4):
        trainings_due(trainings_of(cast.trainer), TODAY())


@pytest.mark.django_db
def test_what_few_have_said_is_not_told():
    cast = past_training()
    for number in range(5):
        line = was_there(cast, account=False)
        answer_follow_up(
            registration=line,
            used="yes" if number else "no",
            purposes=["bargaining", "safety"],
            results=["case"],
            by=cast.trainer,
        )
        [said] = answers_of(cast.training)
        assert said.is_told is (number == 4)
    assert (said.used["yes"], said.purposes["safety"], said.results["case"]) == (
        4,
        4,
        4,
    )
    assert len(said.rows()) == 3

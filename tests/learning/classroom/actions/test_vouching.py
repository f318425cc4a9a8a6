"""The trainer vouches for those who joined with the code."""

from datetime import timedelta

import pytest
from django.utils import timezone

from learning.classroom.actions.joining import join_newly, put_up_code
from learning.classroom.actions.registering import register
from learning.classroom.actions.vouching import (
    refuse_in_class,
    refuse_person,
    take_back,
    vouch_for_person,
    vouch_in_class,
)
from learning.classroom.errors import NotHersError
from learning.classroom.models import Registration
from learning.classroom.queries.joining import decided_in, waiting_in
from learning.members.actions import change_union
from learning.members.models import AuditEntry, Participant
from tests.learning.classroom.cast import a_training
from tests.learning.factories import ParticipantFactory, UnionFactory


@pytest.fixture
def cast(db):
    return a_training(starts_on=timezone.localdate() + timedelta(days=1))


@pytest.fixture
def lines(cast):
    code = put_up_code(training=cast.training, by=cast.trainer)
    for _ in range(3):
        join_newly(join_code=code, secret="739182")
    return list(waiting_in(cast.training))


def stand(cast) -> list:
    rows = cast.training.registrations.order_by("number").select_related("participant")
    return [(row.counts, row.participant.vouching) for row in rows]


def audit(cast) -> list:
    rows = AuditEntry.objects.for_tenant(cast.union).order_by("at", "pk")
    return [(row.act, row.thing, row.people) for row in rows]


def test_all_at_once_are_one_line_in_the_log(cast, lines):
    assert vouch_in_class(
        training=cast.training, registrations=lines, by=cast.trainer
    ) == len(lines)
    vouch_in_class(training=cast.training, registrations=lines, by=cast.trainer)
    assert stand(cast) == [(True, "vouched")] * 3
    assert audit(cast) == [("vouched", "training", 3)]
    assert not waiting_in(cast.training)


def test_one_is_refused_and_taken_back(cast, lines):
    refuse_in_class(training=cast.training, registration=lines[1], by=cast.coordinator)
    assert stand(cast)[1] == (False, "refused")
    assert [row.pk for row in decided_in(cast.training)] == [lines[1].pk]
    take_back(training=cast.training, registration=lines[1], by=cast.coordinator)
    assert stand(cast) == [(False, "waiting")] * 3
    assert [row.number for row in waiting_in(cast.training)] == [1, 2, 3]


def test_what_was_said_elsewhere_stays(cast, lines):
    vouch_for_person(participant=lines[0].participant, by=cast.coordinator)
    assert stand(cast)[0] == (True, "vouched")
    take_back(training=cast.training, registration=lines[0], by=cast.trainer)
    assert stand(cast)[0] == (False, "vouched")


def test_the_union_refuses_somebody_in_every_class(cast, lines):
    refuse_person(participant=lines[2].participant, by=cast.coordinator)
    assert stand(cast)[2] == (False, "refused")


def test_another_trainer_says_nothing_here(cast, lines):
    stranger = a_training(union=cast.union).trainer
    with pytest.raises(NotHersError):
        vouch_in_class(training=cast.training, registrations=lines, by=stranger)
    with pytest.raises(NotHersError):
        take_back(training=cast.training, registration=lines[0], by=stranger)
    assert stand(cast) == [(False, "waiting")] * 3


def test_whom_the_trainer_writes_in_she_vouches_for(cast):
    person = ParticipantFactory(union=cast.union, vouching="waiting", came_by="union")
    register(
        training=cast.training,
        participant=person,
        way=Registration.Way.HAND,
        by=cast.trainer,
    )
    assert Participant.objects.for_tenant(cast.union).get().vouching == "vouched"


def test_of_who_has_gone_to_another_union_only_the_line_is_decided(cast, lines):
    person = lines[0].participant
    change_union(participant=person, union=UnionFactory(), by=person.user)
    for decide in (refuse_in_class, take_back):
        decide(training=cast.training, registration=lines[0], by=cast.trainer)
    vouch_in_class(training=cast.training, registrations=lines, by=cast.trainer)
    assert stand(cast)[0] == (True, "waiting")

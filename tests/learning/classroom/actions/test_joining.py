"""The code on the wall of a class: who joins with it, and how often it may be tried."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from learning.classroom.actions.joining import (
    join,
    join_newly,
    put_up_code,
    take_down_code,
)
from learning.classroom.errors import IsClosedError, NotHersError
from learning.classroom.models import Training
from learning.members.errors import CannotChangeUnionError, CodeIsOverError
from learning.members.queries import join_code_by
from tests.learning.classroom.cast import a_training
from tests.learning.factories import ParticipantFactory, UnionFactory

PIN = "739182"


def soon():
    return timezone.localdate() + timedelta(days=1)


@pytest.fixture
def cast(db):
    return a_training(starts_on=soon())


@pytest.fixture
def code(cast):
    return put_up_code(training=cast.training, by=cast.trainer)


def test_the_code_expires_with_the_last_day_in_the_unions_own_time(cast):
    cast.training.union.time_zone = "Asia/Jakarta"
    cast.training.union.save()
    code = put_up_code(training=cast.training, by=cast.trainer)
    assert code.expires_at.isoformat() == f"{soon()}T23:59:59+07:00"
    code = put_up_code(training=cast.training, by=cast.coordinator, days=7)
    assert code.expires_at.date() == soon() + timedelta(days=7)


def test_of_a_training_that_is_past_the_code_holds_today(db):
    cast = a_training()
    cast.training.starts_on = cast.training.ends_on = soon() - timedelta(days=9)
    cast.training.save()
    code = put_up_code(training=cast.training, by=cast.trainer)
    assert not code.is_over


def test_a_new_code_ends_the_old_and_a_taken_down_one_is_gone(cast, code):
    fresh = put_up_code(training=cast.training, by=cast.trainer)
    assert join_code_by(code.code) is None
    assert join_code_by(fresh.code) == fresh
    take_down_code(training=cast.training, by=cast.trainer)
    assert join_code_by(fresh.code) is None


def test_only_her_own_trainers_put_up_a_code(cast):
    stranger = a_training().trainer
    with pytest.raises(NotHersError):
        put_up_code(training=cast.training, by=stranger)


def test_who_has_no_place_gets_one_and_a_line_and_waits(cast, code):
    place = join_newly(join_code=code, secret=PIN, language="fr", before="year")
    line = cast.training.registrations.get()
    assert line.participant == place.participant
    assert (line.number, line.way, line.before) == (1, "code", "year")
    assert line.needs_vouching
    assert not line.counts
    assert (place.participant.came_by, place.participant.tenant) == ("code", cast.union)
    assert place.user.check_password(PIN)


def test_who_has_a_place_joins_once(cast, code):
    person = ParticipantFactory(union=cast.union)
    lines = [join(join_code=code, participant=person, by=person.user) for _ in "12"]
    assert lines[0] == lines[1]
    assert person.vouching == ""


def test_who_is_of_another_union_is_not_taken_over(code):
    person = ParticipantFactory(union=UnionFactory())
    with pytest.raises(CannotChangeUnionError):
        join(join_code=code, participant=person, by=person.user)


def test_nobody_joins_when_the_code_or_the_class_is_over(cast, code):
    cast.training.refresh_from_db()
    cast.training.state, cast.training.closed_at = "closed", timezone.now()
    cast.training.save()
    with pytest.raises(IsClosedError):
        join_newly(join_code=code, secret=PIN)
    with pytest.raises(IsClosedError):
        put_up_code(training=cast.training, by=cast.trainer)
    Training.objects.for_tenant(cast.union).update(join_code=None)
    with pytest.raises(CodeIsOverError):
        join_newly(join_code=code, secret=PIN)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_thirty_five_people_scan_one_code_in_the_same_second():
    cast = a_training(starts_on=soon())
    code = put_up_code(training=cast.training, by=cast.trainer)
    answers = []

    def phone():
        try:
            form = {"secret": PIN, "again": PIN, "before": "no"}
            answers.append(Client().post(f"/en/join/{code.code}/", form).status_code)
        finally:
            connection.close()

    threads = [Thread(target=phone) for _ in range(35)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [302] * 35
    numbers = cast.training.registrations.values_list("number", flat=True)
    assert sorted(numbers) == list(range(1, 36))

"""Marks in a register: stored once, in any order, and the latest holds."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from learning.classroom.actions.registering import Tick, mark, register
from learning.classroom.errors import IsClosedError, NotHersError
from learning.classroom.models import Attendance, AttendanceMark, Training
from learning.members.models import AuditEntry
from learning.records import new_id
from tests.learning.classroom.cast import a_training
from tests.learning.factories import ParticipantFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def tick(registration, minutes=300, *, at=MORNING, **more) -> Tick:
    return Tick(new_id(), registration.pk, minutes, "tap", at, **more)


def held(session) -> dict:
    rows = Attendance.objects.for_tenant(session.tenant_id).filter(session=session)
    return {row.registration_id: row.minutes for row in rows}


def test_a_tick_stored_twice_is_stored_once():
    cast = a_training()
    line = RegistrationFactory(training=cast.training)
    one = tick(line)
    first = mark(session=cast.session, ticks=[one], by=cast.trainer)
    again = mark(session=cast.session, ticks=[one, one], by=cast.trainer)
    assert [each.became for each in first + again] == ["stored", "known", "known"]
    assert held(cast.session) == {line.pk: 300}


@given(seed=st.integers(0, 1000), spread=st.integers(0, 3))
def test_the_order_in_which_ticks_come_changes_nothing(seed, spread):
    """What a phone sends late comes out as if it had been sent at once."""
    cast = a_training()
    line = RegistrationFactory(training=cast.training)
    ticks = [
        tick(line, minutes, at=MORNING + timedelta(minutes=spread * minutes % 7))
        for minutes in (0, 60, 120, 360)
    ]
    latest = max(ticks, key=lambda each: (each.marked_at, each.id))
    shuffled = Random(seed).sample(ticks, len(ticks))  # noqa: S311 -- an order, no secret
    for each in shuffled:
        mark(session=cast.session, ticks=[each], by=cast.trainer)
    assert held(cast.session) == {line.pk: latest.minutes}


def test_one_bad_tick_never_loses_the_others():
    cast = a_training()
    line = RegistrationFactory(training=cast.training)
    stranger = RegistrationFactory()
    taken = mark(
        session=cast.session,
        ticks=[tick(line, 361), tick(stranger), tick(line, 360)],
        by=cast.trainer,
    )
    assert [each.why or each.became for each in taken] == [
        "minutes",
        "no_such_line",
        "stored",
    ]


def test_a_clock_a_day_ahead_yields_to_ours():
    cast = a_training()
    line = RegistrationFactory(training=cast.training)
    ahead = timezone.now() + timedelta(days=2)
    mark(session=cast.session, ticks=[tick(line, at=ahead)], by=cast.trainer)
    stored = AttendanceMark.objects.for_tenant(cast.training.tenant).get()
    assert stored.marked_at < ahead


def test_the_first_tick_begins_the_training():
    cast = a_training()
    line = RegistrationFactory(training=cast.training)
    mark(session=cast.session, ticks=[tick(line)], by=cast.trainer)
    cast.training.refresh_from_db()
    assert cast.training.state == Training.State.RUNNING


def test_after_closing_a_tick_is_a_correction_with_a_reason():
    cast = a_training(state="closed", closed_at=timezone.now())
    line = RegistrationFactory(training=cast.training)
    (refused,) = mark(session=cast.session, ticks=[tick(line)], by=cast.trainer)
    (stored,) = mark(
        session=cast.session,
        ticks=[tick(line, reason="She came in the afternoon")],
        by=cast.trainer,
    )
    assert (refused.why, stored.became) == ("needs_reason", "stored")
    noted = AuditEntry.objects.for_tenant(cast.training.tenant).get()
    assert (noted.act, noted.reason) == ("corrected", "She came in the afternoon")


def test_only_her_trainer_marks():
    cast, other = a_training(), a_training()
    with pytest.raises(NotHersError):
        mark(session=cast.session, ticks=[], by=other.trainer)


def test_numbers_on_the_sheet_go_up_and_twice_is_once():
    cast = a_training()
    people = [ParticipantFactory(union=cast.union, user=None) for _each in range(3)]
    rows = [
        register(training=cast.training, participant=each, way="hand", by=cast.trainer)
        for each in [*people, people[0]]
    ]
    assert [row.number for row in rows] == [1, 2, 3, 1]


def test_nobody_of_another_union_and_nobody_after_closing():
    cast = a_training(state="closed", closed_at=timezone.now())
    stranger = ParticipantFactory(user=None)
    own = ParticipantFactory(union=cast.union, user=None)
    for person, error in ((stranger, NotHersError), (own, IsClosedError)):
        with pytest.raises(error):
            register(
                training=cast.training, participant=person, way="hand", by=cast.trainer
            )

"""Coming in: by the code at the door, by card, written in by hand; and counting heads."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from learning.classroom.actions.at_the_door import (
    come_in,
    is_open,
    open_door,
    show_card,
    shut_door,
    write_in,
)
from learning.classroom.actions.heads import count_heads
from learning.classroom.actions.registering import Tick, mark
from learning.classroom.errors import (
    DoorIsShutError,
    IsClosedError,
    NeedsReasonError,
    NotHersError,
)
from learning.classroom.models import Attendance, Registration, Training
from learning.classroom.queries.register import heads_of, lines_of, tally_of
from learning.classroom.queries.trainings import session_at_door
from learning.members.actions.cards import make_cards
from learning.members.models import AuditEntry, Participant
from learning.members.queries import names_of
from learning.records import new_id
from tests.learning.classroom.cast import a_training
from tests.learning.factories import ParticipantFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


def today(**fields):
    """A training of today with its door open."""
    cast = a_training(starts_on=timezone.now().date(), **fields)
    cast.session = open_door(session=cast.session, by=cast.trainer)
    return cast


def close(cast):
    cast.training.state, cast.training.closed_at = "closed", timezone.now()
    cast.training.save()
    cast.session.training.refresh_from_db()


def someone(cast, **fields):
    return ParticipantFactory(union=cast.union, **fields)


def test_she_comes_in_once_and_waits_to_be_vouched_for():
    cast = today()
    person = someone(cast)
    session = session_at_door(cast.session.door)
    for _again in range(2):
        [line] = come_in(session=session, participants=[person], by=person.user)
    assert line.needs_vouching
    assert tally_of(session) == {"here": 1, "all": 1, "open": 0}
    assert Training.objects.for_tenant(cast.union).get().state == "running"


def test_a_circle_comes_in_with_one_phone():
    cast = today()
    around = [someone(cast) for _ in range(3)]
    come_in(session=cast.session, participants=around, by=around[0].user)
    assert tally_of(cast.session)["here"] == 3
    with pytest.raises(NotHersError):
        come_in(session=cast.session, participants=around, by=someone(cast).user)


def test_what_the_trainer_corrected_stands_when_she_scans_again():
    cast = today()
    person = someone(cast)
    [line] = come_in(session=cast.session, participants=[person], by=person.user)
    left = Tick(new_id(), line.pk, 90, "tap", timezone.now())
    mark(session=cast.session, ticks=[left], by=cast.trainer)
    come_in(session=cast.session, participants=[person], by=person.user)
    assert [row.minutes for row in lines_of(cast.session)] == [90]


def test_the_door_is_shut_on_other_days_when_ended_and_when_closed():
    cast = today()
    assert is_open(cast.session)
    person = someone(cast)
    cast.session.held_on += timedelta(days=1)
    with pytest.raises(DoorIsShutError):
        come_in(session=cast.session, participants=[person], by=person.user)
    old = cast.session.door
    cast.session = open_door(session=cast.session, by=cast.trainer)
    assert session_at_door(old) is None
    assert not is_open(shut_door(session=cast.session, by=cast.trainer))
    assert session_at_door("") is None
    close(cast)
    with pytest.raises(IsClosedError):
        open_door(session=cast.session, by=cast.trainer)


def test_nobody_of_another_union_comes_in_or_opens_the_door():
    cast, other = today(), a_training()
    stranger = someone(other)
    with pytest.raises(NotHersError):
        come_in(session=cast.session, participants=[stranger], by=stranger.user)
    with pytest.raises(NotHersError):
        open_door(session=cast.session, by=other.trainer)


@pytest.mark.parametrize(("minutes_ago", "is_late"), [(5, False), (40, True)])
def test_who_comes_after_a_quarter_of_an_hour_is_late(minutes_ago, is_late):
    cast = today()
    began = timezone.now() - timedelta(minutes=minutes_ago)
    cast.session.starts_at, cast.session.held_on = began.time(), began.date()
    cast.session.save()
    [card] = make_cards(union=cast.union, count=1, by=cast.trainer)
    show_card(session=cast.session, card=card.card, how="card", by=cast.trainer)
    assert [line.is_late for line in lines_of(cast.session)] == [is_late]


def test_whom_the_trainer_writes_in_later_was_there_from_the_start():
    cast = today()
    began = timezone.now() - timedelta(minutes=40)
    cast.session.starts_at, cast.session.held_on = began.time(), began.date()
    cast.session.save()
    write_in(training=cast.training, key=uuid4(), session=cast.session, by=cast.trainer)
    assert [line.is_late for line in lines_of(cast.session)] == [False]


def test_a_card_that_is_nobodys_becomes_somebodys_at_the_door():
    cast = today()
    cast.session.starts_at = time(0, 0)
    [card] = make_cards(union=cast.union, count=1, by=cast.trainer)
    lines = {
        show_card(session=cast.session, card=card.card, how=how, by=cast.trainer).pk
        for how in ("card", "photo")
    }
    assert len(lines) == 1
    [line] = lines_of(cast.session)
    assert line.alias == card.sign_in_name
    assert line.registration.counts
    with pytest.raises(NotHersError):
        show_card(
            session=a_training(starts_on=timezone.now().date()).session,
            card=card.card,
            how="card",
            by=cast.trainer,
        )
    close(cast)
    with pytest.raises(IsClosedError):
        show_card(session=cast.session, card=card.card, how="card", by=cast.trainer)


def test_a_form_sent_twice_writes_in_one_person():
    cast, key = a_training(), uuid4()
    given = {"training": cast.training, "session": cast.session, "by": cast.trainer}
    for _again in range(2):
        line = write_in(key=key, sex="f", age_band="25-29", before="no", **given)
    person = line.participant
    assert (person.sex, person.came_by, person.known_by) == ("f", "hand", "")
    assert Participant.objects.for_tenant(cast.union).count() == 1
    assert tally_of(cast.session)["here"] == 1


def test_the_same_key_in_another_union_is_another_person():
    key = uuid4()
    made = {
        write_in(training=cast.training, key=key, by=cast.trainer).participant_id
        for cast in (a_training(), a_training())
    }
    assert len(made) == 2


def test_a_name_is_kept_with_its_basis_and_noted():
    cast = a_training()
    given = {"training": cast.training, "key": uuid4(), "by": cast.trainer}
    with pytest.raises(ValueError, match="how she agreed"):
        write_in(name="Ama", **given)
    line = write_in(name=" Ama  Mensah ", basis="aloud", **given)
    person = line.participant
    assert names_of(cast.union, [person]) == {person.pk: "Ama Mensah"}
    assert person.identity.basis == "aloud"
    noted = AuditEntry.objects.for_tenant(cast.union).get(act="named")
    assert noted.participant == person
    with pytest.raises(NotHersError):
        write_in(training=cast.training, key=uuid4(), by=a_training().trainer)


def test_heads_replace_what_was_counted_and_stay_numbers():
    cast = a_training()
    first, second = ("f", "25-29"), ("m", "")
    count_heads(training=cast.training, counts={first: 7, second: 4}, by=cast.trainer)
    count_heads(training=cast.training, counts={first: 9, second: 0}, by=cast.trainer)
    assert heads_of(cast.training) == {first: 9}
    assert not Participant.objects.for_tenant(cast.union).exists()
    close(cast)
    with pytest.raises(NeedsReasonError):
        count_heads(training=cast.training, counts={}, by=cast.trainer)
    count_heads(training=cast.training, counts={}, by=cast.trainer, reason="Twice")
    assert heads_of(cast.training) == {}
    with pytest.raises(NotHersError):
        count_heads(training=cast.training, counts={}, by=a_training().trainer)


def test_a_mark_whose_id_another_union_used_is_refused_and_the_others_kept():
    mine, other = a_training(), a_training()
    theirs = RegistrationFactory(training=other.training)
    taken = Tick(new_id(), theirs.pk, 10, "tap", timezone.now())
    mark(session=other.session, ticks=[taken], by=other.trainer)
    line = RegistrationFactory(training=mine.training)
    ticks = [
        Tick(taken.id, line.pk, 10, "tap", timezone.now()),
        Tick(new_id(), line.pk, 20, "tap", timezone.now()),
    ]
    told = mark(session=mine.session, ticks=ticks, by=mine.trainer)
    assert [(each.became, each.why) for each in told] == [
        ("refused", "id_taken"),
        ("stored", ""),
    ]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_thirty_five_people_scan_the_code_in_the_same_second():
    cast = today()
    people = [someone(cast) for _ in range(35)]

    def scan(person):
        try:
            come_in(session=cast.session, participants=[person], by=person.user)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(scan, people))
    rows = Registration.objects.for_tenant(cast.union)
    numbers = sorted(rows.values_list("number", flat=True))
    assert numbers == list(range(1, 36))
    assert Attendance.objects.for_tenant(cast.union).count() == 35

"""Who comes in: by the code at the door, by her card, or written in by hand."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from learning.classroom import rules
from learning.classroom.actions.doubles import propose_doubles_of
from learning.classroom.actions.registering import Tick, begin, fold_in, register
from learning.classroom.errors import (
    DoorIsShutError,
    IsClosedError,
    NotHersError,
)
from learning.classroom.models import (
    Attendance,
    AttendanceMark,
    Registration,
    Training,
    TrainingSession,
)
from learning.members.actions.audit import note
from learning.members.actions.cards import person_of_card
from learning.members.actions.people import name_participant
from learning.members.errors import NamesAreLockedError
from learning.members.models import AuditEntry, Participant
from learning.members.queries import standing_for
from learning.records import new_id

# Whoever comes later than that is late.
LATE_AFTER = timedelta(minutes=15)
DOOR_BYTES = 16
How = AttendanceMark.How


@transaction.atomic
def open_door(*, session, by) -> TrainingSession:
    """A code for the door of a session; a new one ends the old.

    Raises NotHersError, and IsClosedError where the training is closed.
    """
    held = _held(session, by)
    if held.training.is_closed:
        raise IsClosedError("Nobody comes to a closed training")
    held.door = secrets.token_urlsafe(DOOR_BYTES)
    held.save(update_fields=["door", "changed_at"])
    return held


@transaction.atomic
def shut_door(*, session, by) -> TrainingSession:
    """Nobody comes in with the code any more; who has, stays. Raises NotHersError."""
    held = _held(session, by)
    held.door = ""
    held.save(update_fields=["door", "changed_at"])
    return held


@transaction.atomic
def come_in(
    *, session, participants: Iterable[Participant], by, before: dict | None = None
) -> list[Registration]:
    """People say on a phone of theirs that they are here; again changes nothing.

    `before` is what who is new has answered, a `Registration.Before` by her pk; who is
    not in it does not know. `by` is one of them, and the others sit around her phone. Who
    is not in the training yet is written in, and counts once somebody has vouched for
    her, because a code can be forwarded. Raises DoorIsShutError, and NotHersError for
    people of another tenant.
    """
    if not is_open(session):
        raise DoorIsShutError("Ended, another day, or closed")
    participants = list(participants)
    if by.pk not in {each.user_id for each in participants}:
        raise NotHersError("She is not among them")
    said = before or {}
    return [_come_in(session, each, said.get(each.pk, "")) for each in participants]


def _come_in(session, person, before: str) -> Registration:
    if person.tenant_id != session.tenant_id:
        raise NotHersError("Her place is with another union")
    registration = register(
        training=session.training,
        participant=person,
        way=Registration.Way.CODE,
        before=before,
        needs_vouching=True,
        by=person.user,
    )
    _here(session, registration, How.DOOR, person.user)
    return registration


def is_open(session) -> bool:
    """Whether the code at the door lets in now: on the day of the session, where the
    union is, until the code is ended or the training closed."""
    today = timezone.now().astimezone(_zone(session)).date()
    return (
        bool(session.door)
        and session.held_on == today
        and not session.training.is_closed
    )


@transaction.atomic
def show_card(*, session, card, how, by) -> Registration:
    """The trainer's phone has read a card: its holder is here, and written in if she is
    new. A card that was just handed out becomes somebody's now.

    `how` is a `How`: card or photo. Raises NotHersError for a card of another tenant,
    IsClosedError, and CardIsDeadError.
    """
    held = _held(session, by)
    if card.tenant_id != held.tenant_id:
        raise NotHersError("A card of another union")
    if held.training.is_closed:
        raise IsClosedError("Closed trainings are corrected, not changed")
    registration = register(
        training=held.training,
        participant=person_of_card(card=card),
        way=Registration.Way.CARD,
        by=by,
    )
    _here(held, registration, how, by)
    return registration


@transaction.atomic
def write_in(
    *, training, by, key: UUID, session=None, name="", basis="", before="", **answers
) -> Registration:
    """Somebody without card and account, by hand: sex, age band, role; a name only with
    its basis. With `session` she is marked present there.

    `key` comes with the form and her id is made of it, so a form sent twice writes in
    one person. While names are locked she is written in without hers. Raises
    NotHersError, IsClosedError, and ValueError for a name without a basis or without
    letters.
    """
    if name and not basis:
        raise ValueError("A name is kept only with how she agreed to it")
    if not rules.can_change(by, _locked(training)):
        raise NotHersError("Not her training")
    key = uuid5(training.pk, str(key))
    people = Participant.objects.for_tenant(training.tenant_id)
    person = people.filter(pk=key).first()
    is_new = person is None
    if is_new:
        person = _by_hand(training, key, answers)
    registration = register(
        training=training,
        participant=person,
        way=Registration.Way.HAND,
        before=before,
        by=by,
    )
    if is_new and name:
        _name(training, person, name=name, basis=basis, by=by)
    if session:
        _here(session, registration, How.TAP, by)
    return registration


@transaction.atomic
def write_in_known(
    *, training, participant, by, session=None, before=""
) -> Registration:
    """Somebody whom the union knows from another training, by hand: it is she.

    Raises as `register`.
    """
    registration = register(
        training=training,
        participant=standing_for(participant),
        way=Registration.Way.HAND,
        before=before,
        by=by,
    )
    person = registration.participant
    if not person.known_by:
        # That two trainings met her, and that it is she, her name says.
        person.known_by = Participant.KnownBy.NAME
        person.save(update_fields=["known_by", "changed_at"])
    _note(training, AuditEntry.Act.REGISTERED, by, person)
    if session:
        _here(session, registration, How.TAP, by)
    return registration


def _by_hand(training, key, answers) -> Participant:
    person = Participant(
        pk=key,
        union=training.union,
        tenant_id=training.tenant_id,
        country=training.country,
        came_by=Participant.Way.BY_HAND,
        **answers,
    )
    person.full_clean(exclude=["id", "tenant", "union", "user"])
    person.save(force_insert=True)
    return person


def _name(training, person, *, name, basis, by) -> None:
    try:
        name_participant(participant=person, name=name, basis=basis, by=by)
    except NamesAreLockedError:
        return  # the register goes on
    _note(training, AuditEntry.Act.NAMED, by, person)
    whom = (str(person.tenant_id), str(person.pk))
    transaction.on_commit(lambda: propose_doubles_of.enqueue(*whom))


def _note(training, act, by, person) -> None:
    note(
        tenant=training.tenant_id,
        act=act,
        by=by,
        participant=person,
        thing="training",
        thing_id=training.pk,
        people=1,
    )


def _held(session, by) -> TrainingSession:
    held = (
        TrainingSession.objects.for_tenant(session.tenant_id)
        .select_related("training", "training__union")
        .get(pk=session.pk)
    )
    _locked(held.training)
    if not rules.can_change(by, held.training):
        raise NotHersError("Not her training")
    return held


def _locked(training) -> Training:
    """One after the other, so that nobody is written in twice."""
    rows = Training.objects.for_tenant(training.tenant_id).select_for_update()
    return rows.get(pk=training.pk)


def _here(session, registration, how, by) -> None:
    """Present from now on, unless that is known: what the trainer corrected stays."""
    held = (
        Attendance.objects.for_tenant(session.tenant_id)
        .filter(session=session, registration=registration)
        .first()
    )
    if held and held.minutes:
        return
    now = timezone.now()
    tick = Tick(
        id=new_id(),
        registration=registration.pk,
        minutes=session.minutes,
        how=how,
        marked_at=now,
        # Whoever is let in comes now; whom the trainer writes in was here already.
        is_late=how != How.TAP and _is_late(session, now),
    )
    fold_in(session=session, registration=registration, tick=tick, by=by)
    begin(training=session.training)


def _is_late(session, now: datetime) -> bool:
    if session.starts_at is None:
        return False
    began = datetime.combine(session.held_on, session.starts_at, _zone(session))
    return now > began + LATE_AFTER


def _zone(session) -> ZoneInfo:
    return ZoneInfo(session.training.union.time_zone)

"""Bringing the people of a list into a training: all of them or none; and taking them back."""

import logging
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django_tasks import task

from learning import keys
from learning.classroom.actions.doubles import look_for_doubles_of
from learning.classroom.actions.rosters import fail, in_state, locked
from learning.classroom.errors import (
    IsClosedError,
    NeedsBasisError,
    NobodyToTakeError,
)
from learning.classroom.models import (
    Attendance,
    AttendanceMark,
    Registration,
    RosterEntry,
    RosterImport,
    Training,
)
from learning.classroom.rosters.draft import Basis, Draft, taken
from learning.members.actions.audit import note
from learning.members.actions.people import tidy_name
from learning.members.actions.recounting import to_recount
from learning.members.errors import NamesAreLockedError
from learning.members.models import AuditEntry, Identity, Participant, User
from learning.records import new_id

logger = logging.getLogger(__name__)
State = RosterImport.State
# Progress is written down after so many people.
EACH = 200
AT_ONCE = 500


@sensitive_variables()
@transaction.atomic
def bring_in(*, roster, basis: Basis, by) -> RosterImport:
    """Have the worker write the people of a list into its training.

    `basis` says why their names may be kept; with none they are counted without names.
    Raises NotHersError, NotNowError, IsClosedError, NeedsBasisError where how they
    agreed is said but not when, NobodyToTakeError, and NamesAreLockedError.
    """
    roster = locked(roster, by)
    training = Training.objects.for_tenant(roster.tenant_id).get(pk=roster.training_id)
    if not training.takes_lists:
        raise IsClosedError("Closed trainings are corrected, not changed")
    if basis.kind and not basis.agreed_on:
        raise NeedsBasisError("When did they agree?")
    draft = Draft.from_text(roster.open())
    draft.basis, draft.by = basis, str(by.pk)
    people = taken(draft)
    if not people:
        raise NobodyToTakeError("Every row is left out")
    roster.state, roster.rows, roster.rows_done = State.IMPORTING, len(people), 0
    roster.seal(draft.to_text())
    roster.save()
    bring_in_people.enqueue(str(roster.tenant_id), str(roster.pk))
    roster.refresh_from_db()
    return roster


@task()
@sensitive_variables()
def bring_in_people(tenant_pk: str, roster_pk: str) -> None:
    """In the worker. What takes long (sealing names) is done first and shows progress;
    then everything is written in one transaction."""
    roster = in_state(tenant_pk, roster_pk, State.IMPORTING)
    if roster is None:
        return
    try:
        draft = Draft.from_text(roster.open())
        lines = _prepare(roster, draft)
        _write(roster, draft, lines)
    except NamesAreLockedError:
        _wait(roster)
    except Exception:
        logger.exception("list %s could not be brought in", roster.pk)
        fail(roster, "our_fault")


def _wait(roster) -> None:
    """Nobody came in; the list waits as it stood until names are unlocked."""
    RosterImport.objects.for_tenant(roster.tenant_id).filter(
        pk=roster.pk, state=State.IMPORTING
    ).update(state=State.UNDERSTOOD, rows_done=0)


@dataclass
class _Line:
    """One person about to be written."""

    row: int
    half: int
    participant: Participant
    identity: Identity | None
    is_new: bool
    registration: Registration | None = field(default=None)


def _prepare(roster, draft: Draft) -> list[_Line]:
    people = taken(draft)
    ids = {UUID(known) for _person, _name, known in people if known}
    known = (
        Participant.objects.for_tenant(roster.tenant_id)
        .filter(merged_into=None)
        .in_bulk(list(ids))
    )
    lines: list[_Line] = []
    halves: dict[int, int] = defaultdict(int)
    for person, name, known_pk in people:
        found = known.get(UUID(known_pk)) if known_pk else None
        participant = found or _participant(roster, person)
        identity = None
        if found is None and name and draft.basis.kind:
            identity = _identity(roster, draft, participant, name)
        lines.append(
            _Line(person.row, halves[person.row], participant, identity, found is None)
        )
        halves[person.row] += 1
        if len(lines) % EACH == 0:
            _show_progress(roster, len(lines))
    return lines


def _show_progress(roster, done: int) -> None:
    RosterImport.objects.for_tenant(roster.tenant_id).filter(pk=roster.pk).update(
        rows_done=done
    )


def _participant(roster, person) -> Participant:
    training = roster.training
    return Participant(
        tenant_id=roster.tenant_id,
        union_id=training.union_id,
        sex=person.sex,
        age_band=person.age_band,
        role_at_work=person.role,
        country=training.country,
        came_by=Participant.Way.ROSTER,
    )


def _identity(roster, draft: Draft, participant, name: str) -> Identity:
    agreed_on = datetime.combine(
        datetime.fromisoformat(draft.basis.agreed_on).date(), time(12), UTC
    )
    return Identity(
        tenant_id=roster.tenant_id,
        participant=participant,
        sealed=keys.seal(roster.tenant_id, participant.pk, tidy_name(name)),
        basis=draft.basis.kind,
        basis_version=draft.basis.version,
        basis_at=agreed_on,
        basis_by_id=UUID(draft.by),
    )


@transaction.atomic
def _write(roster, draft: Draft, lines: list[_Line]) -> None:
    training = (
        Training.objects.for_tenant(roster.tenant_id)
        .select_for_update()
        .get(pk=roster.training_id)
    )
    roster = (
        RosterImport.objects.for_tenant(roster.tenant_id)
        .select_for_update()
        .get(pk=roster.pk)
    )
    if roster.state != State.IMPORTING:
        return  # another worker was faster
    if not training.takes_lists:
        fail(roster, "closed")
        return
    by = User.objects.filter(pk=draft.by).first()
    lines = _not_there_yet(training, lines)
    _write_people(roster, lines)
    _register(roster, training, lines, by)
    if draft.basis.was_there:
        _tick(training, lines, by)
        _close_if_declared(training, by)
    note(
        tenant=roster.tenant_id,
        act=AuditEntry.Act.IMPORTED,
        by=by,
        thing="roster",
        thing_id=roster.pk,
        people=len(lines),
    )
    roster.state, roster.sealed = State.DONE, b""
    roster.rows_done, roster.imported_at = len(lines), timezone.now()
    roster.save()
    look_for_doubles_of.enqueue(str(roster.tenant_id))


def _close_if_declared(training, by) -> None:
    """Nobody takes a register of what is over: the list is all there is, and `method`
    says how it was counted then, so nobody attests it here."""
    if training.evidence != Training.Evidence.DECLARED or training.is_closed:
        return
    training.state = Training.State.CLOSED
    training.closed_at, training.closed_by = timezone.now(), by
    training.save(update_fields=["state", "closed_at", "closed_by", "changed_at"])
    note(
        tenant=training.tenant_id,
        act=AuditEntry.Act.CLOSED,
        by=by,
        thing="training",
        thing_id=training.pk,
        people=training.registrations.count(),
    )


def _not_there_yet(training, lines: list[_Line]) -> list[_Line]:
    """Without those who are in the training, or twice in the list, already."""
    there = set(training.registrations.values_list("participant", flat=True))
    kept = []
    for line in lines:
        if line.participant.pk not in there:
            there.add(line.participant.pk)
            kept.append(line)
    return kept


def _write_people(roster, lines: list[_Line]) -> None:
    rows = Participant.objects.for_tenant(roster.tenant_id)
    rows.bulk_create(
        [line.participant for line in lines if line.is_new], batch_size=AT_ONCE
    )
    Identity.objects.for_tenant(roster.tenant_id).bulk_create(
        [line.identity for line in lines if line.identity], batch_size=AT_ONCE
    )
    # Two trainings met her, and that it is she, her name says.
    matched = [line.participant.pk for line in lines if not line.is_new]
    rows.filter(pk__in=matched, known_by="").update(known_by=Participant.KnownBy.NAME)


def _register(roster, training, lines: list[_Line], by) -> None:
    highest = training.registrations.aggregate(top=Max("number"))["top"] or 0
    for number, line in enumerate(lines, highest + 1):
        line.registration = Registration(
            tenant_id=training.tenant_id,
            training=training,
            participant=line.participant,
            number=number,
            way=Registration.Way.ROSTER,
            registered_by=by,
        )
    Registration.objects.for_tenant(training.tenant_id).bulk_create(
        [line.registration for line in lines], batch_size=AT_ONCE
    )
    RosterEntry.objects.for_tenant(training.tenant_id).bulk_create(
        [
            RosterEntry(
                tenant_id=training.tenant_id,
                roster=roster,
                registration=line.registration,
                row=line.row,
                half=line.half,
                is_new_person=line.is_new,
            )
            for line in lines
        ],
        batch_size=AT_ONCE,
    )


def _tick(training, lines: list[_Line], by) -> None:
    """There all the time, by the list. They are new in the training, so no other mark
    of theirs can be later."""
    now = timezone.now()
    marks = [
        AttendanceMark(
            id=new_id(),
            tenant_id=training.tenant_id,
            session=session,
            registration=line.registration,
            minutes=session.minutes,
            how=AttendanceMark.How.ROSTER,
            marked_at=now,
            by=by,
        )
        for session in training.sessions.all()
        for line in lines
    ]
    AttendanceMark.objects.for_tenant(training.tenant_id).bulk_create(
        marks, batch_size=AT_ONCE
    )
    Attendance.objects.for_tenant(training.tenant_id).bulk_create(
        [
            Attendance(
                tenant_id=training.tenant_id,
                session=each.session,
                registration=each.registration,
                minutes=each.minutes,
                marked_at=now,
                mark=each,
            )
            for each in marks
        ],
        batch_size=AT_ONCE,
    )
    to_recount([line.participant.pk for line in lines])
    if training.state == Training.State.PLANNED:
        training.state = Training.State.RUNNING
        training.save(update_fields=["state", "changed_at"])

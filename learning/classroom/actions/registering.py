"""Writing people into a training, and ticking who was there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from learning.classroom import rules
from learning.classroom.errors import IsClosedError, NotHersError
from learning.classroom.models import (
    Attendance,
    AttendanceMark,
    Registration,
    Training,
)
from learning.members.actions.audit import note
from learning.members.actions.recounting import to_recount
from learning.members.actions.vouching import vouch
from learning.members.models import AuditEntry
from learning.records import new_id

# Marks from a phone whose clock is further ahead than that hold from when they came.
CLOCK_AHEAD = timedelta(hours=24)


@transaction.atomic
def register(
    *, training, participant, way, by, before="", needs_vouching=False
) -> Registration:
    """Write one participant into a training; again is once, and changes nothing.

    She gets the next number on the sheet. Participant and training are of one tenant.
    Where somebody else writes her in, that is as good as vouching for her, and brings
    her back who was taken out.
    Raises NotHersError unless `by` holds the training or is the person herself, and
    IsClosedError where the training is closed.
    """
    training = (
        Training.objects.for_tenant(training.tenant_id)
        .select_for_update()
        .get(pk=training.pk)
    )
    herself = by is not None and participant.user_id == by.pk
    if participant.tenant_id != training.tenant_id or not (
        herself or rules.can_change(by, training)
    ):
        raise NotHersError("Neither her training nor herself")
    known = training.registrations.filter(participant=participant).first()
    if known and (herself or not known.was_taken_out):
        return known
    if training.is_closed:
        raise IsClosedError("Closed trainings are corrected, not changed")
    if known:
        # Somebody who holds the training writes her in anew: it was no mistake.
        known.refused_at = None
        known.save(update_fields=["refused_at", "changed_at"])
        return known
    highest = training.registrations.aggregate(top=Max("number"))["top"] or 0
    registration = Registration(
        tenant_id=training.tenant_id,
        training=training,
        participant=participant,
        number=highest + 1,
        way=way,
        before=before,
        needs_vouching=needs_vouching,
        registered_by=by,
    )
    registration.full_clean(exclude=["tenant", "training", "participant"])
    registration.save(force_insert=True)
    if not herself and not needs_vouching:
        vouch(participant=participant, by=by)
    return registration


@dataclass(frozen=True)
class Tick:
    """One mark as it was made: on which line, how many minutes, when and how."""

    id: UUID
    registration: UUID
    minutes: int
    how: str
    marked_at: datetime
    is_late: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Taken:
    """What became of a tick: "stored", "known", or "refused" with a fixed word why."""

    id: UUID
    became: str
    why: str = ""


@transaction.atomic
def mark(*, session, ticks: Iterable[Tick], by) -> list[Taken]:
    """Store ticks of a session and fold them: of each person the latest one holds.

    Idempotent and commutative: a tick stored twice is stored once, late or out of order
    comes out the same, so a phone without a line sends its register again and again. One
    bad tick never loses the others ("id_taken", "no_such_line", "minutes",
    "needs_reason"). After the training is closed a tick is a correction and needs a
    reason; it is noted in the audit log. Raises NotHersError.
    """
    ticks = list(ticks)
    training = (
        Training.objects.for_tenant(session.tenant_id)
        .select_for_update()
        .get(pk=session.training_id)
    )
    if not rules.can_change(by, training):
        raise NotHersError("Not her training")
    lines = {each.pk: each for each in training.registrations.all()}
    known = _where_known([tick.id for tick in ticks])
    taken = []
    for tick in ticks:
        why = _wrong_with(tick, session, training, lines)
        if known.get(tick.id) == session.pk:
            taken.append(Taken(tick.id, "known"))
        elif tick.id in known:
            taken.append(Taken(tick.id, "refused", "id_taken"))
        elif why:
            taken.append(Taken(tick.id, "refused", why))
        else:
            fold_in(
                session=session,
                registration=lines[tick.registration],
                tick=tick,
                by=by,
            )
            known[tick.id] = session.pk
            taken.append(Taken(tick.id, "stored"))
    stored = {each.id for each in taken if each.became == "stored"}
    if stored:
        begin(training=training)
    if training.is_closed and stored:
        note(
            tenant=training.tenant_id,
            act=AuditEntry.Act.CORRECTED,
            by=by,
            thing="training",
            thing_id=training.pk,
            people=len({tick.registration for tick in ticks if tick.id in stored}),
            reason=next(tick.reason for tick in ticks if tick.id in stored),
        )
    return taken


def _where_known(ids) -> dict[UUID, UUID]:
    """Of these ids those that are taken, each with its session. Ids are unique over all
    tenants: one that another union has used is refused, without a word whose it is."""
    rows = AttendanceMark.unscoped.filter(pk__in=ids)
    return dict(rows.values_list("pk", "session"))


def _wrong_with(tick, session, training, lines) -> str:
    if tick.registration not in lines:
        return "no_such_line"
    if not 0 <= tick.minutes <= session.minutes:
        return "minutes"
    if training.is_closed and not tick.reason.strip():
        return "needs_reason"
    return ""


def fold_in(*, session, registration, tick, by) -> None:
    """Store one tick that has been checked, and let it hold if it is the latest."""
    now = timezone.now()
    marked_at = now if tick.marked_at > now + CLOCK_AHEAD else tick.marked_at
    stored = AttendanceMark(
        id=tick.id,
        tenant_id=session.tenant_id,
        session=session,
        registration=registration,
        minutes=tick.minutes,
        is_late=tick.is_late,
        how=tick.how,
        marked_at=marked_at,
        by=by,
        reason=tick.reason,
    )
    stored.save()
    fold(stored)


def fold(stored: AttendanceMark) -> None:
    """Let a mark hold if it is the latest of its person and session; ties go by id."""
    held = (
        Attendance.objects.for_tenant(stored.tenant_id)
        .filter(session=stored.session_id, registration=stored.registration_id)
        .first()
    )
    if held and (held.marked_at, held.mark_id) >= (stored.marked_at, stored.pk):
        return
    row = held or Attendance(
        tenant_id=stored.tenant_id,
        session_id=stored.session_id,
        registration_id=stored.registration_id,
    )
    row.minutes, row.is_late = stored.minutes, stored.is_late
    row.marked_at, row.mark = stored.marked_at, stored
    row.save()
    to_recount([stored.registration.participant_id])


def begin(*, training) -> None:
    """A planned training has begun with the first mark."""
    if training.state == Training.State.PLANNED:
        training.state = Training.State.RUNNING
        training.save(update_fields=["state", "changed_at"])


@transaction.atomic
def stretch(*, session, planned: int, by) -> None:
    """A session has become longer or shorter than the `planned` minutes: who was there
    for all of it still is, and nobody was there for longer than it lasted."""
    held = session.attendances.select_related("mark", "registration").filter(
        Q(minutes=planned) | Q(minutes__gt=session.minutes)
    )
    for row in held.exclude(minutes=0):
        stored = AttendanceMark(
            id=new_id(),
            tenant_id=session.tenant_id,
            session=session,
            registration=row.registration,
            minutes=session.minutes,
            is_late=row.is_late,
            how=row.mark.how,
            # Right after what it follows from, so that what was ticked later holds.
            marked_at=row.marked_at + timedelta(microseconds=1),
            by=by,
            reason=row.mark.reason,
        )
        stored.save()
        fold(stored)

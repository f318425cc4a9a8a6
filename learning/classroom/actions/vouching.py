"""Who joined with a code counts once somebody says: she is one of ours.

Said of a registration it holds for the person too, and of a person for all her
registrations that wait; so nobody is asked twice.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from learning.classroom import rules
from learning.classroom.errors import NotHersError
from learning.classroom.models import Registration
from learning.members.actions import vouching as of_people
from learning.members.actions.audit import note
from learning.members.actions.recounting import to_recount
from learning.members.models import AuditEntry


@transaction.atomic
def vouch_in_class(*, training, registrations: Iterable[Registration], by) -> int:
    """All of these were in her class and are of the union; returns how many waited.
    Raises NotHersError."""
    rows = _waiting(training, registrations, by)
    for row in rows:
        row.vouched_at, row.vouched_by = timezone.now(), by
        row.save(update_fields=["vouched_at", "vouched_by", "changed_at"])
        to_recount([row.participant_id])
        if _is_hers_to_say(row, by):
            of_people.vouch(participant=row.participant, by=by, noted=False)
    if rows:
        _note(training, AuditEntry.Act.VOUCHED, by, len(rows))
    return len(rows)


@transaction.atomic
def refuse_in_class(*, training, registration, by) -> None:
    """She does not count here; if the code is all that made her one of the union, she is
    none of it either. Raises NotHersError."""
    for row in _waiting(training, [registration], by):
        row.refused_at = timezone.now()
        row.save(update_fields=["refused_at", "changed_at"])
        to_recount([row.participant_id])
        if _is_hers_to_say(row, by):
            of_people.refuse(participant=row.participant, by=by, noted=False)
        _note(training, AuditEntry.Act.REFUSED, by, 1)


@transaction.atomic
def take_back(*, training, registration, by) -> None:
    """She waits again, as if nobody had said anything; so does the person where it was
    said here, and nowhere else. Raises NotHersError."""
    _check(training, by)
    row = (
        training.registrations.select_for_update(of=("self",))
        .select_related("participant")
        .filter(pk=registration.pk, needs_vouching=True)
        .first()
    )
    if row is None or (row.vouched_at is None and row.refused_at is None):
        return
    row.vouched_at = row.vouched_by = row.refused_at = None
    row.save(update_fields=["vouched_at", "vouched_by", "refused_at", "changed_at"])
    to_recount([row.participant_id])
    person = row.participant
    said_elsewhere = (
        Registration.objects.for_tenant(training.tenant_id)
        .filter(participant=person, needs_vouching=True)
        .exclude(vouched_at=None, refused_at=None)
        .exists()
    )
    said_here = person.vouched_by_id == by.pk and not said_elsewhere
    if said_here and _is_hers_to_say(row, by):
        of_people.wait_again(participant=person, by=by, noted=False)
    _note(training, AuditEntry.Act.VOUCHED, by, 1, "taken_back")


@transaction.atomic
def vouch_for_person(*, participant, by) -> None:
    """On the union's list: she is one of ours, and so are her registrations that wait.
    Raises members' NotAllowedError."""
    of_people.vouch(participant=participant, by=by)
    to_recount([participant.pk])
    _of_person(participant).update(
        vouched_at=timezone.now(), vouched_by=by, changed_at=timezone.now()
    )


@transaction.atomic
def refuse_person(*, participant, by) -> None:
    """On the union's list: not one of ours, in no class either.
    Raises members' NotAllowedError."""
    of_people.refuse(participant=participant, by=by)
    to_recount([participant.pk])
    _of_person(participant).update(refused_at=timezone.now(), changed_at=timezone.now())


def _of_person(participant):
    return Registration.objects.for_participant(participant).filter(
        needs_vouching=True, vouched_at=None, refused_at=None
    )


def _waiting(training, registrations, by) -> list[Registration]:
    """Those of them that wait, held to the end of the transaction."""
    _check(training, by)
    return list(
        training.registrations.select_for_update(of=("self",))
        .select_related("participant")
        .filter(
            pk__in=[each.pk for each in registrations],
            needs_vouching=True,
            vouched_at=None,
            refused_at=None,
        )
        .order_by("pk")
    )


def _is_hers_to_say(row, by) -> bool:
    """Of the person too: not of herself, who may have joined her own class, nor of
    somebody who has gone over to another union since."""
    person = row.participant
    return person.tenant_id == row.tenant_id and person.user_id != by.pk


def _check(training, by) -> None:
    if not rules.can_change(by, training):
        raise NotHersError("Not her training")


def _note(training, act, by, people, thing="training") -> None:
    note(
        tenant=training.tenant_id,
        act=act,
        by=by,
        thing=thing,
        thing_id=training.pk,
        people=people,
    )

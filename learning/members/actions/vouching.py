"""Saying that somebody who came by a code, or named the union herself, is one of ours."""

from django.db import transaction
from django.utils import timezone

from learning.members import rules
from learning.members.actions.audit import note
from learning.members.errors import NotAllowedError
from learning.members.models import AuditEntry, Participant

Act, Vouching = AuditEntry.Act, Participant.Vouching


def vouch(*, participant, by, noted=True) -> Participant:
    """She is one of ours: she counts, and reads what is for the union only.

    `noted` False: the caller writes one line for many into the audit log. Raises
    NotAllowedError unless `by` is near the people of her tenant.
    """
    return _decide(participant, Vouching.VOUCHED, by, noted and Act.VOUCHED)


def refuse(*, participant, by, noted=True) -> Participant:
    """She is none of ours: she keeps her place, counts nowhere here, and may name another
    union. `noted` and errors as in `vouch`."""
    return _decide(participant, Vouching.REFUSED, by, noted and Act.REFUSED)


@transaction.atomic
def wait_again(*, participant, by, noted=True) -> Participant:
    """Take either back: she waits as before. `noted` and errors as in `vouch`."""
    person = _hers(participant, by)
    if person.vouching in (Vouching.VOUCHED, Vouching.REFUSED):
        person.vouching, person.vouched_at = Vouching.WAITING, None
        person.vouched_by = None
        _save(person)
        _note(person, noted and Act.VOUCHED, by, thing="taken_back")
    return person


@transaction.atomic
def _decide(participant, decision, by, act) -> Participant:
    """Only of somebody who waits; twice is once."""
    person = _hers(participant, by)
    if person.vouching == Vouching.WAITING:
        person.vouching, person.vouched_at = decision, timezone.now()
        person.vouched_by = by
        _save(person)
        _note(person, act, by)
    return person


def _note(person, act, by, thing="") -> None:
    if act:
        note(
            tenant=person.tenant_id,
            act=act,
            by=by,
            participant=person,
            thing=thing,
            people=1,
        )


def _hers(participant, by) -> Participant:
    herself = participant.user_id is not None and participant.user_id == by.pk
    if herself or not rules.is_near(by, participant.tenant_id):
        raise NotAllowedError("Somebody else of her tenant: trainer or coordinator")
    return (
        Participant.objects.for_tenant(participant.tenant_id)
        .select_for_update()
        .get(pk=participant.pk)
    )


def _save(person) -> None:
    person.is_to_recount = True
    person.save(
        update_fields=[
            "vouching",
            "vouched_at",
            "vouched_by",
            "is_to_recount",
            "changed_at",
        ]
    )

"""Somebody was written into a training by mistake: she is taken out, and put back.

Her line stays with its marks, so that nothing that was ticked is lost, and counts
nowhere: not in the register, not in what is attested, not among the people.
"""

from django.db import transaction
from django.utils import timezone

from learning.classroom import rules
from learning.classroom.errors import NeedsReasonError, NotHersError
from learning.classroom.models import Registration, Training
from learning.members.actions.audit import note
from learning.members.actions.recounting import to_recount
from learning.members.models import AuditEntry


@transaction.atomic
def take_out(*, registration, by, reason="") -> Registration:
    """She was not there, or is somebody else; again is once.

    Who has attested the register does so anew, for it reads differently now. What was
    credited or certified stays until it is revoked. Raises NotHersError, and
    NeedsReasonError where the training is closed: then it is a correction.
    """
    row = _line(registration, by, reason)
    if row.refused_at is None:
        row.refused_at, row.vouched_at, row.vouched_by = timezone.now(), None, None
        _save(row, by, reason)
    return row


@transaction.atomic
def put_back(*, registration, by, reason="") -> Registration:
    """It was no mistake. Who had joined with a code waits to be vouched for, as before.
    Raises as `take_out`."""
    row = _line(registration, by, reason)
    if row.refused_at is not None:
        row.refused_at = None
        _save(row, by, reason)
    return row


def _line(registration, by, reason) -> Registration:
    """The row as it stands, held like everything of its training."""
    trainings = Training.objects.for_tenant(registration.tenant_id).select_for_update()
    training = trainings.get(pk=registration.training_id)
    if not rules.can_change(by, training):
        raise NotHersError("Not her training")
    if training.is_closed and not reason.strip():
        raise NeedsReasonError("Closed trainings are corrected, with a reason")
    return training.registrations.select_related("participant").get(pk=registration.pk)


def _save(row, by, reason) -> None:
    row.save(update_fields=["refused_at", "vouched_at", "vouched_by", "changed_at"])
    to_recount([row.participant_id])
    note(
        tenant=row.tenant_id,
        act=AuditEntry.Act.CORRECTED,
        by=by,
        participant=row.participant,
        thing="registration",
        thing_id=row.pk,
        people=1,
        reason=reason.strip(),
    )

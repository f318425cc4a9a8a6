"""Plans that people keep: no events, kept and forgotten by their writer alone."""

from uuid import UUID

from django.db import transaction

from learning.progress.actions.events import lock_person
from learning.progress.models import KeptPlan


class NotHersError(PermissionError):
    """Somebody would write in another person's plan."""


@transaction.atomic
def keep_plan(*, participant, lesson_key, activity, sheet: dict, by) -> KeptPlan:
    """Keep a plan in her place, sealed, in the place of an earlier one.

    `sheet` is what `activities.plan.read_sheet` gives. Raises NotHersError, and
    KeyMissingError where her union has no key any more.
    """
    _refuse_others(participant, by)
    participant = lock_person(participant)
    plan = KeptPlan.objects.for_participant(participant).filter(
        lesson=lesson_key, activity=activity
    ).first() or KeptPlan(
        tenant_id=participant.tenant_id,
        participant=participant,
        lesson_id=lesson_key,
        activity=UUID(str(activity)),
    )
    plan.seal(sheet)
    plan.save()
    return plan


@transaction.atomic
def forget_plan(*, participant, lesson_key, activity, by) -> None:
    """Delete a plan she kept; what she learned stays. Twice is once."""
    _refuse_others(participant, by)
    KeptPlan.objects.for_participant(participant).filter(
        lesson=lesson_key, activity=activity
    ).delete()


def _refuse_others(participant, by) -> None:
    if participant.user_id is None or by is None or participant.user_id != by.pk:
        raise NotHersError("A plan is kept and forgotten by its writer alone")

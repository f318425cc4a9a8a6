"""Leaving: one act over roles, sessions and trainings."""

from django.db import transaction

from learning.classroom.actions.trainings import hand_over
from learning.classroom.models import Training
from learning.members.actions.inviting import end_roles


@transaction.atomic
def let_go(*, user, tenant, by, trainings_to=None) -> int:
    """Somebody stops working for a union: her roles there and her sessions end, and the
    trainings that are not closed go to another trainer.

    Returns how many trainings were handed over. Raises NotAllowedError where `by` may
    not end one of her roles, NotHersError where `trainings_to` may not teach there;
    then nothing has happened.
    """
    open_ones = Training.objects.for_tenant(tenant).filter(trainer=user)
    handed = 0
    if trainings_to is not None:
        for training in open_ones.exclude(state=Training.State.CLOSED):
            hand_over(training=training, to=trainings_to, by=by)
            handed += 1
    end_roles(user=user, tenant=tenant, by=by)
    return handed

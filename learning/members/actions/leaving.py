"""Deleting an account: the person goes, the count and her certificate stay."""

from django.db import transaction

from learning.members import rules
from learning.members.errors import NotAllowedError
from learning.members.models import Identity, Participant
from learning.members.queries import participant_of


@transaction.atomic
def erase_account(*, user, by) -> None:
    """Destroy name and account, and cut the participant loose from both.

    What stays is a random id with what counting needs, her decisions about consent and
    her certificates, whose paper can still be checked. Nothing leads from there to her.
    """
    if by != user or not rules.can_delete_account(user):
        raise NotAllowedError("Everybody deletes the own account; staff ask")
    participant = participant_of(user)
    if participant:
        Identity.objects.for_participant(participant).delete()
        Participant.objects.for_tenant(participant.tenant_id).filter(
            pk=participant.pk
        ).update(user=None, known_by=Participant.KnownBy.UNLINKED)
    # Takes along memberships, reset codes and whatever allauth kept.
    user.delete()

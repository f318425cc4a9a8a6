"""What came of a training: answered, put off, or refused for good."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from learning.classroom import rules
from learning.classroom.errors import NotDueError, NotHersError
from learning.classroom.models import FollowUp, Registration
from learning.classroom.queries.following import open_months, took_part

PUT_OFF = timedelta(days=14)


@transaction.atomic
def answer_follow_up(
    *, registration, used, by, purposes=(), results=()
) -> FollowUp | None:
    """After 3, 6 or 12 months, whichever is open today: did she use it, for what, what
    came of it.

    By herself, or keyed in by whoever holds the training (at a meeting, by number).
    Again replaces, but what she has said herself stands: then None, and nothing is
    changed. Raises NotHersError, and NotDueError where nothing is asked today, she was
    not there, or wants not to be asked; ValueError for words that are none.
    """
    registration = _held(registration, by)
    months = open_months(registration.training, timezone.localdate())
    if months is None or registration.follow_up_refused_at:
        raise NotDueError("Nothing is asked today")
    herself = rules.is_herself(by, registration)
    answered = FollowUp.objects.for_tenant(registration.tenant_id).filter(
        registration=registration, months=months
    ).first() or FollowUp(
        tenant_id=registration.tenant_id, registration=registration, months=months
    )
    if answered.pk and answered.keyed_in_by_id is None and not herself:
        return None
    answered.used = FollowUp.Used(used)
    # What for, and what came of it, only where she used it; in the order they are asked.
    is_used = answered.used != FollowUp.Used.NOT_YET
    answered.purposes = _among(FollowUp.Purpose, purposes) if is_used else []
    answered.results = _among(FollowUp.Result, results) if is_used else []
    answered.answered_at = timezone.now()
    answered.keyed_in_by = None if herself else by
    answered.save()
    return answered


@transaction.atomic
def put_off_follow_up(*, registration, by) -> None:
    """Ask me in two weeks, on my own place. Raises NotHersError."""
    registration = _held(registration, by)
    if not rules.is_herself(by, registration):
        raise NotHersError("Her own place is hers")
    registration.follow_up_after = timezone.localdate() + PUT_OFF
    registration.save(update_fields=["follow_up_after", "changed_at"])


@transaction.atomic
def refuse_follow_ups(*, registration, by) -> None:
    """She is not asked about this training any more, neither here nor at a meeting; what
    she has answered stays. Said by herself, or to whoever holds the training. Raises
    NotHersError."""
    registration = _held(registration, by)
    if registration.follow_up_refused_at is None:
        registration.follow_up_refused_at = timezone.now()
        registration.save(update_fields=["follow_up_refused_at", "changed_at"])


def _held(registration, by) -> Registration:
    """The line as it stands, held to the end of the transaction."""
    rows = Registration.objects.for_tenant(registration.tenant_id)
    found = (
        rows.select_for_update(of=("self",))
        .select_related("training", "participant__merged_into")
        .get(pk=registration.pk)
    )
    if not rules.is_herself(by, found) and not rules.can_see(by, found.training):
        raise NotHersError("Neither she herself nor her trainer")
    if not took_part(found.tenant_id).filter(pk=found.pk).exists():
        raise NotDueError("She was not there, or is no longer of this union")
    return found


def _among(kind, given) -> list[str]:
    chosen = {kind(each) for each in given}
    return [each.value for each in kind if each in chosen]

"""Asking the trainer for help, and settling it."""

from django.db import transaction
from django.utils import timezone

from learning.catalogue.shelf import shelf
from learning.classroom.models import HelpRequest


@transaction.atomic
def ask_for_help(*, participant, reason: str, path: str, by) -> HelpRequest:
    """Put "I am stuck" on her trainer's desk; asking again is asking once.

    `path` is the page she came from; only the lesson it names is kept, if any, and not
    if its module is a discreet one.
    """
    asked, _ = HelpRequest.objects.for_participant(participant).get_or_create(
        participant=participant,
        reason=reason,
        settled_at=None,
        defaults={"tenant_id": participant.tenant_id, "lesson_id": _lesson_in(path)},
    )
    return asked


def _lesson_in(path: str):
    """The key of the lesson in "/fr/modules/negotiation/numbers/", or None."""
    parts = path.split("?", maxsplit=1)[0].strip("/").split("/")
    if len(parts) != 4 or parts[1] != "modules":
        return None
    module = shelf.module(parts[2])
    if module is None or module.is_discreet:
        return None  # that she reads it is nobody's business
    lesson = module.lesson(parts[3])
    return lesson.key if lesson else None


@transaction.atomic
def settle(*, request: HelpRequest, by) -> None:
    """The trainer has dealt with it; the first time counts."""
    if request.settled_at is None:
        request.settled_at = timezone.now()
        request.settled_by = by
        request.save(update_fields=["settled_at", "settled_by", "changed_at"])

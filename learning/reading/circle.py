"""A study circle: one phone answers for up to five people with cards who sit around it.

Kept in the server's session, so it ends when whoever signed in leaves. Everybody in it
has shown her card, or typed her PIN, on this phone.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from learning import intake
from learning.members.models import Participant
from learning.reading.readers import participant_of
from learning.records import same_moment_id

# Besides whoever signed in.
MOST = 5
_CIRCLE = "circle"  # ids of participants, as text
_TOGETHER = "circle_answers_together"


def people_around(request: HttpRequest) -> list[Participant]:
    """Who answers with this phone: whoever signed in first, then her circle in the order
    they came, each with account. All of one tenant. One query if there is a circle, none
    without; [] for visitors and staff."""
    herself = participant_of(request)
    if herself is None:
        return []
    keys = request.session.get(_CIRCLE)
    if not keys:
        return [herself]
    rows = (
        Participant.objects.for_tenant(herself.tenant_id)
        .filter(pk__in=keys, user__is_active=True)
        .exclude(pk=herself.pk)
        .select_related("user")
    )
    found = {str(row.pk): row for row in rows}
    return [herself, *(found[key] for key in keys if key in found)]


def add(request: HttpRequest, participant: Participant) -> str:
    """Let somebody in; returns why not: "other_union", "full", or "" if she is in now."""
    herself = participant_of(request)
    if herself is None or participant.tenant_id != herself.tenant_id:
        return "other_union"
    around = people_around(request)
    if participant.pk in {each.pk for each in around}:
        return ""
    if len(around) > MOST:
        return "full"
    keys = [str(each.pk) for each in around[1:]]
    request.session[_CIRCLE] = [*keys, str(participant.pk)]
    return ""


def remove(request: HttpRequest, key: UUID) -> None:
    """She has gone; the last one takes the circle with her."""
    left = [each for each in request.session.get(_CIRCLE, []) if each != str(key)]
    if left:
        request.session[_CIRCLE] = left
    else:
        end(request)


def end(request: HttpRequest) -> None:
    for name in (_CIRCLE, _TOGETHER):
        request.session.pop(name, None)


def answer_together(request: HttpRequest, *, on: bool) -> None:
    """Whether what is answered in lessons is stored for all of them."""
    request.session[_TOGETHER] = on


def answers_together(request: HttpRequest) -> bool:
    return bool(request.session.get(_CIRCLE) and request.session.get(_TOGETHER))


def take(request: HttpRequest, participant, events: list[dict[str, Any]]):
    """Store what was done on this phone: for whoever signed in, and, where they answer
    together, for each around it under an id of her own; returns the first one's receipts.

    The ids are derived, so sending again stores nothing twice. Tests are sat by one
    person: events of a sitting are hers alone.
    """
    receipts = intake.take(participant=participant, events=events, by=request.user)
    if not answers_together(request):
        return receipts
    done = [
        event
        for event, receipt in zip(events, receipts, strict=True)
        if receipt.status != "refused" and not event.get("attempt")
    ]
    for other in people_around(request)[1:]:
        intake.take(
            participant=other,
            events=[event | {"id": _id_for(other, event)} for event in done],
            by=request.user,
        )
    return receipts


def _id_for(other: Participant, event: dict[str, Any]) -> str:
    return str(same_moment_id(UUID(event["id"]), str(other.pk)))

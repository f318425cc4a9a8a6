"""The one door for what people do: check, store, fold, issue what is due.

Form posts and the API both come through here. One bad event never loses the others:
each gets its receipt, and what cannot be taken is set aside with the reason.
Who it was comes from the session, never from the event.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone as clock

from learning.activities.errors import AnswerError, SpecError
from learning.activities.kinds import Reflection, Task
from learning.activities.quiz import parse_answer
from learning.activities.specs import canonical_json
from learning.catalogue.shelf import shelf
from learning.enrolments.actions import enrol
from learning.progress import actions as progress
from learning.progress.models import LearningEvent, TestAttempt

MOST_EVENTS = 500
# Nothing could have happened before the platform was there.
EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
CLOCK_MAY_BE_AHEAD = timedelta(hours=24)
FIELDS = {
    "id",
    "verb",
    "lesson",
    "activity",
    "attempt",
    "answer",
    "version",
    "language",
    "occurred_at",
    "device",
}


@dataclass(frozen=True)
class Receipt:
    """What became of one event: `stored`, `known` or `refused` with its reason."""

    id: str | None
    status: str
    reason: str = ""


class RefusedError(Exception):
    """This event cannot be taken; `reason` is a code of docs/api.md."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@transaction.atomic
def take(*, participant, events: list[Any], by) -> list[Receipt]:
    """Store what this participant did; one receipt per event, in the same order.

    `events` are as DESIGN 2.4 says, straight from outside: any JSON at all. `by` is
    the account whose session brought them. Raises ValueError for more than 500.
    """
    if len(events) > MOST_EVENTS:
        raise ValueError(f"at most {MOST_EVENTS} events at a time")
    received_at = clock.now()
    read: list[LearningEvent | RefusedError] = []
    attempts: dict[UUID, TestAttempt | None] = {}
    for raw in events:
        try:
            read.append(_read(raw, participant, received_at, attempts))
        except RefusedError as refused:
            read.append(refused)
    known = _known(read)
    receipts, new, refused = [], {}, []
    for raw, given in zip(events, read, strict=True):
        event = given
        given_id = raw.get("id") if isinstance(raw, dict) else None
        shown_id = given_id if isinstance(given_id, str) else None
        if isinstance(event, LearningEvent) and known.get(event.id) not in (
            None,
            participant.pk,
        ):
            event = RefusedError("id_taken")
        if isinstance(event, RefusedError):
            refused.append((raw, event.reason))
            receipts.append(Receipt(shown_id, "refused", event.reason))
        elif event.id in known or event.id in new:
            receipts.append(Receipt(shown_id, "known"))
        else:
            new[event.id] = event
            receipts.append(Receipt(shown_id, "stored"))
    _enrol(participant, new.values(), by)
    progress.store_events(events=list(new.values()), by=by)
    progress.set_aside(
        participant=participant, refused=[_kept(*each) for each in refused], by=by
    )
    return receipts


def _known(read: list) -> dict[UUID, UUID]:
    """Ids already stored, with whose they are. Ids are unique over all tenants."""
    ids = [each.id for each in read if isinstance(each, LearningEvent)]
    if not ids:
        return {}
    return dict(
        LearningEvent.unscoped.filter(id__in=ids).values_list("id", "participant")
    )


def _enrol(participant, events, by) -> None:
    index = shelf.index()
    modules = {index.module_of_lesson[each.lesson_id].key for each in events}
    for module_key in sorted(modules):
        enrol(participant=participant, module_key=module_key, by=by)


def _read(raw: Any, participant, received_at: datetime, attempts) -> LearningEvent:
    if not isinstance(raw, dict):
        raise RefusedError("not_an_object")
    if set(raw) - FIELDS:
        raise RefusedError("unknown_field")
    verb = raw.get("verb")
    if verb not in ("experienced", "answered"):
        server_only = verb in ("completed", "passed", "failed")
        raise RefusedError("server_only" if server_only else "unknown_verb")
    lesson = _uuid(raw, "lesson")
    module = shelf.index().module_of_lesson.get(lesson)
    if not module or not module.is_open_to(
        signed_in=True, tenant_id=participant.tenant_id
    ):
        raise RefusedError("unknown_lesson")
    version = raw.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise RefusedError("unknown_version")
    # No published version has a number the database could not hold.
    spec = shelf.lesson_spec(lesson, version) if version < 2**31 else None
    if spec is None:
        raise RefusedError("unknown_version")
    activity = _uuid(raw, "activity", optional=verb == "experienced")
    answer = _answer(spec, verb, activity, raw.get("answer"))
    attempt = _attempt(raw, spec, lesson, participant, attempts)
    occurred_at, offset, was_off = _moment(raw.get("occurred_at"), received_at)
    language = raw.get("language")
    if language not in dict(settings.LANGUAGES):
        raise RefusedError("unknown_language")
    return LearningEvent(
        id=_uuid(raw, "id"),
        tenant_id=participant.tenant_id,
        participant=participant,
        verb=verb,
        lesson_id=lesson,
        version=version,
        activity=activity,
        attempt=attempt,
        answer=answer,
        language=language,
        occurred_at=occurred_at,
        clock_was_off=was_off,
        utc_offset=offset,
        device=_uuid(raw, "device", optional=True),
        received_at=received_at,
    )


def _uuid(raw: dict, name: str, optional: bool = False) -> UUID | None:
    value = raw.get(name)
    if value is None and optional:
        return None
    try:
        if not isinstance(value, str) or len(value) != 36:
            raise ValueError
        return UUID(value)
    except ValueError:
        raise RefusedError(f"bad_{name}") from None


def _answer(spec, verb: str, activity: UUID | None, given: Any) -> Any:
    if activity is None:
        return None
    known = spec.by_id().get(str(activity))
    if known is None:
        raise RefusedError("unknown_activity")
    if isinstance(known, Reflection | Task):
        if verb != "experienced" or given is not None:
            raise RefusedError("not_answerable")
        return None
    if verb != "answered":
        raise RefusedError("needs_an_answer")
    try:
        return parse_answer(known, given)
    except (AnswerError, SpecError) as error:
        raise RefusedError(f"answer_{error.code}") from None


def _attempt(raw, spec, lesson, participant, attempts) -> UUID | None:
    """Answers of a test belong to a sitting of hers that is still open."""
    attempt = _uuid(raw, "attempt", optional=True)
    if spec.kind == "lesson":
        return attempt
    if attempt is None:
        raise RefusedError("needs_attempt")
    if attempt not in attempts:
        attempts[attempt] = (
            TestAttempt.objects.for_participant(participant)
            .filter(pk=attempt, lesson=lesson, handed_in_at=None)
            .first()
        )
    if attempts[attempt] is None:
        raise RefusedError("attempt_is_closed")
    return attempt


def _moment(raw: Any, received_at: datetime) -> tuple[datetime, int, bool]:
    """When it happened, minutes east of UTC, and whether the phone's clock was off.

    A cheap phone without a SIM forgets the date when its battery is out. What was
    learned on it counts all the same: the moment of arrival holds, marked as such.
    """
    try:
        if not isinstance(raw, str) or len(raw) > 40:
            raise ValueError
        moment = datetime.fromisoformat(raw)
        if moment.utcoffset() is None:
            raise ValueError
        offset = int(moment.utcoffset().total_seconds() // 60)
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise RefusedError("bad_occurred_at") from None
    if EARLIEST <= moment <= received_at + CLOCK_MAY_BE_AHEAD:
        return moment, offset, False
    return received_at, offset, True


def _kept(raw: Any, reason: str) -> tuple[Any, str, str]:
    """What is set aside: as sent, but never more than a screenful."""
    try:
        written = canonical_json(raw)
    except SpecError:
        written = canonical_json(repr(raw)[:2000])
        raw = repr(raw)[:2000]
    if len(written) > 4000:
        raw = {"cut": written[:4000]}
    digest = hashlib.sha256(written.encode()).hexdigest()
    return _storable(raw), digest, reason


def _storable(raw: Any) -> Any:
    r"""PostgreSQL's JSON cannot hold \u0000."""
    if isinstance(raw, str):
        return raw.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
    if isinstance(raw, list):
        return [_storable(each) for each in raw]
    if isinstance(raw, dict):
        return {_storable(key): _storable(value) for key, value in raw.items()}
    return raw

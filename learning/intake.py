"""The one door for what people do: check, store, fold, issue what is due.

Form posts and the API both come through here. One bad event never loses the others:
each gets its receipt, and what cannot be taken is set aside with the reason.
Who it was comes from the session, never from the event.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import isfinite
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone as clock

from learning.activities.errors import AnswerError
from learning.activities.quiz import parse_answer
from learning.activities.specs import canonical_json
from learning.catalogue.on_shelf import PublishedLesson
from learning.catalogue.shelf import shelf
from learning.enrolments.actions import enrol_in_all
from learning.progress.actions import events as progress
from learning.progress.models import LearningEvent, TestAttempt

MOST_EVENTS = 500
# Nothing could have happened before the platform was there.
EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
CLOCK_MAY_BE_AHEAD = timedelta(hours=24)
# Python's UUID() takes braces, underscores and spaces as well; one way is enough.
WRITTEN_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
DEEPEST = 8  # lists in lists; an answer has two
FIELDS = {
    *("id", "verb", "lesson", "activity", "attempt", "answer"),
    *("version", "language", "occurred_at", "device"),
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
    participant = progress.lock_person(participant)
    reader = _Reader(participant)
    ids = [_id_of(raw) for raw in events]
    owners = _owners(ids)
    receipts, new, refused = [], {}, []
    for raw, its_id in zip(events, ids, strict=True):
        shown_id = raw["id"] if its_id else None
        try:
            if its_id in new or owners.get(its_id) == participant.pk:
                # Even if it could not be taken now: stored twice is stored once.
                receipts.append(Receipt(shown_id, "known"))
                continue
            if its_id in owners:
                raise RefusedError("id_taken")
            new[its_id] = reader.read(raw, its_id)
            receipts.append(Receipt(shown_id, "stored"))
        except RefusedError as error:
            refused.append(_kept(raw, error.reason))
            receipts.append(Receipt(shown_id, "refused", error.reason))
    modules = {reader.module_of(each) for each in new.values()}
    enrol_in_all(participant=participant, module_keys=modules, by=by)
    progress.store_events(participant=participant, events=list(new.values()), by=by)
    progress.set_aside(participant=participant, refused=refused, by=by)
    return receipts


def _id_of(raw: Any) -> UUID | None:
    try:
        return _uuid(raw, "id") if isinstance(raw, dict) else None
    except RefusedError:
        return None


def _owners(ids: list[UUID | None]) -> dict[UUID, UUID]:
    """Ids already stored, with whose they are. Ids are unique over all tenants."""
    asked = {each for each in ids if each}
    if not asked:
        return {}
    return dict(
        LearningEvent.unscoped.filter(id__in=asked).values_list("id", "participant")
    )


class _Reader:
    """Reads the events of one batch; what it has looked up once, it remembers."""

    def __init__(self, participant):
        self.participant = participant
        # What she may not read she cannot have done.
        self._reads_of = participant.tenant_id if participant.is_let_in else None
        self.received_at = clock.now()
        self.languages = dict(settings.LANGUAGES)
        self._published = shelf.index().published
        self._looked_again = False
        self._uuids: dict[str, UUID] = {}
        self._specs: dict[tuple[UUID, int], tuple[str, dict]] = {}
        self._open_attempts: dict[tuple[UUID, UUID], bool] = {}

    def module_of(self, event: LearningEvent) -> UUID:
        return self._published[event.lesson_id].module_key

    def read(self, raw: Any, its_id: UUID | None) -> LearningEvent:
        """The event, ready to be stored; RefusedError where it can't be."""
        if not isinstance(raw, dict):
            raise RefusedError("not_an_object")
        if its_id is None:
            raise RefusedError("bad_id")
        if set(raw) - FIELDS:
            raise RefusedError("unknown_field")
        verb = _verb(raw.get("verb"))
        lesson, version = self._uuid(raw, "lesson"), raw.get("version")
        kind, activities = self._spec(lesson, version)
        activity = _uuid(raw, "activity", optional=verb == "experienced")
        answer = _answer(activities, verb, activity, raw.get("answer"))
        attempt = self._uuid(raw, "attempt", optional=True)
        if kind != "lesson":
            self._check_attempt(attempt, lesson)
        occurred_at, offset, was_off = _moment(raw.get("occurred_at"), self.received_at)
        language = raw.get("language")
        if not isinstance(language, str) or language not in self.languages:
            raise RefusedError("unknown_language")
        return LearningEvent(
            id=its_id,
            tenant_id=self.participant.tenant_id,
            participant_id=self.participant.pk,
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
            device=self._uuid(raw, "device", optional=True),
            received_at=self.received_at,
        )

    def _uuid(self, raw: dict, name: str, optional: bool = False) -> UUID | None:
        """As `_uuid`, of what most events of a batch have in common: read once."""
        text = raw.get(name)
        if not isinstance(text, str):
            return _uuid(raw, name, optional)
        if text not in self._uuids:
            self._uuids[text] = _uuid(raw, name)
        return self._uuids[text]

    def _spec(self, lesson: UUID, version: Any) -> tuple[str, dict]:
        """Kind of lesson and activities by id, of a published version she may see."""
        if not isinstance(version, int) or isinstance(version, bool):
            raise RefusedError("unknown_version")
        if (lesson, version) not in self._specs:
            published = self._find(lesson, version)
            if not published or not published.is_open_to(self._reads_of):
                raise RefusedError("unknown_lesson")
            if not 1 <= version <= published.latest_version:
                raise RefusedError("unknown_version")
            spec = shelf.lesson_spec(lesson, version)
            if spec is None:
                raise RefusedError("unknown_version")
            self._specs[lesson, version] = spec.kind, spec.by_id()
        return self._specs[lesson, version]

    def _find(self, lesson: UUID, version: int) -> PublishedLesson | None:
        """Published a moment ago, elsewhere? Once per batch the shelf looks again."""
        found = self._published.get(lesson)
        is_there = found and version <= found.latest_version
        if not is_there and not self._looked_again:
            self._looked_again = True
            shelf.look_again()
            self._published = shelf.index().published
            found = self._published.get(lesson)
        return found

    def _check_attempt(self, attempt: UUID | None, lesson: UUID) -> None:
        """Answers of a test belong to a sitting of hers that is still open."""
        if attempt is None:
            raise RefusedError("needs_attempt")
        if (attempt, lesson) not in self._open_attempts:
            self._open_attempts[attempt, lesson] = (
                TestAttempt.objects.for_participant(self.participant)
                .filter(pk=attempt, lesson=lesson, handed_in_at=None)
                .exists()
            )
        if not self._open_attempts[attempt, lesson]:
            raise RefusedError("attempt_is_closed")


def _verb(given: Any) -> str:
    if given in ("experienced", "answered"):
        return given
    server_only = given in ("completed", "passed", "failed")
    raise RefusedError("server_only" if server_only else "unknown_verb")


def _uuid(raw: dict, name: str, optional: bool = False) -> UUID | None:
    value = raw.get(name)
    if value is None and optional:
        return None
    if not isinstance(value, str) or not WRITTEN_UUID.fullmatch(value):
        raise RefusedError(f"bad_{name}")
    return UUID(value)


def _answer(activities: dict, verb: str, activity: UUID | None, given: Any) -> Any:
    if activity is None:
        if given is not None:
            raise RefusedError("not_answerable")
        return None
    known = activities.get(str(activity))
    if known is None:
        raise RefusedError("unknown_activity")
    if not known.gradable:
        if verb != "experienced" or given is not None:
            raise RefusedError("not_answerable")
        return None
    if verb != "answered":
        raise RefusedError("needs_an_answer")
    try:
        return parse_answer(known, given)
    except AnswerError as error:
        raise RefusedError(f"answer_{error.code}") from None


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
    """What is set aside: as sent, but never more than a screenful, nor deeper."""
    body = _storable(raw, DEEPEST)
    if not isinstance(body, dict):
        body = {"sent": body}  # a bare null would be no body at all
    written = canonical_json(body)
    if len(written) > 4000:
        body = {"cut": written[:4000]}
    return body, hashlib.sha256(written.encode()).hexdigest(), reason


def _storable(raw: Any, depth: int) -> Any:
    r"""What every database's JSON can hold: no \u0000, no half characters, no NaN."""
    if isinstance(raw, str):
        return raw.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
    if isinstance(raw, float) and not isfinite(raw):
        return str(raw)
    if isinstance(raw, list | dict) and not depth:
        return "…"
    if isinstance(raw, list):
        return [_storable(each, depth - 1) for each in raw]
    if isinstance(raw, dict):
        return {
            _storable(key, depth): _storable(value, depth - 1)
            for key, value in raw.items()
        }
    return raw

"""Storing what people did, and keeping the summaries folded.

Only `learning/intake.py` stores events; it decides what may be stored.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from learning.activities.specs import LessonSpec
from learning.catalogue.shelf import shelf
from learning.members.actions.recounting import to_recount
from learning.members.models import Participant
from learning.progress.folding import Done, Standing, fold
from learning.progress.models import (
    KeptPlan,
    LearningEvent,
    LessonSummary,
    SetAsideEvent,
    TestAttempt,
)
from learning.statements import Insertion, Statement

# What she did herself; the other verbs are the server's conclusions.
HERS = (LearningEvent.Verb.EXPERIENCED, LearningEvent.Verb.ANSWERED)
# What a summary is folded from; completions, because credits leave nothing else.
FOLDED = (*HERS, LearningEvent.Verb.COMPLETED)
# In place of an answer that was erased.
ERASED = "erased"
FOLDED_FIELDS = (
    "first_at",
    "latest_at",
    "read_at",
    "activities",
    "completed_at",
    "completed_version",
)
PERSON = [each.attname for each in Participant._meta.concrete_fields]
_held = Statement(
    lambda tenant, pk: (
        Participant.objects.for_tenant(tenant)
        .select_for_update(no_key=True)
        .filter(pk=pk)
        .values_list(*PERSON)
    ),
    Participant._meta.get_field("tenant"),
    Participant._meta.pk,
)
_log = Insertion(LearningEvent)
_summaries = Insertion(
    LessonSummary,
    key=("participant", "lesson"),
    replaces=(*FOLDED_FIELDS, "changed_at"),
    without=("id",),
)


def lock_person(participant) -> Participant:
    """Her row, read again and held to the end of the transaction.

    Two phones of one person wait for each other, two people never. So what is stored
    and folded under this lock needs no other, and nothing can stand crosswise.
    """
    row = _held.row(participant.tenant_id, participant.pk)
    if row is None:
        raise Participant.DoesNotExist
    return Participant.from_db("default", PERSON, row)


@transaction.atomic(savepoint=False)
def store_events(*, participant, events: list[LearningEvent], by) -> None:
    """Store events of this participant (a second time: nothing) and fold them.

    The caller holds the person's lock, and has read her under it (`lock_person`).
    """
    if not events:
        return
    of_lesson: dict[UUID, list[LearningEvent]] = defaultdict(list)
    for event in events:
        of_lesson[event.lesson_id].append(event)
    tenant_id, participant_id = participant.tenant_id, participant.pk
    known = (
        LessonSummary.objects.for_tenant(tenant_id)
        .filter(participant=participant_id, lesson__in=list(of_lesson))
        .values_list("lesson", *FOLDED_FIELDS)
    )
    standing_in = {
        lesson_key: Standing(**dict(zip(FOLDED_FIELDS, folded, strict=True)))
        for lesson_key, *folded in known
    }
    began = {key: standing.first_at for key, standing in standing_in.items()}
    versions = _versions_named(tenant_id, participant_id, list(standing_in))
    rows, completed = [], []
    for lesson_key, some in of_lesson.items():
        standing = standing_in.get(lesson_key) or Standing()
        was_complete = standing.completed_at is not None
        for event in some:
            standing.fold(_done(event))
            versions[lesson_key].add(event.version)
        standing.judge(_specs(lesson_key, versions[lesson_key]))
        row = _summary(tenant_id, participant_id, lesson_key, standing)
        rows.append(row)
        if standing.completed_at and not was_complete:
            completed.append(_completion(row, some[-1].language))
    _append([*chain.from_iterable(of_lesson.values()), *completed])
    _summaries.store(rows)
    # A module counts from the day on which she began it.
    begins = any(began.get(row.lesson_id) != row.first_at for row in rows)
    if begins and not participant.is_to_recount:
        to_recount([participant_id])


def _append(events: list[LearningEvent]) -> None:
    """In one order everywhere: whoever sends the same ids must wait, never deadlock."""
    in_order = sorted(events, key=lambda each: each.id.int)
    _log.store(in_order)


def _standing(row: LessonSummary) -> Standing:
    return Standing(**{name: getattr(row, name) for name in FOLDED_FIELDS})


def _summary(tenant_id, participant_id, lesson_key, standing) -> LessonSummary:
    now = timezone.now()
    return LessonSummary(
        created_at=now,
        changed_at=now,
        tenant_id=tenant_id,
        participant_id=participant_id,
        lesson_id=lesson_key,
        **{name: getattr(standing, name) for name in FOLDED_FIELDS},
    )


def _versions_named(tenant_id, participant_id, lessons) -> dict[UUID, set[int]]:
    """Every version that her events of these lessons (begun before) have named so far.

    From the log and not from the summary, which keeps only the latest answers: she may
    have read one version and answered another.
    """
    named: dict[UUID, set[int]] = defaultdict(set)
    if not lessons:
        return named
    pairs = (
        LearningEvent.objects.for_tenant(tenant_id)
        .filter(participant=participant_id, lesson__in=lessons, verb__in=HERS)
        .values_list("lesson", "version")
        .distinct()
    )
    for lesson_key, version in pairs:
        named[lesson_key].add(version)
    return named


def _done(event: LearningEvent) -> Done:
    return Done(
        str(event.id),
        event.verb,
        str(event.activity) if event.activity else None,
        event.answer,
        event.version,
        event.occurred_at,
    )


def _specs(lesson_key: UUID, versions: Iterable[int]) -> list[tuple[int, LessonSpec]]:
    found = [(each, shelf.lesson_spec(lesson_key, each)) for each in versions]
    return [(version, spec) for version, spec in found if spec]


def _completion(row: LessonSummary, language: str) -> LearningEvent:
    """What the server concludes; stored again it is the same event."""
    return LearningEvent(
        id=derived_id(row.participant_id, row.lesson_id, "completed"),
        tenant_id=row.tenant_id,
        participant_id=row.participant_id,
        verb=LearningEvent.Verb.COMPLETED,
        lesson_id=row.lesson_id,
        version=row.completed_version,
        language=language,
        occurred_at=row.completed_at,
    )


@transaction.atomic
def complete_by_credit(*, participant, lesson_key, version, language, at, by) -> bool:
    """The server notes that a lesson counts as done, because it was done in class.

    The same event as if she had done it, so a lesson has one completion whichever came
    first. Returns whether it was new. Who may credit is asked by
    `classroom.actions.crediting`.
    """
    participant = lock_person(participant)
    known = (
        LessonSummary.objects.for_participant(participant)
        .filter(lesson=lesson_key)
        .first()
    )
    if known and known.completed_at:
        return False
    event = LearningEvent(
        id=derived_id(participant.pk, lesson_key, "completed"),
        tenant_id=participant.tenant_id,
        participant_id=participant.pk,
        verb=LearningEvent.Verb.COMPLETED,
        lesson_id=lesson_key,
        version=version,
        language=language,
        occurred_at=at,
    )
    standing = _standing(known) if known else Standing()
    standing.fold(_done(event))
    _append([event])
    _summaries.store(
        [_summary(participant.tenant_id, participant.pk, lesson_key, standing)]
    )
    to_recount([participant.pk])
    return True


def derived_id(participant_id: UUID, cause: UUID, verb: str) -> UUID:
    """The id of an event the server concludes: the same cause gives the same id."""
    return uuid5(cause, f"{participant_id}:{verb}")


@transaction.atomic
def rebuild_summary(*, participant, lesson_key, by) -> LessonSummary | None:
    """Fold one summary again from the log; None where there is nothing in the log."""
    participant = lock_person(participant)
    events = list(
        LearningEvent.objects.for_participant(participant)
        .filter(lesson=lesson_key, verb__in=FOLDED)
        .order_by("id")
    )
    summaries = LessonSummary.objects.for_participant(participant).filter(
        lesson=lesson_key
    )
    if not events:
        summaries.delete()
        return None
    standing = fold(
        (_done(event) for event in events),
        lambda version: shelf.lesson_spec(lesson_key, version),
    )
    row = _summary(participant.tenant_id, participant.pk, lesson_key, standing)
    _summaries.store([row])
    if standing.completed_at:
        _append([_completion(row, events[-1].language)])
    return summaries.get()


@transaction.atomic(savepoint=False)
def set_aside(*, participant, refused: list[tuple[Any, str, str]], by) -> None:
    """Keep what could not be taken, once: (what was sent, its hash, the reason)."""
    if not refused:
        return
    SetAsideEvent.unscoped.bulk_create(
        [
            SetAsideEvent(
                tenant_id=participant.tenant_id,
                participant=participant,
                reason=reason,
                body=body,
                body_hash=digest,
            )
            for body, digest, reason in refused
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def open_attempt(*, participant, lesson_key, version, by) -> TestAttempt:
    """The sitting she left open, or a new one; the version stays the one she began."""
    attempt, _ = TestAttempt.objects.for_participant(participant).get_or_create(
        participant=participant,
        lesson_id=lesson_key,
        handed_in_at=None,
        defaults={"tenant_id": participant.tenant_id, "version": version},
    )
    return attempt


@transaction.atomic
def close_attempt(
    *, attempt: TestAttempt, percent: int, passed: bool | None, language: str, by
) -> bool:
    """Hand a sitting in, once. `passed` is None for a pre-test, which judges nobody.

    Returns whether this call was the one that closed it.
    """
    now = timezone.now()
    closed = (
        TestAttempt.objects.for_tenant(attempt.tenant_id)
        .filter(pk=attempt.pk, handed_in_at=None)
        .update(handed_in_at=now, percent=percent, passed=passed, changed_at=now)
    )
    attempt.refresh_from_db()
    if closed:
        to_recount([attempt.participant_id])
    if not closed or passed is None:
        return bool(closed)
    verb = LearningEvent.Verb.PASSED if passed else LearningEvent.Verb.FAILED
    LearningEvent.unscoped.bulk_create(
        [
            LearningEvent(
                id=derived_id(attempt.participant_id, attempt.pk, "result"),
                tenant_id=attempt.tenant_id,
                participant_id=attempt.participant_id,
                verb=verb,
                lesson_id=attempt.lesson_id,
                version=attempt.version,
                attempt=attempt.pk,
                language=language,
                occurred_at=now,
            )
        ],
        ignore_conflicts=True,
    )
    return True


@transaction.atomic
def lift_attempt(
    *, attempt: TestAttempt, percent: int, passed: bool | None, language: str, by
) -> bool:
    """Give a handed-in sitting the better result it has without a voided question.

    Never a worse one, and `passed` never goes back. Who passes by it has a `passed` of
    the day it was counted again, beside the `failed` of its day. Returns whether
    anything is better now.
    """
    now = timezone.now()
    rows = TestAttempt.objects.for_tenant(attempt.tenant_id).filter(
        pk=attempt.pk, handed_in_at__isnull=False
    )
    lifted = rows.filter(percent__lt=percent).update(percent=percent, changed_at=now)
    passes = passed and rows.filter(passed=False).update(passed=True, changed_at=now)
    attempt.refresh_from_db()
    if passes:
        _append([_passed_after_all(attempt, language, now)])
    if lifted or passes:
        to_recount([attempt.participant_id])
    return bool(lifted or passes)


def _passed_after_all(attempt: TestAttempt, language: str, moment) -> LearningEvent:
    return LearningEvent(
        id=derived_id(attempt.participant_id, attempt.pk, "passed after all"),
        tenant_id=attempt.tenant_id,
        participant_id=attempt.participant_id,
        verb=LearningEvent.Verb.PASSED,
        lesson_id=attempt.lesson_id,
        version=attempt.version,
        attempt=attempt.pk,
        language=language,
        occurred_at=moment,
    )


@transaction.atomic
def forget_answers(*, participant, by) -> None:
    """Empty what one person answered, and which phone it was; keep that she learned.

    Events stay for the count, without answer and device; what was set aside goes, and so
    do the plans she kept and the answers in the summaries. The one change that facts ever see.
    """
    events = LearningEvent.objects.for_participant(participant)
    events.update(device=None)
    # Not NULL: the database insists that an answered question has an answer.
    events.filter(answer__isnull=False).update(answer=ERASED)
    SetAsideEvent.objects.for_participant(participant).delete()
    KeptPlan.objects.for_participant(participant).delete()
    LessonSummary.objects.for_participant(participant).update(activities={})

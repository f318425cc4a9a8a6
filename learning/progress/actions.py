"""Storing what people did, and keeping the summaries folded.

Only `learning/intake.py` calls these; it decides what may be stored.
"""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from learning.activities.specs import LessonSpec
from learning.catalogue.shelf import shelf
from learning.progress.folding import Done, Standing, fold
from learning.progress.models import (
    LearningEvent,
    LessonSummary,
    SetAsideEvent,
    TestAttempt,
)

FOLDED_FIELDS = (
    "first_at",
    "latest_at",
    "read_at",
    "activities",
    "completed_at",
    "completed_version",
)


@transaction.atomic
def store_events(*, events: list[LearningEvent], by) -> None:
    """Store events of one participant (a second time: nothing) and fold them.

    The rows of a database are locked only for the lessons concerned; two phones of
    one person wait for each other, two people never.
    """
    if not events:
        return
    LearningEvent.unscoped.bulk_create(events, ignore_conflicts=True)
    of_lesson: dict[UUID, list[LearningEvent]] = defaultdict(list)
    for event in events:
        of_lesson[event.lesson_id].append(event)
    first = events[0]
    scope = LessonSummary.objects.for_tenant(first.tenant_id)
    # The row must exist before it can be locked.
    LessonSummary.unscoped.bulk_create(
        [
            LessonSummary(
                tenant_id=first.tenant_id,
                participant_id=first.participant_id,
                lesson_id=lesson,
                first_at=min(each.occurred_at for each in some),
                latest_at=max(each.occurred_at for each in some),
            )
            for lesson, some in of_lesson.items()
        ],
        ignore_conflicts=True,
    )
    rows = list(
        scope.filter(
            participant=first.participant_id, lesson__in=list(of_lesson)
        ).select_for_update(of=("self",))
    )
    completed = []
    for row in rows:
        was_complete = row.completed_at is not None
        _fold_into(row, of_lesson[row.lesson_id])
        if row.completed_at and not was_complete:
            completed.append(row)
    now = timezone.now()
    for row in rows:
        row.changed_at = now
    LessonSummary.unscoped.bulk_update(rows, [*FOLDED_FIELDS, "changed_at"])
    _store_completions(completed, first.language)


def _fold_into(row: LessonSummary, events: Iterable[LearningEvent]) -> None:
    standing = Standing(**{name: getattr(row, name) for name in FOLDED_FIELDS})
    versions = {each["version"] for each in row.activities.values()}
    for event in events:
        standing.fold(_done(event))
        versions.add(event.version)
    standing.judge(_specs(row.lesson_id, versions))
    for name in FOLDED_FIELDS:
        setattr(row, name, getattr(standing, name))


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


def _store_completions(rows: list[LessonSummary], language: str) -> None:
    LearningEvent.unscoped.bulk_create(
        [
            LearningEvent(
                id=derived_id(row.participant_id, row.lesson_id, "completed"),
                tenant_id=row.tenant_id,
                participant_id=row.participant_id,
                verb=LearningEvent.Verb.COMPLETED,
                lesson_id=row.lesson_id,
                version=row.completed_version,
                language=language,
                occurred_at=row.completed_at,
            )
            for row in rows
        ],
        ignore_conflicts=True,
    )


def derived_id(participant_id: UUID, cause: UUID, verb: str) -> UUID:
    """The id of an event the server concludes: the same cause gives the same id."""
    return uuid5(cause, f"{participant_id}:{verb}")


@transaction.atomic
def rebuild_summary(*, participant, lesson_key, by) -> LessonSummary | None:
    """Fold one summary again from the log; None where there is nothing in the log."""
    events = (
        LearningEvent.objects.for_participant(participant)
        .filter(
            lesson=lesson_key,
            verb__in=[LearningEvent.Verb.EXPERIENCED, LearningEvent.Verb.ANSWERED],
        )
        .order_by("id")
    )
    standing = fold(
        (_done(event) for event in events),
        lambda version: shelf.lesson_spec(lesson_key, version),
    )
    if standing.first_at is None:
        return None
    row, _ = LessonSummary.objects.for_participant(participant).update_or_create(
        participant=participant,
        lesson_id=lesson_key,
        defaults={name: getattr(standing, name) for name in FOLDED_FIELDS}
        | {"tenant_id": participant.tenant_id},
    )
    return row


@transaction.atomic
def set_aside(*, participant, refused: list[tuple[dict, str, str]], by) -> None:
    """Keep what could not be taken, once: (what was sent, its hash, the reason)."""
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

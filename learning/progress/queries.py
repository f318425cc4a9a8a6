"""Reading where somebody stands."""

from datetime import datetime
from functools import cache
from typing import NamedTuple
from uuid import UUID

from learning.progress.models import LessonSummary, TestAttempt
from learning.statements import Statement


class Marks(NamedTuple):
    """Of one lesson: whether it is done, and what was answered."""

    completed_at: datetime | None
    activities: dict


def summaries_of(participant, lesson_keys) -> dict[UUID, LessonSummary]:
    """Lesson key → summary, for the lessons she has begun; one query."""
    rows = LessonSummary.objects.for_participant(participant).filter(
        lesson__in=list(lesson_keys)
    )
    return {row.lesson_id: row for row in rows}


def marks_of(participant, lesson_keys) -> dict[UUID, Marks]:
    """Lesson key → what a lesson's page shows of it; one query, and a fast one."""
    keys = list(lesson_keys)
    if not keys:
        return {}
    rows = _marks(len(keys)).rows(participant.tenant_id, participant.pk, *keys)
    return {lesson: Marks(*marks) for lesson, *marks in rows}


@cache
def _marks(count: int) -> Statement:
    """The statement for a module of so many lessons: read on every page of a trainee."""
    field = LessonSummary._meta.get_field
    return Statement(
        lambda tenant, person, *keys: (
            LessonSummary.objects.for_tenant(tenant)
            .filter(participant=person)
            .filter(lesson__in=keys)
            .values_list("lesson_id", "completed_at", "activities")
        ),
        field("tenant"),
        field("participant"),
        *[field("lesson")] * count,
    )


def handed_in(participant, lesson_key) -> list[TestAttempt]:
    """Her sittings of one test that count, the latest first."""
    return list(
        TestAttempt.objects.for_participant(participant)
        .filter(lesson=lesson_key, handed_in_at__isnull=False)
        .order_by("-handed_in_at")
    )


def best_attempt(attempts: list[TestAttempt]) -> TestAttempt | None:
    """The sitting with the highest result; of equals the earliest."""
    return max(
        attempts,
        key=lambda each: (each.percent, -each.handed_in_at.timestamp()),
        default=None,
    )

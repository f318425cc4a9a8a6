"""Reading where somebody stands."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from learning.catalogue.models import Lesson
from learning.progress.models import KeptPlan, LessonSummary, TestAttempt
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


def marks_of(participant, module_key) -> dict[UUID, Marks]:
    """Lesson key → what the lessons' pages show of it, for the lessons of a module."""
    rows = _marks.rows(participant.tenant_id, participant.pk, module_key)
    return {lesson: Marks(*marks) for lesson, *marks in rows}


# Asked on every lesson's page of a trainee.
_marks = Statement(
    lambda tenant, person, module: (
        LessonSummary.objects.for_tenant(tenant)
        .filter(participant=person)
        .filter(lesson__module=module)
        .values_list("lesson_id", "completed_at", "activities")
    ),
    LessonSummary._meta.get_field("tenant"),
    LessonSummary._meta.get_field("participant"),
    Lesson._meta.get_field("module"),
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


def kept_plans(participant, lesson_key) -> dict[str, KeptPlan]:
    """Activity id → what she keeps of a lesson's plans; one query."""
    rows = KeptPlan.objects.for_participant(participant).filter(lesson=lesson_key)
    return {str(row.activity): row for row in rows}

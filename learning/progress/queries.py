"""Reading where somebody stands."""

from uuid import UUID

from learning.progress.models import LessonSummary, TestAttempt


def summaries_of(participant, lesson_keys) -> dict[UUID, LessonSummary]:
    """Lesson key → summary, for the lessons she has begun; one query."""
    rows = LessonSummary.objects.for_participant(participant).filter(
        lesson__in=list(lesson_keys)
    )
    return {row.lesson_id: row for row in rows}


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

"""Counting results again after a question was voided: nobody's falls, some rise.

Done by the task worker soon after, and once more each night for what slipped through: a
sheet handed in at that very moment, a task lost with its worker, a test off the shelf.
Counting twice is counting once.
"""

from collections import defaultdict
from uuid import UUID

from django.db import transaction
from django_tasks import task

from learning.activities.errors import AnswerError
from learning.activities.quiz import parse_answer
from learning.activities.scoring import TestResult, test_result
from learning.activities.specs import LessonSpec
from learning.catalogue.shelf import shelf
from learning.catalogue.voided import VoidedQuestion
from learning.certificates.actions import issue_certificate
from learning.members.models import Union
from learning.progress.actions.events import lift_attempt
from learning.progress.models import LearningEvent, TestAttempt
from learning.reading.sitting import questions_of

AT_ONCE = 200


@task()
def recount_later(lesson_key: str) -> None:
    recount(UUID(lesson_key))


def recount_all() -> int:
    """Every test in which a question was ever voided; returns how many results rose."""
    lessons = VoidedQuestion.objects.order_by("lesson").values_list("lesson", flat=True)
    return sum(recount(each) for each in lessons.distinct())


def recount(lesson_key: UUID) -> int:
    """Give every sitting of a test the result it has now; returns how many rose.

    A certificate that is earned by it is issued. Of a lesson that is no test, or is off
    the shelf, nothing is counted: it waits until it is back.
    """
    if lesson_key not in shelf.index().module_of_lesson:
        return 0
    return sum(
        _recount_of_tenant(lesson_key, tenant)
        for tenant in Union.objects.tenants().values_list("pk", flat=True)
    )


def _recount_of_tenant(lesson_key: UUID, tenant) -> int:
    """A few hundred at a time, so that neither memory nor locks grow with the count."""
    risen, after = 0, None
    sittings = TestAttempt.objects.for_tenant(tenant).filter(
        lesson=lesson_key, handed_in_at__isnull=False, percent__lt=100
    )
    while True:
        later = sittings.filter(pk__gt=after) if after else sittings
        batch = list(later.order_by("pk")[:AT_ONCE])
        if not batch:
            return risen
        after = batch[-1].pk
        given = _given(tenant, lesson_key, batch)
        for attempt in batch:
            risen += _recount_one(attempt, given[attempt.pk])


def _given(tenant, lesson_key: UUID, batch) -> dict[UUID, list[LearningEvent]]:
    """Sitting → its events in their order: what was answered, and in which language."""
    events = (
        LearningEvent.objects.for_tenant(tenant)
        .filter(lesson=lesson_key, attempt__in=[each.pk for each in batch])
        .order_by("occurred_at", "id")
    )
    given = defaultdict(list)
    for each in events:
        given[each.attempt].append(each)
    return given


def _recount_one(attempt: TestAttempt, events: list[LearningEvent]) -> bool:
    spec = shelf.lesson_spec(attempt.lesson_id, attempt.version)
    if spec is None:
        return False
    languages = {each.language for each in events}
    voided = shelf.voided(attempt.lesson_id, frozenset(languages))
    if not voided:
        return False
    result = _result(spec, attempt, events, voided)
    if (result.percent, result.passed) == (attempt.percent, attempt.passed):
        return False
    return _lift(attempt, result, events[-1].language if events else "en")


@transaction.atomic
def _lift(attempt: TestAttempt, result: TestResult, language: str) -> bool:
    has_risen = lift_attempt(
        attempt=attempt,
        percent=result.percent,
        passed=result.passed,
        language=language,
        by=None,
    )
    if has_risen and attempt.passed:
        issue_certificate(attempt=attempt, language=language, by=None)
    return has_risen


def _result(
    spec: LessonSpec, attempt: TestAttempt, events: list[LearningEvent], voided
) -> TestResult:
    answers = {}
    known = spec.by_id()
    for each in events:
        key = str(each.activity)
        if each.verb != LearningEvent.Verb.ANSWERED or key not in known:
            continue
        try:
            answers[key] = parse_answer(known[key], each.answer)
        except AnswerError:
            continue  # erased by its giver: the result then stays, or rises by the void
    drawn = [each.id for each in questions_of(spec, attempt.pk)]
    return test_result(spec, answers, drawn, voided=voided)

"""Sitting a test: the questions drawn, the sheet, and handing it in.

The questions of a sitting are drawn by its id, so that after a cut the same ones come
back, and answers of the pool never leave the server.
"""

from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.safestring import SafeString

from learning import intake
from learning.activities.draw import draw
from learning.activities.errors import AnswerError
from learning.activities.kinds import Activity
from learning.activities.quiz import parse_answer
from learning.activities.scoring import test_result
from learning.activities.specs import LessonSpec, canonical_json
from learning.catalogue.shelf import LessonOnShelf, shelf
from learning.catalogue.voided import VoidedQuestion
from learning.certificates.actions import issue_certificate
from learning.progress.actions.events import close_attempt, open_attempt
from learning.progress.models import TestAttempt
from learning.reading.asking import Asking, field_names, question_markup, raw_answer
from learning.reading.feedback import (
    feedback_markup,
    feedback_on,
    no_longer_counts,
    problem,
)
from learning.records import same_moment_id


@dataclass
class Sitting:
    """One attempt at a test, with its drawn questions in order."""

    attempt: TestAttempt
    lesson: LessonOnShelf
    spec: LessonSpec
    text: dict
    language: str
    questions: list[Activity] = field(default_factory=list)
    # Of them, those that no longer count.
    voided: frozenset[str] = frozenset()

    @property
    def is_final(self) -> bool:
        return self.spec.kind == "final_test"

    def markup(self, sent: QueryDict | None = None) -> list[SafeString]:
        """The questions as HTML; `sent` keeps what was typed and says what is missing."""
        with translation.override(self.language):
            return [self._question(activity, sent) for activity in self.questions]

    def _question(self, activity: Activity, sent: QueryDict | None) -> SafeString:
        asking = Asking(has_button=False, offers_dont_know=not self.is_final)
        if sent is not None:
            asking.given = {
                name: sent.getlist(name)[:20] for name in field_names(activity)
            }
            try:
                parse_answer(activity, raw_answer(activity, sent))
            except AnswerError as error:
                asking.feedback = feedback_markup(problem(error.code))
        return question_markup(activity, self.words_of(activity), asking)

    def words_of(self, activity: Activity) -> dict:
        """Its words; the version she sits may be older than that it no longer counts."""
        words = self.text["blocks"][activity.id]
        if activity.id in self.voided:
            words = words | {"voided": no_longer_counts()}
        return words


def sit(*, participant, lesson: LessonOnShelf, language: str, by) -> Sitting | None:
    """Open a sitting, or go on with the open one; None where nothing is compiled.

    A sitting keeps the version it began with, even if the test is published anew.
    """
    shown = lesson.shown_in(language)
    attempt = open_attempt(
        participant=participant, lesson_key=lesson.key, version=shown.version, by=by
    )
    return read_sitting(attempt, lesson, language)


def read_sitting(
    attempt: TestAttempt, lesson: LessonOnShelf, language: str
) -> Sitting | None:
    spec = shelf.lesson_spec(lesson.key, attempt.version)
    spoken, text = _words(attempt, lesson, language)
    if spec is None or text is None:
        return None
    voided = shelf.voided(lesson.key, frozenset({spoken}))
    questions = questions_of(spec, attempt.pk)
    return Sitting(attempt, lesson, spec, text, spoken, questions, voided)


def questions_of(spec: LessonSpec, attempt_pk: UUID) -> list[Activity]:
    """The questions of one sitting: drawn by its number, or all of a pre-test."""
    if spec.kind == "final_test":
        return draw(spec.pool, seed=attempt_pk, count=spec.draw)
    return spec.pool


def _words(attempt: TestAttempt, lesson: LessonOnShelf, language: str):
    """Which language there is, and its words: hers, the shelf's choice, or any."""
    for each in (language, lesson.shown_in(language).language, *lesson.languages):
        text = shelf.text(lesson.key, attempt.version, each)
        if text is not None:
            return each, text
    return language, None


def handed_in_before(*, participant, lesson, sent: QueryDict) -> TestAttempt | None:
    """The sitting a sheet was made for, if it is closed: a second tap, or Back."""
    try:
        pk = UUID(sent.get("attempt", "")[:36])
    except ValueError:
        return None
    return (
        TestAttempt.objects.for_participant(participant)
        .filter(pk=pk, lesson=lesson.key, handed_in_at__isnull=False)
        .first()
    )


def unreadable(sitting: Sitting, sent: QueryDict) -> int:
    """How many questions of a sheet have no answer that could be taken."""
    return len(sitting.questions) - len(_answers(sitting, sent))


def _answers(sitting: Sitting, sent: QueryDict) -> dict[str, object]:
    answers = {}
    for activity in sitting.questions:
        try:
            answers[activity.id] = parse_answer(activity, raw_answer(activity, sent))
        except AnswerError:
            continue
    return answers


@transaction.atomic
def hand_in(*, sitting: Sitting, sent: QueryDict, by) -> TestAttempt:
    """Store the answers, close the sitting, and issue what is due.

    What was left open counts as not right. Handing in twice changes nothing: the first
    time counts. A pre-test judges nobody: its result is kept for comparing only.
    """
    attempt = sitting.attempt
    participant = attempt.participant
    answers = _answers(sitting, sent)
    intake.take(
        participant=participant,
        by=by,
        events=[
            {
                "id": str(same_moment_id(attempt.pk, canonical_json([key, answer]))),
                "verb": "answered",
                "lesson": str(sitting.lesson.key),
                "activity": key,
                "attempt": str(attempt.pk),
                "answer": answer,
                "version": attempt.version,
                "language": sitting.language,
                "occurred_at": timezone.now().isoformat(),
            }
            for key, answer in answers.items()
        ],
    )
    result = test_result(
        sitting.spec,
        answers,
        [each.id for each in sitting.questions],
        # Of this very moment: the shelf may be a second old.
        voided=VoidedQuestion.objects.ids(sitting.lesson.key, [sitting.language]),
    )
    close_attempt(
        attempt=attempt,
        percent=result.percent,
        passed=result.passed if sitting.is_final else None,
        language=sitting.language,
        by=by,
    )
    if attempt.passed:
        issue_certificate(attempt=attempt, language=sitting.language, by=by)
    return attempt


def explained(sitting: Sitting, answers: dict[str, object]) -> list[dict]:
    """After handing in: each question with why the given answer was right or not."""
    with translation.override(sitting.language):
        return [
            _explained(activity, sitting.words_of(activity), answers.get(activity.id))
            for activity in sitting.questions
        ]


def _explained(activity: Activity, words: dict, answer) -> dict:
    said = ""
    if answer is not None or "voided" in words:
        said = feedback_markup(feedback_on(activity, words, answer))
    return {"prompt": words["prompt"], "feedback": said}

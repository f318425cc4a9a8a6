"""The result of a test."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from learning.activities.errors import SpecError
from learning.activities.fields import refuse_duplicates
from learning.activities.grades import VOIDED
from learning.activities.quiz import NOT_ANSWERED, Answer, Grade, grade
from learning.activities.specs import LessonSpec


@dataclass(frozen=True)
class TestResult:
    """What a test came to.

    ``points`` (exact) of ``out_of``, the weights of all drawn questions; ``percent``
    rounded down, so that 69.9 is never shown as the 70 that passes; ``passed`` is None
    where the spec has no pass mark, for nobody fails a pre-test.
    """

    __test__ = False  # not a test of ours, whatever pytest thinks of the name

    points: Fraction
    out_of: int
    percent: int
    passed: bool | None
    per_activity: Mapping[str, Grade]


def test_result(
    spec: LessonSpec,
    answers: Mapping[str, Answer],
    drawn: Sequence[str],
    *,
    voided: Collection[str] = (),  # noqa: PT028 -- no test of pytest's
) -> TestResult:
    """Return the result of the ``drawn`` questions, given canonical answers by id.

    What was not answered counts nothing; answers to what was not drawn are left aside.
    What an author has ``voided`` is taken as right, whatever was answered, so no result
    is lower for it. A test without questions has 0 percent.

    Raises SpecError: ``unknown_id`` or ``duplicate_id`` in ``drawn``; AnswerError for a
    drawn reflection or task with an answer.
    """
    refuse_duplicates(drawn, "drawn")
    activities = spec.by_id()
    per_activity = {}
    points, out_of = Fraction(0), 0
    for each in drawn:
        if each not in activities:
            raise SpecError("unknown_id", f"drawn: {each}")
        activity = activities[each]
        if each in voided:
            graded = VOIDED
        else:
            graded = grade(activity, answers[each]) if each in answers else NOT_ANSWERED
        per_activity[each] = graded
        points += activity.weight * graded.score
        out_of += activity.weight
    percent = int(100 * points / out_of) if out_of else 0
    passed = None if spec.pass_mark is None else percent >= spec.pass_mark
    return TestResult(points, out_of, percent, passed, per_activity)


test_result.__test__ = False

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.activities import scoring
from learning.activities.errors import AnswerError, SpecError
from learning.activities.quiz import NOT_ANSWERED, grade, parse_answer
from learning.activities.specs import LessonSpec
from tests.learning.activities.examples import (
    activity_json,
    answers_json,
    final_test_json,
    lesson_json,
    lessons_json,
)


def _test(*weights: int, **changed) -> LessonSpec:
    pool = [
        activity_json("single", f"q{n}", weight=weight)
        for n, weight in enumerate(weights, start=1)
    ]
    return LessonSpec.from_json(final_test_json(*pool, **changed))


def test_points_are_weighed():
    spec = _test(3, 1)

    result = scoring.test_result(spec, {"q1": ["a"], "q2": ["b"]}, ["q1", "q2"])

    assert (result.points, result.out_of, result.percent) == (3, 4, 75)
    assert result.passed is True
    assert {each: graded.right for each, graded in result.per_activity.items()} == {
        "q1": True,
        "q2": False,
    }


def test_what_was_not_answered_counts_nothing():
    result = scoring.test_result(_test(1, 1), {"q1": ["a"]}, ["q1", "q2"])

    assert (result.points, result.out_of, result.percent) == (1, 2, 50)
    assert result.passed is False
    assert result.per_activity["q2"] == NOT_ANSWERED


def test_what_was_not_drawn_is_left_aside():
    result = scoring.test_result(_test(1, 9), {"q1": ["a"], "q2": ["b"]}, ["q1"])

    assert (result.points, result.out_of, result.percent) == (1, 1, 100)
    assert list(result.per_activity) == ["q1"]


@pytest.mark.parametrize(("mark", "passed"), [(66, True), (67, False)])
def test_percent_is_rounded_down(mark, passed):
    spec = _test(1, 1, 1, pass_mark=mark)

    result = scoring.test_result(spec, {"q1": ["a"], "q2": ["a"]}, ["q1", "q2", "q3"])

    assert (result.percent, result.passed) == (66, passed)


def test_exactly_the_pass_mark_passes():
    answers = {f"q{n}": ["a"] for n in range(1, 8)}

    result = scoring.test_result(
        _test(*[1] * 10), answers, list(_test(*[1] * 10).by_id())
    )

    assert (result.percent, result.passed) == (70, True)


def test_partly_right_counts_in_part():
    pool = activity_json("ordering")
    spec = LessonSpec.from_json(final_test_json(pool))

    result = scoring.test_result(spec, {"q": ["i2", "i1", "i3"]}, ["q"])

    assert (result.points, result.percent) == (Fraction(1, 3), 33)


def test_nobody_passes_or_fails_without_a_pass_mark():
    spec = LessonSpec.from_json(lesson_json(kind="pre_test"))

    assert scoring.test_result(spec, {"q1": ["a"]}, ["q1"]).passed is None


def test_a_test_without_questions_is_not_passed():
    result = scoring.test_result(_test(1), {}, [])

    assert (result.points, result.out_of, result.percent) == (0, 0, 0)
    assert result.passed is False


@pytest.mark.parametrize(
    ("drawn", "error"),
    [(["q9"], "unknown_id: drawn: q9"), (["q1", "q1"], "duplicate_id: drawn: q1")],
)
def test_a_draw_that_does_not_fit_the_spec_is_refused(drawn, error):
    with pytest.raises(SpecError) as caught:
        scoring.test_result(_test(1), {}, drawn)

    assert str(caught.value) == error


def test_a_reflection_cannot_be_scored():
    spec = LessonSpec.from_json(lesson_json(kind="pre_test"))

    with pytest.raises(AnswerError, match="not_answerable"):
        scoring.test_result(spec, {"q2": "dont_know"}, ["q2"])


@given(st.data())
def test_a_result_adds_up(data):
    raw = data.draw(lessons_json("final_test"))
    spec = LessonSpec.from_json(raw)
    answers = {
        each["id"]: parse_answer(
            spec.by_id()[each["id"]], data.draw(answers_json(each))
        )
        for each in raw["activities"]
    }

    result = scoring.test_result(spec, answers, list(answers))

    grades = {each.id: grade(each, answers[each.id]) for each in spec.activities}
    assert result.per_activity == grades
    assert 0 <= result.points <= result.out_of
    assert result.percent <= 100 * result.points / result.out_of < result.percent + 1
    assert result.passed == (100 * result.points >= spec.pass_mark * result.out_of)


def test_what_is_voided_is_taken_as_right_by_everybody():
    spec = _test(3, 1)

    result = scoring.test_result(
        spec, {"q1": ["b"], "q2": ["a"]}, ["q1", "q2"], voided={"q1"}
    )

    assert (result.percent, result.passed) == (100, True)
    assert result.per_activity["q1"].right is True


@given(st.data())
def test_voiding_never_lowers_a_result(data):
    raw = data.draw(lessons_json("final_test"))
    spec = LessonSpec.from_json(raw)
    ids = [each["id"] for each in raw["activities"]]
    answered = data.draw(st.sets(st.sampled_from(ids)))
    answers = {
        each["id"]: parse_answer(
            spec.by_id()[each["id"]], data.draw(answers_json(each))
        )
        for each in raw["activities"]
        if each["id"] in answered
    }
    drawn = data.draw(st.lists(st.sampled_from(ids), unique=True))
    some = data.draw(st.sets(st.sampled_from(ids)))
    more = some | data.draw(st.sets(st.sampled_from(ids)))

    before = scoring.test_result(spec, answers, drawn)
    after = scoring.test_result(spec, answers, drawn, voided=some)
    then = scoring.test_result(spec, answers, drawn, voided=more)

    assert before.points <= after.points <= then.points <= before.out_of
    assert before.percent <= after.percent <= then.percent <= 100
    assert before.passed <= after.passed <= then.passed

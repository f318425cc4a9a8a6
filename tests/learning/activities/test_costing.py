"""Costing: the trainee's numbers in the author's formula."""

from fractions import Fraction

import pytest

from learning.activities.errors import AnswerError, SpecError
from learning.activities.formula import decimal_string
from learning.activities.kinds import Activity
from learning.activities.quiz import DONT_KNOW, grade, parse_answer
from learning.activities.specs import LessonSpec
from tests.learning.activities.examples import COSTING, activity_json, final_test_json
from tests.learning.activities.vectors import title, vectors

ROWS = vectors("costing")


@pytest.mark.parametrize("row", [r for r in ROWS if "canonical" in r], ids=title)
def test_vector_of_an_answer(row):
    activity = Activity.from_json(row["activity"])
    answer = parse_answer(activity, row["raw"])
    graded = grade(activity, answer)
    assert answer == row["canonical"]
    assert (graded.right, graded.score) == (row["right"], Fraction(row["score"]))
    if answer != DONT_KNOW:
        assert decimal_string(activity.computed(answer)) == row["result"]


@pytest.mark.parametrize("row", [r for r in ROWS if "error" in r], ids=title)
def test_vector_of_a_refusal(row):
    with pytest.raises(AnswerError) as refused:
        parse_answer(Activity.from_json(row["activity"]), row["raw"])
    assert refused.value.code == row["error"]


def test_it_is_judged_where_it_has_a_goal_only():
    assert Activity.from_json(activity_json("costing")).judged
    without = Activity.from_json(activity_json("costing", goal_max=None))
    assert not without.judged
    with pytest.raises(SpecError, match="not_gradable"):
        LessonSpec.from_json(final_test_json(without.to_json()))


def number(**changed):
    return {"id": "wage", "value": "1", "fixed": False} | changed


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"formula": "workers *"}, "bad_formula"),
        ({"formula": "workers * hours"}, "bad_formula"),
        ({"formula": "1 / 0"}, "bad_formula"),
        ({"formula": 7}, "wrong_type"),
        ({"inputs": []}, "too_few"),
        ({"inputs": [number(fixed=True)]}, "too_few"),
        ({"inputs": [number()] * 2}, "duplicate_id"),
        ({"inputs": [number(id="Wage")]}, "bad_id"),
        ({"inputs": [number(id="min")]}, "bad_id"),
        ({"inputs": [number(id=7)]}, "bad_id"),
        ({"inputs": [number(value="1,5")]}, "bad_number"),
        ({"inputs": [number(id=f"n{at}") for at in range(13)]}, "out_of_range"),
        ({"goal_min": "5", "goal_max": "4"}, "out_of_range"),
        ({"goal_min": "many"}, "bad_number"),
    ],
)
def test_a_costing_that_cannot_be_worked_out_is_refused(changed, code):
    with pytest.raises(SpecError) as refused:
        Activity.from_json(activity_json("costing", **changed))
    assert refused.value.code == code


def test_it_comes_back_as_it_was():
    raw = activity_json("costing", **COSTING)
    assert Activity.from_json(raw).to_json() == raw

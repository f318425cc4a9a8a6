import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.activities.completion import (
    CompletionRuleParts,
    completion_rule_parts,
    is_complete,
)
from learning.activities.specs import LessonSpec
from tests.learning.activities.examples import (
    activity_json,
    final_test_json,
    lesson_json,
    lessons_json,
)


def _lesson(rule: str, *required: str) -> LessonSpec:
    activities = [activity_json("task", name) for name in ("q1", "q2", "q3")]
    completion = {"rule": rule, "required": list(required)}
    return LessonSpec.from_json(lesson_json(*activities, completion=completion))


@pytest.mark.parametrize(
    ("answered", "complete"),
    [
        (set(), False),
        ({"q1"}, False),
        ({"q1", "q2"}, False),
        ({"q1", "q3"}, True),
        ({"q1", "q2", "q3", "gone"}, True),
    ],
)
def test_a_lesson_is_complete_when_all_required_is_answered(answered, complete):
    spec = _lesson("all_required", "q3", "q1")

    assert is_complete(spec, answered, read=False) is complete
    assert is_complete(spec, answered, read=True) is complete


@pytest.mark.parametrize("spec", [_lesson("read", "q1"), _lesson("all_required")])
@pytest.mark.parametrize("read", [True, False])
def test_a_lesson_that_requires_no_answer_is_complete_when_read(spec, read):
    assert is_complete(spec, {"q1", "q2"}, read) is read


@pytest.mark.parametrize(
    ("answered", "drawn", "complete"),
    [
        ({"q1", "q2"}, (), False),
        ({"q1"}, ("q1", "q2"), False),
        ({"q1", "q2"}, ("q2", "q1"), True),
    ],
)
def test_a_final_test_is_complete_when_all_drawn_is_answered(answered, drawn, complete):
    pool = [activity_json("single", name) for name in ("q1", "q2", "q3")]
    spec = LessonSpec.from_json(final_test_json(*pool, draw=2))

    assert is_complete(spec, answered, read=True, drawn=drawn) is complete


def test_the_rule_can_be_put_into_words():
    test = LessonSpec.from_json(final_test_json(activity_json("single"), pass_mark=80))

    assert completion_rule_parts(_lesson("read")) == CompletionRuleParts("read")
    assert completion_rule_parts(_lesson("all_required")) == CompletionRuleParts("read")
    assert completion_rule_parts(_lesson("all_required", "q3", "q1")) == (
        CompletionRuleParts("required", count=2, activities=("q1", "q3"))
    )
    assert completion_rule_parts(test) == CompletionRuleParts(
        "test", count=1, pass_mark=80
    )


@given(lessons_json(), st.sets(st.text()), st.booleans())
def test_answering_more_never_makes_a_lesson_incomplete(raw, more, read):
    spec = LessonSpec.from_json(raw)
    required = set(spec.completion.required)

    assert is_complete(spec, required | more, read)

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.activities.errors import SpecError
from learning.activities.specs import LessonSpec, canonical_json, spec_hash
from tests.learning.activities.examples import (
    activity_json,
    any_json,
    final_test_json,
    lesson_json,
    lessons_json,
)


@given(st.sampled_from(["lesson", "pre_test", "final_test"]).flatmap(lessons_json))
def test_a_lesson_gives_back_its_json(raw):
    assert LessonSpec.from_json(raw).to_json() == raw


@given(any_json)
def test_arbitrary_json_is_refused_with_a_code(raw):
    with pytest.raises(SpecError):
        LessonSpec.from_json(raw)


def test_activities_are_found_by_their_id_in_page_order():
    spec = LessonSpec.from_json(lesson_json())

    assert list(spec.by_id().items()) == [
        ("q1", spec.activities[0]),
        ("q2", spec.activities[1]),
    ]


def test_only_a_final_test_has_a_draw_and_a_pass_mark():
    test = LessonSpec.from_json(final_test_json(activity_json("single")))
    lesson = LessonSpec.from_json(lesson_json())

    assert (test.draw, test.pass_mark) == (1, 70)
    assert (lesson.draw, lesson.pass_mark) == (None, None)


def test_what_no_longer_counts_is_not_in_the_pool():
    raw = final_test_json(
        activity_json("single", "q1"),
        activity_json("single", "q2"),
        draw=1,
        voided=["q1"],
        completion={"rule": "all_required", "required": []},
    )
    test = LessonSpec.from_json(raw)

    assert [each.id for each in test.pool] == ["q2"]
    assert test.to_json() == raw
    assert "voided" not in LessonSpec.from_json(lesson_json()).to_json()


SINGLE = activity_json("single")
CAREFUL = activity_json("single", "c", required=False, sensitivity="careful")
NOTHING = {"rule": "all_required", "required": []}
NEEDED = "sensitive_required"


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (lesson_json(lesson=None), "wrong_type: spec.lesson"),
        (lesson_json(voided=None), "wrong_type: spec.voided"),
        (lesson_json(voided=["q9"]), "unknown_id: spec.voided[0]"),
        (lesson_json(voided=["q2", "q2"]), "duplicate_id: spec.voided: q2"),
        (lesson_json(voided=["q1"]), "voided_required: completion.required"),
        (
            final_test_json(SINGLE, voided=[SINGLE["id"]], completion=NOTHING),
            "out_of_range: spec.draw",
        ),
        (lesson_json(kind="story"), "unknown_kind: spec.kind"),
        (lesson_json(minutes=0), "out_of_range: spec.minutes"),
        (lesson_json(minutes=601), "out_of_range: spec.minutes"),
        (lesson_json(sensitivity=True), "wrong_type: spec.sensitivity"),
        (lesson_json(sensitivity="very"), "unknown_level: spec.sensitivity"),
        (lesson_json(title="Bonjour"), "unknown_field: spec.title"),
        (lesson_json(draw=1), "unknown_field: spec.draw"),
        (lesson_json(kind="final_test"), "missing: spec.draw"),
        (lesson_json(activities={}), "wrong_type: activities"),
        (lesson_json(SINGLE, SINGLE), "duplicate_id: activities: q"),
        (lesson_json(SINGLE | {"id": ""}), "bad_id: activities[0].id"),
        (lesson_json(completion=[]), "wrong_type: completion"),
        (
            lesson_json(completion={"rule": "never", "required": []}),
            "unknown_kind: completion.rule",
        ),
        (
            lesson_json(completion={"rule": "read", "required": ["q9"]}),
            "unknown_id: completion.required[0]",
        ),
        (
            lesson_json(completion={"rule": "read", "required": ["q1", "q1"]}),
            "duplicate_id: completion.required: q1",
        ),
        (final_test_json(SINGLE, draw=2), "out_of_range: spec.draw"),
        (final_test_json(SINGLE, draw=0), "out_of_range: spec.draw"),
        (final_test_json(SINGLE, pass_mark=101), "out_of_range: spec.pass_mark"),
        (
            final_test_json(SINGLE, activity_json("task", "t")),
            "not_gradable: activities[1]",
        ),
        # Nobody can be made to do what asks for care.
        (
            lesson_json(CAREFUL | {"required": True}),
            f"{NEEDED}: activities[0].required",
        ),
        (lesson_json(CAREFUL), "below_its_activities: spec.sensitivity"),
        (lesson_json(CAREFUL, sensitivity="careful"), f"{NEEDED}: completion.required"),
        (
            final_test_json(CAREFUL, sensitivity="careful", completion=NOTHING),
            "sensitive_in_test: activities[0]",
        ),
        (lesson_json(sensitivity="sensitive"), "free_text_in_sensitive: activities[1]"),
    ],
)
def test_a_mistake_in_a_lesson_is_named_with_its_place(raw, error):
    with pytest.raises(SpecError) as caught:
        LessonSpec.from_json(raw)

    assert str(caught.value) == error


def test_a_sensitive_lesson_may_hold_plain_and_sensitive_questions():
    raw = lesson_json(
        CAREFUL | {"sensitivity": "sensitive"},
        SINGLE,
        sensitivity="sensitive",
        completion={"rule": "all_required", "required": [SINGLE["id"]]},
    )

    assert LessonSpec.from_json(raw).to_json() == raw


def _reversed_keys(value):
    if isinstance(value, dict):
        return {key: _reversed_keys(value[key]) for key in reversed(value)}
    if isinstance(value, list):
        return [_reversed_keys(each) for each in value]
    return value


@given(lessons_json())
def test_the_hash_does_not_depend_on_the_order_of_keys(raw):
    assert spec_hash(_reversed_keys(raw)) == spec_hash(raw)


@given(lessons_json())
def test_the_hash_survives_being_stored(raw):
    assert spec_hash(json.loads(json.dumps(raw))) == spec_hash(raw)


def test_the_hash_depends_on_the_order_of_lists():
    one = lesson_json(activity_json("ordering", items=["i1", "i2"]))
    other = lesson_json(activity_json("ordering", items=["i2", "i1"]))

    assert spec_hash(one) != spec_hash(other)


def test_the_hash_of_a_spec_stays_what_it_was():
    assert (
        spec_hash(lesson_json())
        == "62869bc05948fa5cdb17fc75d4fcb7d74b293be65ed3c2fb22cf775debf29157"
    )


def test_canonical_json_is_sorted_tight_and_ascii():
    assert canonical_json({"b": [1, "é"], "a": None}) == '{"a":null,"b":[1,"\\u00e9"]}'


def _endless():
    value = []
    value.append(value)
    return value


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), {1, 2}, {"a": 1, 2: 3}, _endless()]
)
def test_what_is_not_json_has_no_canonical_form(value):
    with pytest.raises(SpecError, match="not_json"):
        canonical_json(value)

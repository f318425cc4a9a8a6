import pytest
from hypothesis import given

from learning.activities.errors import SpecError
from learning.activities.kinds import KINDS, Activity, Matching, Pair, Single, Task
from tests.learning.activities.examples import (
    activities_json,
    activity_json,
    any_json,
)

CHOICE_A = {"id": "a", "right": True}
CHOICE_B = {"id": "b", "right": False}


@given(activities_json())
def test_an_activity_gives_back_its_json(raw):
    assert Activity.from_json(raw).to_json() == raw


@given(any_json)
def test_arbitrary_json_is_refused_with_a_code(raw):
    with pytest.raises(SpecError):
        Activity.from_json(raw)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_makes_its_own_class(kind):
    assert type(Activity.from_json(activity_json(kind))) is KINDS[kind]


def test_a_kind_refuses_another():
    with pytest.raises(SpecError, match=r"unknown_kind: activity\.kind"):
        Single.from_json(activity_json("multiple"))


def test_activities_without_a_right_answer_are_not_gradable():
    assert [kind for kind, each in KINDS.items() if not each.gradable] == [
        "reflection",
        "task",
        "plan",
    ]


def test_fields_are_read_into_plain_values():
    matching = Matching.from_json(activity_json("matching"))
    task = Task.from_json(activity_json("task", required=False, weight=10))

    assert matching.pairs == (Pair("l1", "r1"), Pair("l2", "r2"))
    assert (task.required, task.weight, task.sensitivity) == (False, 10, "none")


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (activity_json("task", id=3), "wrong_type: activity.id"),
        (activity_json("task", required=1), "wrong_type: activity.required"),
        (activity_json("task", weight=0), "out_of_range: activity.weight"),
        (activity_json("task", weight=11), "out_of_range: activity.weight"),
        (activity_json("task", sensitivity=""), "unknown_level: activity.sensitivity"),
        (activity_json("task", title="Bonjour"), "unknown_field: activity.title"),
        (activity_json("task", answer=True), "unknown_field: activity.answer"),
        (activity_json("single", choices=[CHOICE_A]), "too_few: activity.choices"),
        (
            activity_json("single", choices=[CHOICE_A, CHOICE_A | {"id": "b"}]),
            "many_right: activity.choices",
        ),
        (
            activity_json("multiple", choices=[CHOICE_B, CHOICE_B | {"id": "a"}]),
            "no_right: activity.choices",
        ),
        (
            activity_json("multiple", choices=[CHOICE_A, CHOICE_A]),
            "duplicate_id: activity.choices: a",
        ),
        (
            activity_json("multiple", choices=[CHOICE_A, {"id": "b", "right": "no"}]),
            "wrong_type: activity.choices[1].right",
        ),
        (activity_json("true_false", answer="true"), "wrong_type: activity.answer"),
        (activity_json("ordering", items=["i1"]), "too_few: activity.items"),
        (
            activity_json("ordering", items=["i1", "i1"]),
            "duplicate_id: activity.items: i1",
        ),
        (
            activity_json("matching", pairs=[{"left": "a", "right": "b"}]),
            "too_few: activity.pairs",
        ),
        (
            activity_json(
                "matching",
                pairs=[{"left": "a", "right": "b"}, {"left": "c", "right": "a"}],
            ),
            "duplicate_id: activity.pairs: a",
        ),
        (activity_json("numeric", answer="6,5"), "bad_number: activity.answer"),
        (activity_json("numeric", answer=6.5), "wrong_type: activity.answer"),
        (activity_json("numeric", tolerance="-1"), "out_of_range: activity.tolerance"),
    ],
)
def test_a_mistake_in_an_activity_is_named_with_its_place(raw, error):
    with pytest.raises(SpecError) as caught:
        Activity.from_json(raw)

    assert str(caught.value) == error

from fractions import Fraction

import pytest
from hypothesis import given

from learning.activities.errors import AnswerError
from learning.activities.kinds import KINDS, Activity
from learning.activities.quiz import DONT_KNOW, Grade, grade, parse_answer
from tests.learning.activities.examples import (
    GRADABLE,
    VECTORS,
    activities_json,
    activity_json,
    answered_activities,
    any_json,
)


def _title(row):
    return f"{row['activity']['kind']} {str(row['raw'])[:30]}"


@pytest.mark.parametrize(
    "row", [row for row in VECTORS if "canonical" in row], ids=_title
)
def test_vector_of_an_answer(row):
    activity = Activity.from_json(row["activity"])

    answer = parse_answer(activity, row["raw"])
    graded = grade(activity, answer)

    assert answer == row["canonical"]
    score = Fraction(row["score"]) if "score" in row else None  # nobody's to judge
    assert (graded.right, graded.score) == (row.get("right"), score)
    assert graded.parts == row.get("parts", graded.parts)


@pytest.mark.parametrize("row", [row for row in VECTORS if "error" in row], ids=_title)
def test_vector_of_a_refusal(row):
    with pytest.raises(AnswerError) as caught:
        parse_answer(Activity.from_json(row["activity"]), row["raw"])

    assert caught.value.code == row["error"]


def test_the_vectors_cover_every_kind_and_code():
    # A plan takes no answer; its vectors are about what is kept of it.
    assert {row["activity"]["kind"] for row in VECTORS} == set(KINDS) - {"plan"}
    assert {row["error"] for row in VECTORS if "error" in row} == {
        "wrong_type",
        "empty",
        "too_many",
        "too_long",
        "unknown",
        "duplicate",
        "missing",
        "not_a_number",
        "not_answerable",
        "two_readings",
        "negative",
        "no_result",
    }


@given(answered_activities())
def test_parsing_a_canonical_answer_changes_nothing(answered):
    raw_activity, raw = answered
    activity = Activity.from_json(raw_activity)

    answer = parse_answer(activity, raw)

    assert parse_answer(activity, answer) == answer


@given(activities_json(), any_json)
def test_arbitrary_json_is_an_answer_or_refused(raw_activity, raw):
    activity = Activity.from_json(raw_activity)
    try:
        answer = parse_answer(activity, raw)
    except AnswerError:
        return

    assert 0 <= (grade(activity, answer).score or 0) <= 1


@given(answered_activities())
def test_an_answer_is_right_if_and_only_if_all_of_it_is(answered):
    raw_activity, raw = answered
    activity = Activity.from_json(raw_activity)

    graded = grade(activity, parse_answer(activity, raw))

    assert 0 <= graded.score <= 1
    assert graded.right == (graded.score == 1)
    if graded.parts:
        assert graded.right == all(graded.parts.values())


@given(activities_json(tuple(GRADABLE)))
def test_the_right_answer_is_right(raw_activity):
    activity = Activity.from_json(raw_activity)
    match raw_activity["kind"]:
        case "single" | "multiple" | "true_false":
            answer = list(activity.right_ids)
        case "ordering":
            answer = raw_activity["items"]
        case "matching":
            answer = {each["left"]: each["right"] for each in raw_activity["pairs"]}
        case "numeric":
            answer = raw_activity["answer"]
        case "sorting":
            answer = {each["id"]: each["bin"] for each in raw_activity["cards"]}
        case "scenario":
            return  # the best way through may still not be good: see test_scenario
        case "price_split":
            answer = {each["id"]: each["amount"] for each in raw_activity["parts"]}

    assert grade(activity, parse_answer(activity, answer)).right


@pytest.mark.parametrize(
    ("kind", "answer", "parts"),
    [
        ("single", ["b"], {"b": False}),
        ("multiple", ["b"], {"a": False, "b": False}),
        ("multiple", ["a", "b"], {"a": True, "b": False}),
        ("true_false", ["true"], {"true": True}),
        ("ordering", ["i2", "i1", "i3"], {"i2": False, "i1": False, "i3": True}),
        ("matching", {"l1": "r2", "l2": "r1"}, {"l1": False, "l2": False}),
        ("numeric", "6.5", {}),
        ("scenario", ["ask"], {"trust": True}),
        ("scenario", ["go"], {"trust": False}),
        (
            "sorting",
            {"c1": "b1", "c2": "b1", "c3": "b2"},
            {"c1": True, "c2": False, "c3": True},
        ),
    ],
)
def test_a_grade_says_it_piece_by_piece(kind, answer, parts):
    assert grade(Activity.from_json(activity_json(kind)), answer).parts == parts


@pytest.mark.parametrize("kind", GRADABLE)
def test_not_knowing_yet_is_an_answer_that_earns_nothing(kind):
    activity = Activity.from_json(activity_json(kind))

    graded = grade(activity, parse_answer(activity, "dont_know"))

    assert graded == Grade(Fraction(0), {})
    assert not graded.right


@pytest.mark.parametrize("kind", ["reflection", "task"])
def test_what_has_no_right_answer_is_not_graded(kind):
    with pytest.raises(AnswerError, match="not_answerable"):
        grade(Activity.from_json(activity_json(kind)), DONT_KNOW)


def test_nesting_without_end_is_refused():
    raw = []
    raw.append(raw)

    with pytest.raises(AnswerError, match="wrong_type"):
        parse_answer(Activity.from_json(activity_json("single")), raw)

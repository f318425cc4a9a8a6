"""Risk ranking: severity before likelihood, one order whatever the input's, no verdict."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.activities.errors import AnswerError, SpecError
from learning.activities.kinds import Activity
from learning.activities.quiz import grade, parse_answer
from learning.activities.risk_ranking import ranked, weight
from learning.activities.specs import LessonSpec
from tests.learning.activities.examples import activity_json, final_test_json
from tests.learning.activities.vectors import title, vectors

ROWS = vectors("risk_ranking")
RISKS = [f"r{at}" for at in range(8)]
ACTIVITY = Activity.from_json(
    activity_json("risk_ranking", sectors=[], risks=RISKS, required=True)
)
weights = st.tuples(*[st.integers(1, 3)] * 4)
weighed = st.dictionaries(st.sampled_from(RISKS), weights.map(list), min_size=1)


@pytest.mark.parametrize("row", [r for r in ROWS if "canonical" in r], ids=title)
def test_vector_of_a_ranking(row):
    activity = Activity.from_json(row["activity"])
    answer = parse_answer(activity, row["raw"])
    assert answer == row["canonical"]
    assert parse_answer(activity, answer) == answer
    found = [[each.risk, each.place] for each in ranked(activity, answer)]
    assert found == row["ranking"]
    assert grade(activity, answer).right is None


@pytest.mark.parametrize("row", [r for r in ROWS if "error" in r], ids=title)
def test_vector_of_a_refusal(row):
    with pytest.raises(AnswerError) as refused:
        parse_answer(Activity.from_json(row["activity"]), row["raw"])
    assert refused.value.code == row["error"]


@given(weighed, st.randoms())
def test_the_order_of_the_input_does_not_matter(answer, chance):
    items = list(answer.items())
    chance.shuffle(items)
    assert ranked(ACTIVITY, dict(items)) == ranked(ACTIVITY, answer)


@given(weighed)
def test_it_is_a_total_order(answer):
    found = ranked(ACTIVITY, answer)
    assert sorted(each.risk for each in found) == sorted(answer)
    for before, after in pairwise(found):
        assert weight(before.weights) >= weight(after.weights)
        is_equal = weight(before.weights) == weight(after.weights)
        assert (before.place == after.place) == is_equal
        assert before.place <= after.place


@given(weights, weights)
def test_severity_goes_before_likelihood(one, other):
    """However likely: what is less grave never comes first (UN Guiding Principle 24)."""
    answer = {"r0": list(one), "r1": list(other)}
    first = ranked(ACTIVITY, answer)[0]
    severities = {risk: weight((*each[:3], 1)) for risk, each in answer.items()}
    assert severities[first.risk] == max(severities.values())


def test_the_reason_is_what_is_gravest():
    (first,) = ranked(ACTIVITY, {"r0": [3, 1, 3, 2]})
    assert first.gravest == ("scale", "repair")


def test_no_test_can_ask_for_it():
    with pytest.raises(SpecError, match="not_gradable"):
        LessonSpec.from_json(final_test_json(activity_json("risk_ranking")))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"risks": ["a", "b"]}, "too_few"),
        ({"risks": [f"r{at}" for at in range(13)]}, "out_of_range"),
        ({"risks": ["a", "b", "sector"]}, "duplicate_id"),
        ({"risks": ["a", "b", "textile"]}, "duplicate_id"),
        ({"sectors": [f"s{at}" for at in range(21)]}, "out_of_range"),
    ],
)
def test_a_ranking_that_is_none_is_refused(changed, code):
    with pytest.raises(SpecError) as refused:
        Activity.from_json(activity_json("risk_ranking", **changed))
    assert refused.value.code == code

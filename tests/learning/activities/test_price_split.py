"""Who earns what: the parts make the price, and a guess is near or not."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.activities.errors import AnswerError, SpecError
from learning.activities.kinds import Activity
from learning.activities.price_split import percents
from learning.activities.quiz import grade, parse_answer
from tests.learning.activities.examples import activities_json, activity_json
from tests.learning.activities.vectors import title, vectors

ROWS = vectors("price_split")


@pytest.mark.parametrize("row", [r for r in ROWS if "canonical" in r], ids=title)
def test_vector_of_an_answer(row):
    activity = Activity.from_json(row["activity"])
    answer = parse_answer(activity, row["raw"])
    graded = grade(activity, answer)
    assert answer == row["canonical"]
    assert (graded.right, graded.score) == (row["right"], Fraction(row["score"]))
    assert graded.parts == row["parts"]


@pytest.mark.parametrize("row", [r for r in ROWS if "error" in r], ids=title)
def test_vector_of_a_refusal(row):
    with pytest.raises(AnswerError) as refused:
        parse_answer(Activity.from_json(row["activity"]), row["raw"])
    assert refused.value.code == row["error"]


@given(activities_json(("price_split",)))
def test_the_parts_add_up_and_so_do_their_shares(raw):
    activity = Activity.from_json(raw)
    amounts = {part.id: part.amount for part in activity.parts}
    assert sum(map(Fraction, amounts.values())) == Fraction(activity.total)
    assert sum(percents(amounts).values()) == 100
    assert grade(activity, amounts).right


def test_nothing_has_no_shares():
    assert percents({"a": "0", "b": "0"}) == {"a": 0, "b": 0}


@given(activities_json(("price_split",)), st.integers(0, 4), st.integers(1, 10**6))
def test_parts_that_do_not_add_up_are_refused(raw, at, cents):
    part = raw["parts"][at % len(raw["parts"])]
    part["amount"] = str(int(float(part["amount"])) + cents + 1) + ".005"
    with pytest.raises(SpecError, match="not_the_total"):
        Activity.from_json(raw)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"total": "0"}, "out_of_range"),
        ({"total": "-29"}, "out_of_range"),
        ({"tolerance": "-1"}, "out_of_range"),
        ({"tolerance": "101"}, "out_of_range"),
        ({"parts": [{"id": "a", "amount": "29"}]}, "too_few"),
        ({"parts": [{"id": "a", "amount": "14.5"}] * 2}, "duplicate_id"),
        (
            {"parts": [{"id": "a", "amount": "-1"}, {"id": "b", "amount": "30"}]},
            "out_of_range",
        ),
    ],
)
def test_a_price_that_makes_no_sense_is_refused(changed, code):
    with pytest.raises(SpecError) as refused:
        Activity.from_json(activity_json("price_split", **changed))
    assert refused.value.code == code

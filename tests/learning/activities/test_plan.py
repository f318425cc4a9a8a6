"""A plan: what of a sheet is kept, and that no lesson waits for it."""

import pytest

from learning.activities.errors import AnswerError, SpecError
from learning.activities.kinds import Activity
from learning.activities.plan import read_sheet
from learning.activities.quiz import parse_answer
from tests.learning.activities.examples import activity_json
from tests.learning.activities.vectors import title, vectors


@pytest.mark.parametrize("row", vectors("plan"), ids=title)
def test_vector_of_a_sheet(row):
    plan = Activity.from_json(row["activity"])
    if "error" in row:
        with pytest.raises(AnswerError) as refused:
            read_sheet(plan, row["rows"], row["checks"])
        assert refused.value.code == row["error"]
    else:
        assert read_sheet(plan, row["rows"], row["checks"]) == row["sheet"]


def test_a_whole_sheet_has_a_limit_too():
    rows = [{"id": f"r{at}", "lines": 1} for at in range(5)]
    plan = Activity.from_json(activity_json("plan", rows=rows, checks=[]))
    with pytest.raises(AnswerError) as refused:
        read_sheet(plan, {row["id"]: "x" * 2000 for row in rows}, [])
    assert refused.value.code == "too_long"


def test_it_takes_no_answer():
    with pytest.raises(AnswerError) as refused:
        parse_answer(Activity.from_json(activity_json("plan")), {"must": "a bus"})
    assert refused.value.code == "not_answerable"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"required": True}, "never_required"),
        ({"rows": [{"id": "a", "lines": 1}]}, "too_few"),
        ({"rows": [{"id": f"r{n}", "lines": 1} for n in range(13)]}, "out_of_range"),
        ({"rows": [{"id": "a", "lines": 0}, {"id": "b", "lines": 1}]}, "out_of_range"),
        ({"checks": ["must"]}, "duplicate_id"),
        ({"checks": "must"}, "wrong_type"),
    ],
)
def test_a_plan_that_is_none_is_refused(changed, code):
    with pytest.raises(SpecError) as refused:
        Activity.from_json(activity_json("plan", **changed))
    assert refused.value.code == code

"""What an author may put on a sheet."""

import json

import pytest
from django.core.exceptions import ValidationError

from cms.blocks.lists import QuizPool
from cms.blocks.plan import PlanBlock
from learning.activities.kinds import Activity

ID = "0b9cf0f0-7f43-4c6e-9d7c-6a1f4c2e8d01"


def value(*rows, checks=("Voted",)):
    return PlanBlock().to_python(
        {
            "title": "Mandate sheet",
            "rows": [{"text": each, "lines": 2} for each in rows],
            "checks": [{"text": each} for each in checks],
        }
    )


def said(sheet) -> str:
    with pytest.raises(ValidationError) as refused:
        PlanBlock().clean(sheet)
    return json.dumps(refused.value.as_json_data(), ensure_ascii=False)


def test_it_compiles_to_ids_and_words_and_is_never_required():
    block = PlanBlock()
    cleaned = block.clean(value("We must", "We can"))
    spec = block.to_spec(cleaned, ID)
    assert spec["required"] is False
    assert [row["lines"] for row in spec["rows"]] == [2, 2]
    assert Activity.from_json(spec).to_json() == spec
    words = block.to_text(cleaned, ID)
    assert list(words["checks"].values()) == ["Voted"]


def test_one_row_is_no_sheet():
    assert "at least two rows" in said(value("We must"))


def test_rows_that_read_the_same_are_refused():
    assert "same as number 1" in said(value("We must", "we  must"))
    assert "same as number 1" in said(value("A", "B", checks=("C", "c")))


def test_a_sheet_without_points_to_tick_is_one():
    assert PlanBlock().clean(value("A", "B", checks=()))


@pytest.mark.parametrize("kind", ["costing", "price_split", "plan", "risk_ranking"])
def test_none_of_the_practice_stands_in_a_test(kind):
    assert kind not in QuizPool().child_blocks

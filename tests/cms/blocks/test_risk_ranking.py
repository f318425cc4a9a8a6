"""What an author may give to be ranked."""

import json

import pytest
from django.core.exceptions import ValidationError

from cms.blocks.risk_ranking import RiskRankingBlock
from learning.activities.kinds import Activity

ID = "0b9cf0f0-7f43-4c6e-9d7c-6a1f4c2e8d01"


def value(*risks, sectors=("Textiles", "Mining")):
    return RiskRankingBlock().to_python(
        {
            "prompt": "Which come first?",
            "sectors": [{"text": each} for each in sectors],
            "risks": [{"text": each} for each in risks],
        }
    )


def said(ranking) -> str:
    with pytest.raises(ValidationError) as refused:
        RiskRankingBlock().clean(ranking)
    return json.dumps(refused.value.as_json_data(), ensure_ascii=False)


@pytest.mark.parametrize("sectors", [("Textiles", "Mining"), ()])
def test_it_compiles_to_ids_and_words(sectors):
    block = RiskRankingBlock()
    cleaned = block.clean(value("Debt", "Heat", "Pay", sectors=sectors))
    spec = block.to_spec(cleaned, ID)
    assert Activity.from_json(spec).to_json() == spec
    words = block.to_text(cleaned, ID)
    assert [words["sectors"][each] for each in spec["sectors"]] == list(sectors)
    assert [words["risks"][each]["text"] for each in spec["risks"]] == [
        *("Debt", "Heat", "Pay")
    ]


def test_two_risks_are_too_few_to_rank():
    assert "at least three risks" in said(value("Debt", "Heat"))


def test_the_same_twice_is_refused():
    assert "same as number 1" in said(value("Debt", "debt", "Pay"))
    assert "same as number 1" in said(value("A", "B", "C", sectors=("X", "x")))

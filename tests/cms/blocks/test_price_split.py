"""What an author may split: the parts make the price, and the source is named."""

import json

import pytest
from django.core.exceptions import ValidationError

from cms.blocks.price_split import PriceSplitBlock
from learning.activities.kinds import Activity

ID = "0b9cf0f0-7f43-4c6e-9d7c-6a1f4c2e8d01"


def value(*amounts, **changed):
    fields = {
        "prompt": "Who gets what?",
        "total": "29",
        "unit": "€",
        "tolerance": "5",
        "parts": [
            {"text": f"Part {at}", "amount": each}
            for at, each in enumerate(amounts or ("0.18", "28,82"))
        ],
        "source": "A study, 2024",
    }
    return PriceSplitBlock().to_python(fields | changed)


def said(question) -> dict:
    with pytest.raises(ValidationError) as refused:
        PriceSplitBlock().clean(question)
    return refused.value.as_json_data()["blockErrors"]


def test_it_compiles_to_ids_and_words():
    block = PriceSplitBlock()
    cleaned = block.clean(value())
    spec = block.to_spec(cleaned, ID)
    assert [part["amount"] for part in spec["parts"]] == ["0.18", "28.82"]
    assert Activity.from_json(spec).to_json() == spec
    words = block.to_text(cleaned, ID)
    assert set(words["parts"]) == {part["id"] for part in spec["parts"]}
    assert words["source"] == "A study, 2024"


@pytest.mark.parametrize(
    ("question", "field", "message"),
    [
        (value("0.18", "28"), "parts", "add up to 28.18, but the whole price is 29"),
        (value("29"), "parts", "at least two"),
        (value("-1", "30"), "parts", "cannot be less than zero"),
        (value(total="0"), "total", "more than nothing"),
        (value(tolerance="120"), "tolerance", "from 0 to 100"),
        (value(source=""), "source", "required"),
    ],
)
def test_what_does_not_fit_is_said_where_it_is(question, field, message):
    errors = said(question)
    assert set(errors) == {field}
    assert message in json.dumps(errors, ensure_ascii=False)


def test_two_parts_that_read_the_same_are_refused():
    parts = [{"text": "Shop", "amount": "9"}, {"text": "shop", "amount": "20"}]
    assert "same as number 1" in json.dumps(said(value(parts=parts)))

"""What an author may ask to be worked out; what is wrong is said where it is."""

import json

import pytest
from django.core.exceptions import ValidationError

from cms.blocks.costing import CostingBlock
from learning.activities.kinds import Activity

ID = "0b9cf0f0-7f43-4c6e-9d7c-6a1f4c2e8d01"


def number(key="wage", **changed):
    return {
        "key": key,
        "name": key.title(),
        "value": "10",
        "unit": "F",
        "fixed": False,
    } | changed


def value(**changed):
    fields = {
        "prompt": "What does it cost?",
        "inputs": [number("workers", value="180", fixed=True), number("wage")],
        "formula": "workers * wage",
        "result": "Cost",
        "unit": "F",
        "goal_max": "1 300 000",
    }
    return CostingBlock().to_python(fields | changed)


def said(question) -> dict:
    """What the editor shows, by field."""
    with pytest.raises(ValidationError) as refused:
        CostingBlock().clean(question)
    return refused.value.as_json_data()["blockErrors"]


def test_it_compiles_to_keys_and_words():
    block = CostingBlock()
    cleaned = block.clean(value())
    spec = block.to_spec(cleaned, ID)
    assert spec["inputs"] == [
        {"id": "workers", "value": "180", "fixed": True},
        {"id": "wage", "value": "10", "fixed": False},
    ]
    assert (spec["goal_min"], spec["goal_max"]) == (None, "1300000")
    assert Activity.from_json(spec).to_json() == spec
    words = block.to_text(cleaned, ID)
    assert words["inputs"]["wage"] == {"name": "Wage", "unit": "F"}


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("workers * (wage", "bracket"),
        ("workers * wages", "There is no number named “wages” above."),
        ("workers ^ wage", "“^” cannot stand in a formula"),
        ("workers ** wage", "not a complete formula"),
        ("Workers * wage", "“W” cannot stand in a formula"),
        ("__import__(wage)", "“_” cannot stand in a formula"),
        ("workers / (wage - 10)", "it divides by zero"),
        ("workers * wage * 999999999999999", "too big"),
        ("-" * 120 + "wage", "too long"),
        ("wage * 1234567890123456", "too many digits"),
    ],
)
def test_a_formula_that_cannot_be_worked_out_says_why(formula, message):
    assert message in json.dumps(said(value(formula=formula)), ensure_ascii=False)
    assert set(said(value(formula=formula))) == {"formula"}


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ([number("Wage")], "Begin with a small letter"),
        ([number("min")], "not min, not max"),
        ([number("wage"), number("wage")], "Another number has this name."),
        ([number("wage", fixed=True)], "Leave at least one number open"),
        ([number("wage"), number("hours")], "The formula does not use this."),
        ([number("wage", value="a lot")], "Write a number"),
    ],
)
def test_numbers_that_do_not_fit_say_so(inputs, message):
    errors = said(value(inputs=inputs, formula="wage * 2"))
    assert message in json.dumps(errors, ensure_ascii=False)
    assert set(errors) == {"inputs"}


def test_a_goal_runs_from_less_to_more():
    assert set(said(value(goal_min="2", goal_max="1"))) == {"goal_max"}


def test_a_draft_may_still_lack_its_formula():
    block = CostingBlock()
    block.defer_required_validation()
    assert block.clean(value(formula="", inputs=[]))["formula"] == ""

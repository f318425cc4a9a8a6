"""What an author may ask: bad questions are refused in her words, good ones compile."""

import json
from uuid import UUID, uuid5

import pytest
from django.core.exceptions import ValidationError

from cms.blocks.quiz import (
    MatchingBlock,
    MultipleBlock,
    NumericBlock,
    OrderingBlock,
    SingleBlock,
    TrueFalseBlock,
)
from learning.activities.kinds import Activity

ID = "0b9cf0f0-7f43-4c6e-9d7c-6a1f4c2e8d01"


def value(block, **fields):
    return block.to_python({"prompt": "What is this?", **fields})


def choices(*texts_and_right):
    return [
        {"text": text, "right": right, "feedback": f"About {text}"}
        for text, right in texts_and_right
    ]


def said(block, question) -> str:
    """What the editor shows, as one text."""
    with pytest.raises(ValidationError) as refused:
        block.clean(question)
    return json.dumps(refused.value.as_json_data(), ensure_ascii=False)


def test_a_single_choice_compiles_to_ids_and_words():
    block = SingleBlock()
    question = block.clean(
        value(block, choices=choices(("Yes", True), ("No", False)), weight=2)
    )
    yes, no = (bound.id for bound in question["choices"].bound_blocks)

    spec = block.to_spec(question, ID)

    assert spec == {
        "id": ID,
        "kind": "single",
        "required": True,
        "weight": 2,
        "sensitivity": "none",
        "choices": [{"id": yes, "right": True}, {"id": no, "right": False}],
    }
    assert Activity.from_json(spec).to_json() == spec
    assert block.to_text(question, ID) == {
        "kind": "single",
        "prompt": "What is this?",
        "choices": {
            yes: {"text": "Yes", "feedback": "About Yes"},
            no: {"text": "No", "feedback": "About No"},
        },
        "feedback": "",
    }


@pytest.mark.parametrize("block", [SingleBlock(), MultipleBlock()])
def test_a_question_without_a_right_answer_is_refused(block):
    question = value(block, choices=choices(("Yes", False), ("No", False)))
    assert "Mark the right one" in said(block, question)


@pytest.mark.parametrize("block", [SingleBlock(), MultipleBlock()])
def test_one_choice_is_no_choice(block):
    assert "at least two" in said(block, value(block, choices=choices(("Yes", True))))


@pytest.mark.parametrize("block", [SingleBlock(), MultipleBlock()])
def test_two_choices_that_read_the_same_are_refused(block):
    question = value(block, choices=choices(("To  talk", True), ("to talk ", False)))
    assert "same as number 1" in said(block, question)


def test_two_right_answers_are_refused_where_one_is_asked():
    block = SingleBlock()
    question = value(block, choices=choices(("Yes", True), ("No", True)))
    assert "More than one choice is marked as right" in said(block, question)


def test_two_right_answers_are_fine_where_several_are_asked():
    block = MultipleBlock()
    question = value(block, choices=choices(("Yes", True), ("No", True)))
    spec = block.to_spec(block.clean(question), ID)
    assert [choice["right"] for choice in spec["choices"]] == [True, True]


def test_a_draft_may_still_lack_its_right_answer():
    block = SingleBlock()
    block.defer_required_validation()
    question = value(block, choices=choices(("Yes", False)))
    assert block.clean(question)["prompt"] == "What is this?"


def test_true_or_false_has_words_in_the_language_of_the_page():
    block = TrueFalseBlock()
    statement = block.clean(
        value(block, answer="false", feedback_true="No: …", feedback_false="Right.")
    )
    assert block.to_spec(statement, ID)["answer"] is False
    assert block.to_text(statement, ID)["choices"] == {
        "true": {"text": "True", "feedback": "No: …"},
        "false": {"text": "False", "feedback": "Right."},
    }


def test_nobody_forgets_to_say_whether_it_is_true():
    block = TrueFalseBlock()
    statement = value(block, feedback_true="No", feedback_false="Right")
    assert "answer" in said(block, statement)


def test_an_order_compiles_to_its_ids():
    block = OrderingBlock()
    question = block.clean(value(block, items=[{"text": "Ask"}, {"text": "Meet"}]))
    ids = [bound.id for bound in question["items"].bound_blocks]
    assert block.to_spec(question, ID)["items"] == ids
    assert block.to_text(question, ID)["items"] == {ids[0]: "Ask", ids[1]: "Meet"}


def test_equal_steps_are_refused():
    block = OrderingBlock()
    question = value(block, items=[{"text": "Ask"}, {"text": "ask"}])
    assert "same as number 1" in said(block, question)


def test_pairs_compile_with_an_id_for_the_right_side():
    block = MatchingBlock()
    question = block.clean(
        value(
            block,
            pairs=[{"left": "A", "right": "1"}, {"left": "B", "right": "2"}],
        )
    )
    left = question["pairs"].bound_blocks[0].id
    right = str(uuid5(UUID(left), "right"))
    spec = block.to_spec(question, ID)
    assert spec["pairs"][0] == {"left": left, "right": right}
    assert Activity.from_json(spec).to_json() == spec
    assert block.to_text(question, ID)["right"][right] == "1"


@pytest.mark.parametrize(
    "pairs",
    [
        [{"left": "A", "right": "1"}, {"left": "B", "right": "1"}],
        [{"left": "A", "right": "1"}, {"left": "a", "right": "2"}],
    ],
)
def test_a_side_that_comes_twice_has_no_single_answer(pairs):
    block = MatchingBlock()
    assert "same as number 1" in said(block, value(block, pairs=pairs))


@pytest.mark.parametrize(
    ("typed", "kept"), [("6,5", "6.5"), ("1 548 000", "1548000"), ("3600", "3600")]
)
def test_a_number_is_kept_as_a_plain_decimal(typed, kept):
    block = NumericBlock()
    question = block.clean(value(block, answer=typed, tolerance="0"))
    spec = block.to_spec(question, ID)
    assert spec["answer"] == kept
    assert Activity.from_json(spec).to_json() == spec


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"answer": "six", "tolerance": "0"}, "Write a number"),
        ({"answer": "1,250", "tolerance": "0"}, "in two ways"),
        ({"answer": "6", "tolerance": "-1"}, "less than zero"),
    ],
)
def test_what_is_no_number_is_refused(fields, message):
    block = NumericBlock()
    assert message in said(block, value(block, **fields))

"""A fact's name in an author's words: found, filled, compared; slips are seen."""

import pytest
from wagtail import blocks
from wagtail.rich_text import RichText

from cms.blocks.lists import LessonBody
from cms.facts.placeholders import (
    are_the_same,
    fill,
    fill_text,
    keys_in,
    named,
    slips_in,
)
from tests.cms.translating import SINGLE, heading

FACT = {
    "type": "fact",
    "id": "0b9cf0f0-7f43-4c6e-9d7c-6a1f4c2e8f77",
    "value": {"fact": "c190"},
}
RICH = {
    "type": "rich_text",
    "id": "0b9cf0f0-7f43-4c6e-9d7c-6a1f4c2e8f78",
    "value": {"html": "<p>From {fact:law} on, <b>{fact:flr-applies}</b>.</p>"},
}


def stream(*entries) -> blocks.StreamValue:
    return LessonBody().to_python(list(entries))


@pytest.mark.parametrize(
    ("words", "keys", "slips"),
    [
        ("From {fact:law} on", ["law"], []),
        ("{fact:a-1} {fact:b} {fact:a-1}", ["a-1", "b"], []),
        ("no fact {here}", [], []),
        ("{fact: law}", [], ["{fact: law}"]),
        ("{ fact:law}", [], ["{ fact:law}"]),
        ("{Fact:law}", [], ["{Fact:law}"]),
        ("{fact:Law}", [], ["{fact:Law}"]),
        ("{fact:law", [], ["{fact:law"]),
        ("{fact}", [], ["{fact}"]),
        ("<p>{fact:<b>law</b>}</p>", [], ["{fact:<b>law</b>}"]),
        ("{factory}", [], []),
        ("", [], []),
    ],
)
def test_placeholders_and_what_only_looks_like_one(words, keys, slips):
    assert keys_in(words) == keys
    assert slips_in(words) == slips


def test_they_are_found_in_every_word_of_a_stream():
    choice = SINGLE["value"]["choices"][0]
    question = SINGLE | {
        "value": {
            "prompt": "When is {fact:prompt}?",
            "choices": [
                choice
                | {"value": {"text": "{fact:text}", "right": True, "feedback": "{fact"}}
            ],
        }
    }
    body = stream(heading("In {fact:head}"), RICH, question, FACT)
    assert set(keys_in(body)) == {
        "head",
        "law",
        "flr-applies",
        "prompt",
        "text",
        "c190",
    }
    assert slips_in(body) == ["{fact"]


def test_filling_keeps_ids_kinds_and_everything_else():
    body = stream(heading("In {fact:law}"), RICH, SINGLE, FACT)
    filled = fill(body, lambda key: f"<{key}>", lambda key: f"shown {key}")
    assert [(each.id, each.block_type) for each in filled] == [
        (each.id, each.block_type) for each in body
    ]
    assert filled[0].value["text"] == "In <law>"
    assert filled[3].value.shown == "shown c190"
    before, after = body[2].value["choices"], filled[2].value["choices"]
    assert [each.id for each in before.bound_blocks] == [
        each.id for each in after.bound_blocks
    ]
    assert after[0]["right"] is True


def test_what_is_put_into_rich_text_is_escaped_and_into_plain_text_not():
    source = RichText("<p>{fact:law}</p>")
    assert fill(source, lambda key: "<b>&", None).source == "<p>&lt;b&gt;&amp;</p>"
    assert fill_text("{fact:law}", lambda key: "<b>&") == "<b>&"
    assert fill(["{fact:a}", 3, None], str.upper, None) == ["A", 3, None]


@pytest.mark.parametrize(
    ("source", "translation", "same"),
    [
        ("From {fact:law} on", "Dès le {fact:law}", True),
        ("From {fact:law} on", "Dès {fact:law}, oui {fact:law}", True),
        ("From {fact:law} on", "Dès lors", False),
        ("From {fact:law} on", "Dès {fact:loi}", False),
        ("From {fact:law} on", "Dès {fait:law}", False),
        ("From {fact:law} on", "Dès {fact:law} {fact: law}", False),
        ("From now on", "Dès {fact:law}", False),
        ("From now on", "Dès maintenant", True),
    ],
)
def test_a_translation_has_the_facts_of_its_original(source, translation, same):
    assert are_the_same(source, translation) is same


def test_keys_are_named_as_authors_write_them():
    assert named(["a", "b"]) == "{fact:a}, {fact:b}"

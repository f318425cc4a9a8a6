"""Words to read, and where they come from."""

import json
import re

import pytest
from django.core.exceptions import ValidationError

from cms.blocks.reflection import ReflectionBlock
from cms.blocks.task import TaskBlock
from cms.blocks.text import KeyPointBlock, StoryBlock
from cms.blocks.trainer_note import TrainerNoteBlock

STORY = {"title": "The bus", "html": "<p>It came late.</p>", "source": ""}


def test_a_true_story_needs_its_source():
    block = StoryBlock()
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python({**STORY, "truth": "true"}))
    assert "Say who told it" in json.dumps(refused.value.as_json_data())


def test_a_made_up_story_says_so():
    block = StoryBlock()
    story = block.clean(block.to_python({**STORY, "truth": "made_up"}))
    html = block.render(story)
    assert "Made up for teaching" in html
    assert "<p>It came late.</p>" in html


def test_words_are_escaped():
    block = KeyPointBlock()
    html = block.render(block.to_python({"text": "<b>5 < 6</b>"}))
    assert html.strip() == '<p class="key-point">&lt;b&gt;5 &lt; 6&lt;/b&gt;</p>'


def test_no_trainee_ever_reads_the_note_to_the_trainer():
    block = TrainerNoteBlock()
    note = block.to_python({"html": "<p>Secret</p>", "minutes": 15})
    assert block.render(note) == ""
    assert block.to_text(note, "x")["html"] == "<p>Secret</p>"


@pytest.mark.parametrize(
    ("block", "field"), [(ReflectionBlock(), "prompt"), (TaskBlock(), "text")]
)
def test_a_lesson_does_not_wait_for_what_nobody_checks(block, field):
    value = block.clean(block.to_python({field: "What would you change?"}))
    assert block.to_spec(value, "x") == {
        "id": "x",
        "kind": block.kind,
        "required": False,
        "weight": 1,
        "sensitivity": "none",
    }
    assert block.to_text(value, "x") == {
        "kind": block.kind,
        field: "What would you change?",
    }


@pytest.mark.parametrize(
    ("block", "fields"),
    [
        (StoryBlock, {"title": "The bus", "truth": "made_up", "text": "<p>Late.</p>"}),
        (ReflectionBlock, {"prompt": "Which bus?"}),
        (TaskBlock, {"text": "Ask five members."}),
    ],
)
def test_a_lesson_that_begins_with_it_skips_no_level_of_headings(block, fields):
    html = block().render(block().to_python(fields))
    assert re.findall(r"<h\d", html) == ["<h2"]

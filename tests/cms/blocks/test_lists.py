"""Each block is named, described and can be looked at before it is chosen."""

import pytest
from django.template.loader import render_to_string

from cms.blocks.lists import LessonBody, QuizPool, StandardBody

LISTS = (LessonBody(), QuizPool(), StandardBody())
BLOCKS = [(name, block) for name, block in LISTS[0].child_blocks.items()]


@pytest.mark.parametrize(("name", "block"), BLOCKS)
def test_a_block_says_what_it_is(name, block):
    assert block.kind == name
    for said in (
        block.meta.icon,
        block.label,
        block.meta.group,
        block.meta.description,
    ):
        assert said


@pytest.mark.parametrize(("name", "block"), BLOCKS)
def test_a_block_can_be_looked_at(name, block):
    value = block.get_preview_value()
    template = block.get_preview_template(value)
    context = block.get_preview_context(value, {"page_title": name})
    assert block.is_previewable
    assert "<main>" in render_to_string(template, context)


def test_only_questions_stand_in_a_test():
    assert all(block.is_activity for block in LISTS[1].child_blocks.values())


def test_a_standard_page_asks_nothing():
    assert not any(block.is_activity for block in LISTS[2].child_blocks.values())

"""A union's own copy of a module, and what changes in the original."""

from uuid import uuid4

import pytest

from cms.exchange.adapting import (
    changes_of,
    copy_of,
    free_slug,
    lines_of,
    look_at_changes,
    take_over,
    tell_all_copies,
)
from cms.exchange.archive import ArchiveError
from cms.models import LessonPage, ModulePage
from learning.catalogue.shelf import shelf
from learning.models import Module
from tests.cms.translating import publish


@pytest.fixture
def copy(plain, north):
    copied = take_over(module=plain, union=north, by=None)
    shelf.forget()
    return copied


def lesson_of(module, slug="first"):
    return LessonPage.objects.child_of(module).get(slug=slug)


def test_the_copy_is_the_unions_alone_in_every_language(
    module, north, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        copy = take_over(module=module, union=north, by=None)
    on_shelf = shelf.module("small-north")
    assert on_shelf.audience == "union"
    assert on_shelf.owner_id == north.pk
    assert copy.translation_key != module.translation_key
    assert set(on_shelf.lessons[0].languages) == {"en", "fr"}


def test_it_is_counted_under_the_theme_of_its_origin(plain, copy):
    row = Module.objects.get(key=copy.translation_key)
    assert row.origin_id == plain.translation_key


def test_blocks_keep_their_ids_so_that_the_two_can_be_compared(plain, copy):
    ids = [[block.id for block in lesson_of(each).body] for each in (plain, copy)]
    assert ids[0] == ids[1]


def test_a_union_has_one_copy(plain, copy, north):
    assert copy_of(plain, north) == copy
    with pytest.raises(ArchiveError, match="already"):
        take_over(module=plain, union=north, by=None)
    assert ModulePage.objects.filter(origin=plain.translation_key).count() == 1


def test_what_changes_in_the_original_is_laid_side_by_side(plain, copy):
    ours = lesson_of(copy)
    assert not ours.origin_has_news
    theirs = lesson_of(plain)
    body = theirs.body.get_prep_value()
    body[0]["value"] = {"text": "Said otherwise"}
    publish(theirs, body=body)

    (change,) = changes_of(lesson_of(copy))
    assert (change.then, change.now) == ("A heading", "Said otherwise")
    assert change.ours == "A heading"
    assert lesson_of(copy).origin_has_news
    assert not ModulePage.objects.get(pk=copy.pk).origin_has_news


def test_once_looked_at_it_is_not_shown_again(plain, copy):
    publish(lesson_of(plain), objective="I can do more")
    ours = lesson_of(copy)
    assert ours.origin_has_news

    look_at_changes(page=ours, by=None)

    assert changes_of(lesson_of(copy)) == []
    assert not lesson_of(copy).origin_has_news


def test_a_change_that_was_taken_back_is_no_news(plain, copy):
    before = lesson_of(plain).objective
    publish(lesson_of(plain), objective="I can do more")
    publish(lesson_of(plain), objective=before)
    assert not lesson_of(copy).origin_has_news


def test_the_same_words_in_other_html_are_no_news(plain, copy):
    theirs = lesson_of(plain)
    words = {"type": "rich_text", "id": str(uuid4())}
    first = words | {"value": {"text": "<p>One,</p>\n<ul>\n<li>two</li>\n</ul>"}}
    publish(theirs, body=[*theirs.body.get_prep_value(), first])
    look_at_changes(page=lesson_of(copy), by=None)

    again = words | {"value": {"text": "<p>One,</p><ul><li>two</li></ul>"}}
    publish(theirs, body=[*theirs.body.get_prep_value(), again])

    assert changes_of(lesson_of(copy)) == []
    assert not lesson_of(copy).origin_has_news


def test_news_that_nobody_told_of_are_found_by_compiling_anew(plain, copy):
    publish(lesson_of(plain), objective="I can do more")
    LessonPage.objects.update(origin_has_news=False)

    tell_all_copies()

    assert lesson_of(copy).origin_has_news


def test_what_the_union_changes_is_no_change_of_the_original(copy):
    publish(lesson_of(copy), objective="Ours")
    assert changes_of(lesson_of(copy)) == []


def test_a_page_without_an_origin_has_no_changes(plain):
    assert changes_of(plain) == []
    look_at_changes(page=plain, by=None)


def test_the_address_of_a_copy_is_free_and_short_enough(plain):
    assert free_slug("small", "north") == "small-north"
    long = free_slug("a" * 50, "north")
    assert len(long) <= 50


def test_lines_are_words_by_their_place():
    assert lines_of(
        {"title": "T", "blocks": {"b": {"kind": "x", "choices": ["One", " "]}}}
    ) == {"title": "T", "blocks/b/choices/0": "One"}

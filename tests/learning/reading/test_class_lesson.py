"""A lesson in steps, out of what the lessons kept in files become."""

import pytest

from learning.catalogue.shelf import shelf
from learning.reading.class_lesson import class_lesson
from learning.reading.lesson_page import lesson_page
from learning.reading.slots import CLOSE, OPEN
from learning.reading.steps import BENEATH, html_by_block, step_mark, without_step_marks
from tests.learning.factories import LessonFactory, activity

pytestmark = pytest.mark.django_db


def test_marks_part_a_document_and_leave_no_trace():
    html = f"{step_mark('one')}<p>1</p>\n{step_mark('two')}<p>2</p>\n"
    html += f"{step_mark(BENEATH)}<aside>Sources</aside>"
    assert html_by_block(html) == {"one": "<p>1</p>\n", "two": "<p>2</p>\n"}
    assert without_step_marks(html) == "<p>1</p>\n<p>2</p>\n<aside>Sources</aside>"
    assert html_by_block("<p>compiled before</p>") == {}


def test_a_whole_lesson_shows_no_marks():
    lesson = LessonFactory(activities=[activity()])
    module = shelf.index().by_key[lesson.module_id]
    page = lesson_page(module, module.lessons[0], "en").anonymous.decode()
    assert OPEN not in page
    assert CLOSE not in page


def test_headings_go_on_and_notes_stay_with_what_was_before():
    """Beginning, heading with text, note, question, exercise, note."""
    ids = [activity(kind) for kind in ("task", "task", "task", "single", "ordering")]
    lesson = LessonFactory(activities=ids)
    keys = [each["id"] for each in ids]
    document = lesson.documents.get()
    document.html = "".join(
        f"{step_mark(key)}<p>{number}</p>" for number, key in enumerate(keys)
    )
    document.save()
    text = lesson.texts.get()
    for place, kind in ((0, "heading"), (1, "rich_text"), (2, "trainer_note")):
        text.body["order"][place]["kind"] = kind
        text.body["blocks"][keys[place]] = {"kind": kind, "html": f"<b>{kind}</b>"}
    text.save()
    spec = lesson.specs.get()
    spec.body["activities"] = [
        each for each in spec.body["activities"] if each["id"] in keys[3:]
    ]
    spec.body["completion"]["required"] = []
    type(spec).objects.filter(pk=spec.pk).update(body=spec.body)
    shelf.forget()

    module = shelf.index().by_key[lesson.module_id]
    steps = class_lesson(module, module.lessons[0], "en").steps

    kinds = [each.kind for each in steps]
    assert kinds == ["opening", "reading", "question", "exercise"]
    assert steps[1].html == "<p>0</p><p>1</p>"
    assert [each["html"] for each in steps[1].notes] == ["<b>trainer_note</b>"]
    assert steps[1].label == "rich_text"
    assert steps[2].html == ""
    assert len(steps[3].items) == 3

"""A preview is the trainee's own page, but for what has no place yet."""

from django.test import RequestFactory

from learning.catalogue.actions import CompiledLesson
from learning.catalogue.shelf import shelf
from learning.reading.preview import preview_lesson, preview_module
from learning.reading.slots import CLOSE, OPEN


def previewed(lesson, **changed) -> str:
    fields = {
        "key": lesson.key,
        "module_key": lesson.module_id,
        "kind": "lesson",
        "slug": "first",
        "position": 1,
        "language": "en",
        "is_source": True,
        "is_stale": False,
        "title": "The <title>",
        "objective": "I can",
        "spec": {"activities": []},
        "text": {},
        "html": shelf.document(lesson.key, 1, "en"),
    }
    request = RequestFactory().get("/admin/preview/")
    return preview_lesson(request, CompiledLesson(**fields | changed)).content.decode()


def test_a_previewed_lesson_has_no_slot_left_and_asks_its_questions(lesson):
    page = previewed(lesson)
    assert OPEN not in page
    assert CLOSE not in page
    assert "The &lt;title&gt;" in page
    assert page.partition("<article")[2].count("<form") == 6
    assert 'class="notice"' in page
    assert "csrfmiddlewaretoken" not in page.partition("<article")[2]


def test_a_preview_shows_the_article_that_a_visitor_gets(client, lesson):
    def article(page):
        return page.partition("<article")[2].partition("</article>")[0]

    live = client.get("/en/modules/talks/first/").content.decode()
    preview = previewed(lesson, title="first (en)", objective="")
    assert article(preview) == article(live)


def test_a_previewed_module_lists_its_lessons():
    words = {"title": "Talking", "summary": "s", "outcome": "o", "product": ""}
    request = RequestFactory().get("/admin/preview/")
    page = preview_module(request, words, ["One", "<Two>"]).content.decode()
    assert "Talking" in page
    assert "&lt;Two&gt;" in page

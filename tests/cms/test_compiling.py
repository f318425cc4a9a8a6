"""From a page to Spec, Text and Document; what authors write can't play tricks."""

import pytest
from django.test import RequestFactory

from cms.compiling import (
    compiled_lesson,
    compiled_tests,
    key_of_test,
    module_words,
    place_of,
)
from cms.models import LessonPage
from cms.publishing import render_preview
from learning.activities.errors import SpecError
from learning.activities.specs import LessonSpec
from learning.catalogue.shelf import shelf
from learning.reading.slots import CLOSE, OPEN, SlottedPage
from tests.cms.translating import SINGLE, add_lesson, heading, publish

EVIL = f"{OPEN}account{CLOSE}<script>x</script>{OPEN}"


@pytest.fixture(autouse=True)
def _fresh_shelf():
    shelf.forget()
    yield
    shelf.forget()


@pytest.fixture
def page(module):
    return add_lesson(publish(module), "one")


def compiled(page):
    return compiled_lesson(page, is_source=True)


def test_a_lesson_becomes_ids_words_and_html(page):
    made = compiled(page)
    assert (made.key, made.slug, made.language) == (page.translation_key, "one", "en")
    spec = LessonSpec.from_json(made.spec)
    assert [each.id for each in spec.activities] == [SINGLE["id"]]
    assert spec.completion.required == (SINGLE["id"],) or set(
        spec.completion.required
    ) == {SINGLE["id"]}
    assert [each["kind"] for each in made.text["order"]] == ["heading", "single"]
    assert set(made.text["blocks"]) == {each["id"] for each in made.text["order"]}
    assert "What is right?" not in str(made.spec)


def test_the_html_gives_no_answer_away(page):
    made = compiled(page)
    assert "What is right?" in made.html
    assert "About This" not in made.html
    assert "true" not in made.html.lower()


def test_compiling_twice_is_the_same(page):
    assert compiled(page) == compiled(LessonPage.objects.get(pk=page.pk))


def test_no_word_of_an_author_can_be_a_slot(page, module):
    choice = SINGLE["value"]["choices"][0]
    page.title = page.objective = EVIL
    page.body = [
        heading(EVIL),
        SINGLE
        | {
            "value": {
                "prompt": EVIL,
                "choices": [
                    choice | {"value": {"text": EVIL, "right": True, "feedback": EVIL}},
                    SINGLE["value"]["choices"][1],
                ],
            }
        },
    ]
    made = compiled(page)
    for text in (str(made.text), made.title, made.objective):
        assert OPEN not in text
        assert CLOSE not in text
    ours = ("block ", "hidden ", "feedback ", "method", "checked ")
    names = SlottedPage(made.html).names
    assert all(name.startswith(ours) for name in names)
    assert "<script>x" not in made.html
    for name in ("title", "summary", "outcome", "product", "neutral_title"):
        setattr(module, name, EVIL)
    assert OPEN not in str(module_words(module))


def test_a_live_page_has_no_slot_of_its_author(page, client):
    publish(page, title=EVIL, objective=EVIL)
    answer = client.get("/en/modules/negotiation/one/").content.decode()
    # The way to an account is there once: the title has not made another.
    assert answer.count("/en/accounts/keep/") == 1
    assert "<script>x" not in answer


def test_the_notes_of_the_trainer_are_in_no_page_of_a_trainee(page, client):
    note = {
        "type": "trainer_note",
        "id": "0b9cf0f0-7f43-4c6e-9d7c-6a1f4c2e8f01",
        "value": {"html": "<p>Only for you.</p>", "minutes": 5},
    }
    page.body = [heading("A"), note]
    made = compiled(page)
    assert "Only for you." not in made.html
    assert "Only for you." in str(made.text["blocks"])
    publish(page)
    page = client.get("/en/modules/negotiation/one/").content.decode()
    assert "Only for you." not in page


def test_places_are_told_apart_even_after_one_has_gone(module):
    pages = [add_lesson(module, slug) for slug in ("a", "b", "c")]
    assert [place_of(each) for each in pages] == [1, 2, 3]
    LessonPage.objects.get(slug="b").delete()
    assert place_of(add_lesson(module, "d")) == 4


def test_tests_are_parts_of_their_module_and_have_no_document(module):
    module.pre_test = [SINGLE]
    module.pool = [SINGLE]
    module.questions_drawn = 10
    module.save()
    pre_test, final_test = compiled_tests(module, is_source=True)
    assert pre_test.key == key_of_test(module.translation_key, "pre-test")
    assert (pre_test.kind, final_test.kind) == ("pre_test", "final_test")
    assert pre_test.html == final_test.html == ""
    assert final_test.spec["draw"] == 1
    assert LessonSpec.from_json(final_test.spec).pass_mark == module.pass_mark
    module.pool = module.pre_test = []
    assert compiled_tests(module, is_source=True) == []


def test_a_question_without_choices_adds_up_to_no_spec(page):
    page.body = [SINGLE | {"value": {"prompt": "?", "choices": []}}]
    with pytest.raises(SpecError):
        compiled(page)


def test_a_preview_is_the_trainees_own_page(page, client):
    def article(html):
        return html.partition("<article")[2].partition("</article>")[0]

    request = RequestFactory().get("/admin/")
    preview = render_preview(page, request).content.decode()
    assert shelf.module("negotiation").lesson("one") is None
    publish(page)
    live = client.get("/en/modules/negotiation/one/").content.decode()
    assert article(preview) == article(live)
    assert "Three strengths" in article(live)


def test_a_preview_of_a_module_lists_its_live_lessons(page):
    publish(page)
    request = RequestFactory().get("/admin/")
    shown = render_preview(page.get_parent().specific, request).content.decode()
    assert "About one" in shown
    assert "How to talk" in shown

"""What leaves the shelf, moves on it, or is there in several languages."""

import pytest
from wagtail.models import Locale, Page

from cms.failures import CompileFailure
from cms.models import LessonPage, ModulePage
from cms.publishing import compile_page
from learning.catalogue.models import Edition, Generation, Lesson, Spec
from learning.catalogue.shelf import shelf
from tests.cms.translating import (
    SINGLE,
    add_lesson,
    html_of,
    languages,
    page_of,
    publish,
    slugs,
    translate,
)


@pytest.fixture(autouse=True)
def _fresh_shelf():
    shelf.forget()
    yield
    shelf.forget()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Lets happen what waits for the commit: publishing by revision, tasks."""

    def run(action, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return action(*args, **kwargs)

    return run


@pytest.fixture
def live(module):
    """A module with three lessons, published."""
    module = publish(module)
    for slug in ("one", "two", "three"):
        publish(add_lesson(module, slug))
    return module


@pytest.fixture
def french(live, committed):
    """The module and its first lesson in French too."""
    Locale.objects.get_or_create(language_code="fr")
    committed(translate, live)
    committed(translate, page_of("one"))
    return live


# --- taken away -------------------------------------------------------------------------


def test_unpublishing_takes_a_lesson_off_and_publishing_brings_it_back(live):
    page_of("two").unpublish()
    assert slugs() == ["one", "three"]
    assert len(Edition.objects.order_by("number").last().lessons) == 2
    publish(page_of("two"))
    assert slugs() == ["one", "two", "three"]


def test_deleting_takes_a_lesson_off_and_keeps_what_was_learned(live):
    key = page_of("two").translation_key
    page_of("two").delete()
    assert slugs() == ["one", "three"]
    assert Lesson.objects.filter(key=key, is_live=False).exists()
    assert Spec.objects.filter(lesson=key).exists()


def test_deleting_by_the_base_class_is_the_same(live):
    Page.objects.get(pk=page_of("two").pk).delete()
    assert slugs() == ["one", "three"]


def test_a_module_goes_with_its_lessons(live):
    ModulePage.objects.get(pk=live.pk).delete()
    assert shelf.module("negotiation") is None
    assert not Lesson.objects.filter(is_live=True).exists()


def test_a_slug_is_free_again_after_a_lesson_is_deleted(live):
    page_of("two").delete()
    publish(add_lesson(live, "two"))
    assert slugs() == ["one", "three", "two"]
    assert not CompileFailure.objects.exists()


def test_unpublishing_a_module_and_publishing_it_again(live):
    ModulePage.objects.get(pk=live.pk).unpublish()
    assert shelf.module("negotiation") is None
    publish(live)
    assert slugs() == ["one", "two", "three"]


def test_unpublishing_a_translation_leaves_the_other_languages(french):
    assert languages() == {"en", "fr"}
    page_of("one", "fr").unpublish()
    assert languages() == {"en"}


def test_unpublishing_the_source_takes_all_languages_and_brings_them_back(french):
    page_of("one").unpublish()
    assert slugs() == ["two", "three"]
    publish(page_of("one", "fr"))
    assert slugs() == ["two", "three"], "a translation stands on its source"
    publish(page_of("one"))
    assert languages() == {"en", "fr"}


# --- moved and renamed ------------------------------------------------------------------


def test_a_new_order_is_that_of_the_tree(live):
    page_of("three").move(page_of("one"), pos="left")
    assert slugs() == ["three", "one", "two"]
    page_of("three").move(page_of("two"), pos="right")
    assert slugs() == ["one", "two", "three"]


def test_a_lesson_moved_to_another_module_is_found_there(home, live):
    other = publish(
        home.add_child(
            instance=ModulePage(title="Other", slug="other", summary="-", outcome="-")
        )
    )
    page_of("two").move(other, pos="last-child")
    assert slugs() == ["one", "three"]
    assert [each.slug for each in shelf.module("other").lessons] == ["two"]
    lessons = Edition.objects.filter(module=live.translation_key).latest("number")
    assert len(lessons.lessons) == 2


def test_a_changed_slug_is_a_changed_address(live, client):
    publish(page_of("two"), slug="second")
    assert slugs() == ["one", "second", "three"]
    assert client.get("/en/modules/negotiation/second/").status_code == 200
    assert client.get("/en/modules/negotiation/two/").status_code == 404


def test_an_alias_is_nobodys_lesson(live):
    number = Generation.objects.get().number
    page_of("one").create_alias(update_slug="alias", parent=live)
    assert not compile_page(LessonPage.objects.get(slug="alias"))
    LessonPage.objects.get(slug="alias").delete()
    assert slugs() == ["one", "two", "three"]
    assert Generation.objects.get().number == number


# --- translations ------------------------------------------------------------------------


def test_a_translation_that_is_not_complete_is_not_shown(live, committed):
    committed(translate, live)
    committed(translate, page_of("one"), only=2)
    assert languages() == {"en"}
    page = page_of("one", "fr")
    page.save_revision().publish()
    assert languages() == {"en"}
    assert not CompileFailure.objects.exists()


def test_a_complete_translation_is_shown_with_the_same_answers(french):
    lesson = shelf.module("negotiation").lesson("one")
    assert lesson.languages["fr"].version == 1
    assert "fr: Three strengths" in html_of(language="fr")
    words = shelf.text(lesson.key, 1, "fr")["blocks"]
    assert set(words) == set(shelf.text(lesson.key, 1, "en")["blocks"])


def test_a_translation_with_other_questions_is_refused_in_a_sentence(french):
    other = SINGLE | {"id": "0b9cf0f0-7f43-4c6e-9d7c-6a1f4c2e8d99"}
    publish(page_of("one", "fr"), body=[other])
    assert "not those of the original" in CompileFailure.objects.get().reason
    assert "fr: Three strengths" in html_of(language="fr")


def test_a_translation_says_nothing_about_place_address_or_audience(french, committed):
    """Translations lie in a tree of their own, and may lag behind their source."""
    committed(translate, page_of("three"))
    publish(page_of("three"), slug="third")
    publish(french, audience="signed_in", minutes=99)
    module_in_french = ModulePage.objects.get(locale__language_code="fr")
    ModulePage.objects.filter(pk=module_in_french.pk).update(audience="open")
    publish(page_of("three", "fr"))
    publish(module_in_french)
    module = shelf.module("negotiation")
    assert slugs() == ["one", "two", "third"]
    assert [each.position for each in module.lessons] == [1, 2, 3]
    assert (module.audience, module.minutes) == ("signed_in", 99)


def test_publishing_the_source_prepares_every_language(live, committed):
    Locale.objects.get_or_create(language_code="fr")
    committed(publish, live)
    committed(publish, page_of("one"))
    page = page_of("one", "fr")
    assert not page.live
    assert languages() == {"en"}

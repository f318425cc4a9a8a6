"""Publishing compiles: what goes on the shelf, what leaves it, and what stays."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Max
from django.utils import timezone
from wagtail.models import Locale, Page, Revision

from cms.failures import CompileFailure
from cms.models import LessonPage, ModulePage
from cms.publishing import compile_page
from learning.catalogue.models import Edition, Generation, Lesson, LessonLanguage, Spec
from learning.catalogue.shelf import shelf
from tests.cms.translating import SINGLE, add_lesson, heading, publish, translate


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


def page_of(slug, language="en") -> LessonPage:
    return LessonPage.objects.get(slug=slug, locale__language_code=language)


def slugs() -> list[str]:
    module = shelf.module("negotiation")
    return [each.slug for each in module.lessons] if module else []


def languages(slug="one") -> set[str]:
    lesson = shelf.module("negotiation").lesson(slug)
    return set(lesson.languages) if lesson else set()


def html_of(slug="one", language="en") -> str:
    lesson = shelf.module("negotiation").lesson(slug)
    shown = lesson.languages[language]
    return shelf.document(lesson.key, shown.version, language)


# --- published -----------------------------------------------------------------------


def test_publishing_puts_lessons_on_the_shelf_in_their_order(live):
    assert slugs() == ["one", "two", "three"]
    assert "Three strengths" in html_of()
    assert Edition.objects.order_by("number").last().lessons == [
        [str(each.key), 1] for each in shelf.module("negotiation").lessons
    ]


def test_a_draft_is_not_on_the_shelf(live):
    page = add_lesson(live, "four")
    assert slugs() == ["one", "two", "three"]
    page.save_revision()
    assert not compile_page(page)
    assert slugs() == ["one", "two", "three"]


def test_a_draft_of_a_live_lesson_changes_nothing(live):
    page = page_of("one")
    page.body = [heading("A draft")]
    page.save_revision()
    assert "Three strengths" in html_of()


def test_new_words_keep_the_version_and_a_new_question_raises_it(live):
    publish(page_of("one"), body=[heading("Four strengths"), SINGLE])
    assert Spec.objects.filter(lesson=page_of("one").translation_key).count() == 1
    assert "Four strengths" in html_of()
    other = SINGLE | {"id": "0b9cf0f0-7f43-4c6e-9d7c-6a1f4c2e8d99"}
    publish(page_of("one"), body=[heading("Four strengths"), SINGLE, other])
    assert shelf.module("negotiation").lesson("one").latest_version == 2


def test_lessons_written_before_their_module_go_on_the_shelf_with_it(module):
    module.unpublish()
    publish(add_lesson(module, "one"))
    assert not CompileFailure.objects.exists()
    assert shelf.module("negotiation") is None
    publish(module)
    assert slugs() == ["one"]


def test_a_scheduled_lesson_goes_live_and_is_compiled(live, committed):
    page = add_lesson(live, "four")
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    committed(call_command, "publish_scheduled")
    assert "four" not in slugs()
    Revision.objects.filter(approved_go_live_at__isnull=False).update(
        approved_go_live_at=timezone.now() - timedelta(minutes=1)
    )
    committed(call_command, "publish_scheduled")
    assert slugs() == ["one", "two", "three", "four"]


def test_a_lesson_that_expires_leaves_the_shelf(live, committed):
    publish(page_of("two"))
    LessonPage.objects.filter(pk=page_of("two").pk).update(
        expire_at=timezone.now() - timedelta(minutes=1)
    )
    committed(call_command, "publish_scheduled")
    assert slugs() == ["one", "three"]


# --- failures --------------------------------------------------------------------------


@pytest.fixture
def broken(monkeypatch):
    """A page that can't be compiled, whatever the reason."""

    def fail(*args, **kwargs):
        raise RuntimeError("secret details")

    monkeypatch.setattr("cms.publishing.compiled_lesson", fail)


def test_a_failure_never_reaches_the_editor_and_what_is_live_stays(live, broken):
    publish(page_of("one"), body=[heading("Broken")])
    assert "Three strengths" in html_of()
    failure = CompileFailure.objects.get()
    assert failure.page_id == page_of("one").pk
    assert "What was live stays live." in failure.reason
    assert "secret details" not in failure.reason


def test_a_failure_goes_when_the_page_compiles_again(live, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("cms.publishing.compiled_lesson", None)
        publish(page_of("one"))
        publish(page_of("one"))
    assert CompileFailure.objects.count() == 1
    publish(page_of("one"), body=[heading("Mended")])
    assert not CompileFailure.objects.exists()
    assert "Mended" in html_of()


def test_a_question_that_is_not_whole_is_named(live):
    choice = SINGLE["value"]["choices"][1]
    lame = SINGLE | {"value": SINGLE["value"] | {"choices": [choice]}}
    publish(page_of("one"), body=[lame])
    assert "not complete" in CompileFailure.objects.get().reason
    assert "Three strengths" in html_of()


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


# --- the command ------------------------------------------------------------------------


def shelves():
    return [
        list(Spec.objects.order_by("lesson", "version").values()),
        list(LessonLanguage.objects.order_by("pk").values()),
        Edition.objects.aggregate(Max("number")),
    ]


def compiled() -> list[str]:
    output = StringIO()
    call_command("compile", stdout=output)
    return output.getvalue().splitlines()


def test_compiling_all_again_changes_nothing_and_says_what_it_did(french):
    before = shelves()
    first, second = compiled(), compiled()
    assert first == second
    assert shelves() == before
    assert first[0] == "1/6 en negotiation: compiled"
    assert first[-1] == "6 compiled, 0 waiting for translation, 0 failed"


def test_compiling_all_brings_back_what_was_lost(french):
    LessonLanguage.objects.all().delete()
    shelf.forget()
    assert slugs() == []
    compiled()
    assert slugs() == ["one", "two", "three"]
    assert languages() == {"en", "fr"}


def test_compiling_all_ends_badly_when_something_failed(live, broken):
    with pytest.raises(CommandError):
        compiled()
    assert CompileFailure.objects.count() == 3
    assert slugs() == ["one", "two", "three"]


def test_a_waiting_translation_is_counted_as_waiting(live, committed):
    committed(translate, live)
    committed(translate, page_of("one"), only=1)
    publish(page_of("one", "fr"))
    assert compiled()[-1].startswith("5 compiled, 1 waiting")

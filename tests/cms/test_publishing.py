"""Publishing compiles: what goes on the shelf, what leaves it, and what stays."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Max
from django.utils import timezone
from wagtail.models import Locale, Revision

from cms.failures import CompileFailure
from cms.models import LessonPage
from cms.publishing import compile_page
from learning.catalogue.models import Edition, LessonLanguage, Spec
from learning.catalogue.shelf import shelf
from tests.cms.translating import (
    SINGLE,
    add_lesson,
    heading,
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
    before = timezone.now() - timedelta(minutes=1)
    scheduled = Revision.objects.get(approved_go_live_at__isnull=False)
    scheduled.approved_go_live_at = before
    scheduled.content["go_live_at"] = before.isoformat()
    scheduled.save()
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

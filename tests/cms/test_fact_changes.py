"""A changed fact, followed to everything it touches: pages, tests, translations."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from cms.fact_changes import compile_expired, look_at, pages_using
from cms.failures import CompileFailure
from cms.models import Fact, FactMark, FactUse, LessonPage, ModulePage
from cms.walls.workspaces import set_up_tenant
from learning.catalogue.shelf import shelf
from learning.models import FactChange, FactText, LessonLanguage, User
from tests.cms.conftest import make_union
from tests.cms.facting import add_fact, change_fact
from tests.cms.translating import (
    SINGLE,
    add_lesson,
    heading,
    html_of,
    page_of,
    publish,
    translate,
)

BODY = [heading("It applies from {fact:law}."), SINGLE]


@pytest.fixture(autouse=True)
def _fresh_shelf():
    shelf.forget()
    yield
    shelf.forget()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    def run(action, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return action(*args, **kwargs)

    return run


@pytest.fixture
def law(english, committed):
    return committed(add_fact)


@pytest.fixture
def live(module, law, committed):
    """A module with a lesson that uses the fact, in English."""
    module = committed(publish, module, summary="Since {fact:law}.", pool=[SINGLE])
    committed(publish, add_lesson(module, "one", BODY))
    return module


@pytest.fixture
def french(live, committed):
    Locale.objects.get_or_create(language_code="fr")
    committed(translate, live)
    committed(translate, page_of("one"))
    return live


def text_of(slug="one", language="en") -> dict:
    lesson = shelf.module("negotiation").lesson(slug)
    return shelf.text(lesson.key, lesson.languages[language].version, language)


# --- what is read ----------------------------------------------------------------------


def test_the_fact_stands_in_text_and_document(live):
    html, text = html_of(), text_of()
    assert "It applies from 26 July 2028." in html
    assert "{fact:" not in html + str(text)
    assert html.count("The directive applies from 26 July 2028.") == 1
    (fact,) = text["facts"]
    assert fact["key"] == "law"
    assert fact["as_of"] == "2026-11-22"
    assert fact["confidence"] == "high"
    assert "26 July 2028" in str(text["blocks"])


def test_the_words_of_a_module_and_its_tests_have_facts_too(live, committed):
    question = SINGLE | {"value": SINGLE["value"] | {"prompt": "Before {fact:law}?"}}
    committed(publish, live, pool=[question])
    module = shelf.module("negotiation")
    assert module.text_in("en")["summary"] == "Since 26 July 2028."
    test = module.final_test
    text = shelf.text(test.key, test.latest_version, "en")
    assert text["blocks"][SINGLE["id"]]["prompt"] == "Before 26 July 2028?"
    assert [each["key"] for each in text["facts"]] == ["law"]


def test_a_fact_block_shows_sentence_day_and_source_and_is_not_said_twice(
    live, committed
):
    block = {
        "type": "fact",
        "id": "0b9cf0f0-7f43-4c6e-9d7c-6a1f4c2e8f77",
        "value": {"fact": "law"},
    }
    committed(publish, page_of("one"), body=[*BODY, block])
    html = html_of()
    assert html.count("The directive applies from 26 July 2028.") == 1
    assert "<details" not in html
    words = text_of()["blocks"][block["id"]]
    assert words["fact"] == words["key"] == "law"
    assert words["value"] == "26 July 2028"


def test_a_page_with_an_unknown_fact_is_not_published_and_says_why(live, committed):
    committed(publish, page_of("one"), body=[heading("From {fact:nothing-here}.")])
    assert "nothing-here" in CompileFailure.objects.get().reason
    assert "26 July 2028" in html_of()


def test_a_fact_written_later_mends_the_page(live, committed):
    committed(publish, page_of("one"), body=[heading("From {fact:later}.")])
    committed(add_fact, "later", value="tomorrow")
    assert not CompileFailure.objects.exists()
    assert "From tomorrow." in html_of()


# --- a change --------------------------------------------------------------------------


def test_a_change_is_marked_compiled_and_kept(french, law, committed):
    committed(change_fact, law, value="26 July 2029")
    assert "It applies from 26 July 2029." in html_of()
    assert "fr: It applies from 26 July 2029." in html_of(language="fr")
    assert shelf.module("negotiation").text_in("fr")["summary"].endswith("2029.")
    marks = FactMark.objects.to_look_at()
    assert {(mark.page.title, mark.page.locale.language_code) for mark in marks} == {
        ("About one", "en"),
        ("fr: About one", "fr"),
        ("Negotiation", "en"),
        ("fr: Negotiation", "fr"),
    }
    for mark in marks:
        assert mark.before["value"] == "26 July 2028"
        assert mark.after["value"] == "26 July 2029"
    change = FactChange.objects.get()
    assert change.words_in("fr")["after"]["value"] == "26 July 2029"
    assert str(page_of("one").translation_key) in change.lessons


def test_a_change_makes_no_translation_stale(french, law, committed):
    committed(change_fact, law, value="26 July 2029")
    assert not LessonLanguage.objects.filter(is_stale=True).exists()


def test_a_translation_that_lags_gets_the_new_fact_and_goes_on_lagging(
    french, law, committed
):
    committed(publish, page_of("one"), body=[*BODY, heading("New words", 2)])
    assert LessonLanguage.objects.get(language="fr", is_stale=True)
    committed(change_fact, law, value="26 July 2029")
    html = html_of(language="fr")
    assert "fr: It applies from 26 July 2029." in html
    assert "New words" not in html
    assert LessonLanguage.objects.get(language="fr", is_stale=True)


def test_half_translated_words_do_not_slip_out_with_a_fact(french, law, committed):
    committed(publish, page_of("one"), body=[*BODY, heading("New words", 2)])
    # Somebody publishes what is not complete; trainees keep the earlier text.
    page = page_of("one", "fr")
    page.get_latest_revision().publish()
    committed(change_fact, law, value="26 July 2029")
    assert "New words" not in html_of(language="fr")


def test_a_second_change_before_anybody_looked_goes_into_the_same_mark(
    live, law, committed
):
    committed(change_fact, law, value="26 July 2029")
    committed(change_fact, law, value="never")
    mark = FactMark.objects.get(page=page_of("one").pk)
    assert (mark.before["value"], mark.after["value"]) == ("26 July 2028", "never")


def test_what_was_looked_at_stays_so_and_a_later_change_is_marked_anew(
    live, law, committed
):
    committed(change_fact, law, value="26 July 2029")
    first, second = (User.objects.create_user(name, "x") for name in ("a", "b"))
    mark = FactMark.objects.get(page=page_of("one").pk)
    look_at(mark=mark, by=first)
    look_at(mark=mark, by=second)
    assert mark.seen_by == first
    committed(change_fact, law, value="never")
    assert FactMark.objects.filter(page=page_of("one").pk).count() == 2


def test_checking_again_without_a_change_marks_nothing(live, law, committed):
    committed(change_fact, law, as_of="2026-12-01", source="A book", confidence="high")
    assert not FactMark.objects.exists()
    assert not FactChange.objects.exists()
    assert "A book" in html_of()


def test_a_fact_that_nobody_uses_marks_nothing(english, committed):
    fact = committed(add_fact, "lonely")
    committed(change_fact, fact, value="else")
    assert not FactMark.objects.exists()
    assert pages_using(fact.translation_key) == []


def test_a_fact_that_passes_its_day_says_so_without_anybody_publishing(
    live, law, committed
):
    yesterday = timezone.localdate() - timedelta(days=1)
    Fact.objects.filter(pk=law.pk).update(review_by=yesterday)
    assert "to be checked" not in html_of()
    call_command("review_facts", verbosity=0)
    assert "It applies from 26 July 2028 (to be checked)." in html_of()
    assert not FactMark.objects.exists()
    long_ago = timezone.localdate() - timedelta(days=30)
    Fact.objects.filter(pk=law.pk).update(review_by=long_ago)
    assert compile_expired() == 0


# --- translations of a fact --------------------------------------------------------------


def test_a_translated_fact_is_read_at_once_and_is_no_news(french, law, committed):
    committed(translate, law, mark="FR")
    assert "FR: 26 July 2028" in html_of(language="fr")
    assert "FR" not in html_of()
    assert not FactMark.objects.exists()
    assert FactText.objects.get(language="fr").body["value"] == "FR: 26 July 2028"


def test_after_a_change_the_translation_shows_the_new_day_until_it_is_translated(
    french, law, committed
):
    committed(translate, law, mark="FR")
    committed(change_fact, law, value="26 July 2029")
    html = html_of(language="fr")
    assert "It applies from 26 July 2029" in html
    # What has not changed in it stays translated.
    assert "FR: The directive applies" in html
    mark = FactMark.objects.get(page=page_of("one", "fr").pk)
    assert mark.before["value"] == "FR: 26 July 2028"
    committed(translate, law, mark="FR")
    mark.refresh_from_db()
    assert mark.after["value"] == "FR: 26 July 2029"
    assert FactChange.objects.get().words_in("fr")["after"]["value"].startswith("FR")


# --- translations of a page ---------------------------------------------------------------


def test_a_translation_that_has_lost_a_fact_is_marked_and_not_shown(live, committed):
    Locale.objects.get_or_create(language_code="fr")
    committed(translate, live)
    found = committed(translate, page_of("one"))
    piece = StringTranslation.objects.get(
        data__contains="{fact:law}", context__path__startswith="body"
    )
    piece.data = "fr: à partir de {fact:loi}"
    piece.save()
    piece.refresh_from_db()
    assert piece.has_error
    assert "{fact:law}" in piece.get_error()
    total, done = found.get_progress()
    assert done == total - 1
    piece.data, piece.has_error = "fr: à partir du {fact:law}", False
    piece.save()
    assert not StringTranslation.objects.filter(has_error=True).exists()


def test_a_page_whose_translation_has_lost_a_fact_is_recorded_not_raised(
    french, committed
):
    other = [heading("fr: rien"), SINGLE]
    committed(publish, page_of("one", "fr"), body=other)
    assert "{fact:law}" in CompileFailure.objects.get().reason
    assert "fr: It applies from" in html_of(language="fr")


# --- uses -----------------------------------------------------------------------------------


def test_uses_follow_the_page(live, committed):
    assert {(use.field, use.kind) for use in FactUse.objects.all()} == {
        ("body", "heading"),
        ("summary", ""),
    }
    committed(publish, page_of("one"), body=[heading("Nothing")])
    assert {use.field for use in FactUse.objects.all()} == {"summary"}
    LessonPage.objects.get(slug="one").delete()
    ModulePage.objects.get(pk=live.pk).delete()
    assert not FactUse.objects.exists()


def test_a_draft_of_a_live_page_changes_no_use(live):
    page = page_of("one")
    page.body = [heading("Nothing")]
    page.save_revision()
    assert FactUse.objects.filter(page=page.pk).count() == 1


def test_a_unions_new_fact_takes_the_place_of_the_programmes(
    law, english, committed, root
):
    union = make_union("north")
    home = set_up_tenant(union).homes[0]
    module = home.add_child(
        instance=ModulePage(title="N", slug="negotiation", summary="-", outcome="-")
    )
    committed(publish, module)
    committed(publish, add_lesson(module, "one", BODY))
    assert "26 July 2028" in html_of()
    own = committed(add_fact, union=union, value="our own day")
    assert "It applies from our own day." in html_of()
    assert set(FactUse.objects.values_list("fact", flat=True)) == {own.translation_key}
    assert Fact.objects.originals().count() == 2

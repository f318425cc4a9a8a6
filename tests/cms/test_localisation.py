"""Translations: the source, how far a translation is, and what keeps when it changes."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from cms.localisation import (
    is_complete,
    is_source,
    refresh_translations,
    register,
    source_of,
    stale_languages,
    translation_of,
)
from cms.models import LessonPage, ModulePage
from learning.catalogue.shelf import shelf
from learning.models import User
from tests.cms.translating import SINGLE, add_lesson, heading, publish, translate

BODY = [heading("Three strengths"), SINGLE]


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
def french(db):
    return Locale.objects.get_or_create(language_code="fr")[0]


@pytest.fixture
def translated(module, french, committed):
    """A lesson, live in English and in French."""
    module = publish(module)
    page = publish(add_lesson(module, "one"))
    committed(translate, module)
    committed(translate, page)
    return page


def in_french() -> LessonPage:
    return LessonPage.objects.get(locale__language_code="fr")


def test_a_page_is_its_own_source_until_it_is_a_translation(translated):
    assert is_source(translated)
    assert source_of(translated) == translated
    assert translation_of(translated) is None
    assert not is_source(in_french())
    assert source_of(in_french()) == translated
    assert translation_of(in_french()).target_locale.language_code == "fr"


def test_a_translation_whose_source_is_gone_stands_for_itself(translated):
    page = in_french()
    LessonPage.objects.get(pk=translated.pk).delete()
    assert source_of(page) == page


def test_a_source_is_always_complete(translated):
    assert is_complete(translated)
    assert is_complete(in_french())


def test_registering_twice_makes_one_translation_a_language(translated, french):
    for _ in range(2):
        assert [each.target_locale for each in register(translated)] == [french]
    assert TranslationSource.objects.count() == 2
    assert Translation.objects.count() == 2


def test_what_was_translated_stays_when_the_source_changes(translated, committed):
    body = [heading("Three strengths"), heading("New", 2), SINGLE]
    committed(publish, translated, body=body)
    page = in_french()
    assert not is_complete(page)
    assert page.body[0].value["text"] == "fr: Three strengths"
    po = {each.msgid: each.msgstr for each in translation_of(page).export_po()}
    assert po["Three strengths"] == "fr: Three strengths"
    assert po["What is right?"] == "fr: What is right?"
    assert po["New"] == ""


def test_stale_languages_are_told_until_they_are_mended(translated, committed):
    assert stale_languages(translated) == []
    committed(publish, translated, body=[heading("Four strengths"), SINGLE])
    assert stale_languages(translated) == ["fr"]
    committed(translate, translated)
    assert stale_languages(translated) == []


def test_what_is_not_on_the_shelf_is_not_stale(module):
    assert stale_languages(module) == []


def test_a_translator_finds_a_draft_in_every_language(module, french, committed):
    Locale.objects.create(language_code="km")
    committed(publish, module)
    for code in ("fr", "km"):
        page = ModulePage.objects.get(locale__language_code=code)
        assert not page.live
        assert not is_complete(page)
        assert page.translation_key == module.translation_key


def test_the_editors_lists_of_translations_open(translated, committed, client):
    """Wagtail's own pages break on a translation that has no page."""
    Locale.objects.create(language_code="km")
    committed(publish, translated)
    admin = User.objects.create_superuser("admin", "x")
    TOTP.activate(admin, generate_totp_secret())
    client.force_login(admin)
    source = TranslationSource.objects.get(object_id=translated.translation_key)
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    assert client.get(address).status_code == 200


def test_refreshing_what_is_no_source_or_is_gone_does_nothing(translated):
    before = Translation.objects.count()
    refresh_translations.enqueue(in_french().pk)
    refresh_translations.enqueue(987654321)
    assert Translation.objects.count() == before


def test_a_draft_that_waits_is_not_made_anew(translated, committed):
    page = in_french()
    committed(publish, translated)
    assert in_french().pk == page.pk
    assert in_french().live

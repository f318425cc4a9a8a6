"""The glossary finds its words in a lesson, and stands beside the translation."""

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from cms.models import GlossaryTerm, GlossaryTranslation
from learning.models import User
from learning.privacy import declared_fields


@pytest.fixture
def mandate(db):
    term = GlossaryTerm.objects.create(source="mandate", note="what members decided")
    term.translations.add(GlossaryTranslation(language="fr", words="mandat"))
    term.save()
    return term


@pytest.mark.parametrize(
    ("text", "is_there"),
    [
        ("The Mandate is ours", True),
        ("Two mandates", True),
        ("mandate", True),
        ("A submandate is no word", False),
        ("A submandate and a mandate", True),
        ("The man dates", False),
        ("", False),
    ],
)
def test_a_term_is_found_where_a_word_begins(mandate, text, is_there):
    found = GlossaryTerm.objects.occurring_in(text)
    assert found == ([mandate] if is_there else [])


def test_longer_terms_come_first(mandate):
    longer = GlossaryTerm.objects.create(source="mandate sheet")
    found = GlossaryTerm.objects.occurring_in("the mandate sheet")
    assert found == [longer, mandate]


def test_a_term_says_how_it_is_said(mandate):
    assert mandate.said_in("fr") == "mandat"
    assert mandate.said_in("es") == ""


@pytest.mark.parametrize("model", [GlossaryTerm, GlossaryTranslation])
def test_the_glossary_knows_nobody(model):
    own = {field.name for field in model._meta.local_fields}
    assert set(declared_fields(model)) == own


def test_a_translator_sees_the_terms_of_the_lesson(mandate, lesson, client):
    lesson.body = [("heading", {"text": "Ask for a mandate"})]
    lesson.save_revision().publish()
    french = Locale.objects.get_or_create(language_code="fr")[0]
    source, _created = TranslationSource.get_or_create_from_instance(lesson)
    translation = Translation.objects.create(source=source, target_locale=french)
    translation.save_target(publish=False)
    client.force_login(User.objects.create_superuser("admin", "x"))

    page = lesson.get_translation(french)
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    content = answer.content.decode()
    assert "<td>mandat</td>" in content
    assert "1 word of the glossary" in content
    assert 'id="glossary-terms"' in content

"""The directory of help: from an author's form to its readers."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from cms.author_home import waiting_for
from cms.models import HelpService, HelpServiceTranslation
from cms.snippets.help_service import country_choices
from learning.models import User
from learning.privacy import declared_fields

TODAY = timezone.localdate()


@pytest.fixture
def line(db):
    return HelpService.objects.create(
        country="BJ",
        name="The line",
        what="It listens",
        contact="+229 00",
        languages="fr, fon",
        source="the office",
        last_checked_date=TODAY,
        confidence="medium",
    )


@pytest.mark.parametrize("model", [HelpService, HelpServiceTranslation])
def test_the_directory_knows_nobody(model):
    own = {field.name for field in model._meta.local_fields}
    assert set(declared_fields(model)) == own


def test_what_an_author_saves_is_read_at_once(line, client):
    page = client.get("/en/services/").content.decode()
    assert "Benin" in page
    assert "It listens" in page
    line.translations.add(HelpServiceTranslation(language="fr", what="Elle écoute"))
    line.save()
    page = client.get("/fr/services/").content.decode()
    assert "Elle écoute" in page
    assert "The line" in page
    line.translations.update(name="La ligne")
    line.save()
    page = client.get("/fr/services/").content.decode()
    assert "La ligne" in page
    assert "The line" not in page
    line.delete()
    assert "The line" not in client.get("/en/services/").content.decode()


def test_only_what_is_to_be_checked_may_lack_a_source(line):
    line.source = " "
    with pytest.raises(ValidationError, match="where this is from"):
        line.full_clean()
    line.confidence = "to_check"
    line.full_clean()


def test_countries_are_named(line):
    assert ("BJ", "Benin") in country_choices()
    assert str(line) == "Benin: The line"


def test_what_nobody_checked_for_long_is_on_the_home_screen(line):
    chief = User.objects.create_superuser("admin", "x")
    assert waiting_for(chief) == []
    line.last_checked_date = TODAY - timedelta(days=184)
    line.save()
    [waiting] = waiting_for(chief)
    assert waiting.title == "Benin: The line"
    assert "Ask whether it is still right" in waiting.sentence
    assert waiting.url == reverse(
        "wagtailsnippets_cms_helpservice:edit", args=[line.pk]
    )
    line.last_checked_date = None
    line.save()
    assert "Nobody has checked" in waiting_for(chief)[0].sentence


def test_an_administrator_writes_an_entry_for_all(db, client):
    client.force_login(User.objects.create_superuser("admin", "x"))
    answer = client.post(
        reverse("wagtailsnippets_cms_helpservice:add"),
        {
            "country": "SN",
            "language": "fr",
            "name": "La ligne",
            "what": "Elle écoute",
            "contact": "800",
            "confidence": "to_check",
            "translations-TOTAL_FORMS": "0",
            "translations-INITIAL_FORMS": "0",
        },
    )
    assert answer["Location"] == reverse("wagtailsnippets_cms_helpservice:list")
    assert HelpService.objects.get().union is None

"""What facts say on a page: its language, its owner, what is to be checked."""

from datetime import date

import pytest
from django.utils import translation
from wagtail.models import Locale

from cms.fact_files import _translation_of
from cms.facts.book import FactBook
from cms.facts.placeholders import FactError
from tests.cms.facting import add_fact, change_fact


def in_french(fact, value="26 juillet 2028"):
    """The fact translated, as far as its value goes."""
    locale = Locale.objects.get_or_create(language_code="fr")[0]
    found = _translation_of(fact, locale)
    po = found.export_po()
    for entry in po:
        if entry.msgctxt == "value":
            entry.msgstr = value
    found.import_po(po)
    found.save_target(publish=True)


def test_a_fact_says_its_value_in_the_language_of_the_page(
    english, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        in_french(add_fact())
    assert FactBook(None, "fr").shown("law").value == "26 juillet 2028"
    assert FactBook(None, "en").shown("law").value == "26 July 2028"
    # Its statement is still the original's: nobody has translated it.
    assert FactBook(None, "fr").shown("law").language == "en"
    shown = FactBook(None, "km").shown("law")
    assert (shown.value, shown.language) == ("26 July 2028", "en")
    book = FactBook(None, "es")
    book.shown("law")
    with translation.override("es"):
        assert '<span lang="en" dir="ltr">' in book.beneath()


def test_what_is_to_be_checked_says_so_in_the_readers_language(english):
    add_fact(confidence="to_check")
    book = FactBook(None, "en")
    assert book.fill("From {fact:law}.") == "From 26 July 2028 (to be checked)."
    assert "To be checked" in book.beneath()


def test_a_fact_past_its_review_is_to_be_checked_too(english):
    add_fact(review_by=date(2026, 11, 23), as_of=date(2020, 1, 1))
    assert FactBook(None, "en").shown("law").to_check


def test_a_fact_that_there_is_not_is_named(english):
    with pytest.raises(FactError, match="nothing-here"):
        FactBook(None, "en").fill("{fact:nothing-here}")
    lenient = FactBook(None, "en", strict=False)
    assert lenient.fill("{fact:nothing-here}") == "?nothing-here?"


def test_a_draft_is_no_fact_yet(english):
    fact = add_fact()
    fact.value = "never"
    fact.save_revision()
    assert FactBook(None, "en").shown("law").value == "26 July 2028"
    assert change_fact(fact, value="now").value == "now"


def test_a_unions_own_fact_goes_before_the_programmes(english, union):
    add_fact()
    add_fact(union=union, value="our own day")
    assert FactBook(union.pk, "en").shown("law").value == "our own day"
    assert FactBook(None, "en").shown("law").value == "26 July 2028"


def test_what_stands_beneath_a_lesson_has_day_and_source(english):
    add_fact(statement="From <i>then</i> on.")
    add_fact("book", source="The booklet, page 3", value="3")
    book = FactBook(None, "en")
    book.fill(["{fact:law}", "{fact:book}"])
    with translation.override("en"):
        html = book.beneath()
    assert "From &lt;i&gt;then&lt;/i&gt; on." in html
    assert "November 22, 2026" in html
    assert '<a href="https://eur-lex.europa.eu/eli/dir/2024/1760/oj">' in html
    assert "The booklet, page 3" in html
    assert [each["key"] for each in book.as_words()] == ["law", "book"]


def test_a_source_that_is_no_address_of_the_web_is_no_link(english):
    add_fact(source="javascript:alert(1)")
    book = FactBook(None, "en")
    book.fill("{fact:law}")
    assert "href" not in book.beneath()


def test_a_page_without_facts_has_nothing_beneath(english):
    assert FactBook(None, "en").beneath() == ""

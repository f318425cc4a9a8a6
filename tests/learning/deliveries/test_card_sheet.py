"""Cards on paper: names and codes, the four sentences, and nothing that tells."""

from django.utils import translation

from learning.deliveries.card_sheet import ON_A_PAGE, sheet_of
from learning.members.actions.cards import PrintedCard
from learning.members.consent import STATEMENT
from learning.members.models import Union


def cards(count):
    return [
        PrintedCard(None, f"baobab-{number}", f"CODE-{number}", f"s3cret-{number}")
        for number in range(count)
    ]


def sheet(count, language="fr"):
    with translation.override(language):
        union = Union(name="FNEC")
        return sheet_of(cards(count), union=union, language=language)


def test_the_four_sentences_are_in_the_language_of_the_sheet():
    with translation.override("fr"):
        said = [str(sentence) for sentence in STATEMENT]
    assert sheet(1)["statement"] == said
    assert sheet(1)["language"] == "fr"


def test_a_card_tells_neither_union_nor_secret_to_who_reads_it():
    shown = sheet(3)
    [page] = shown["pages"]
    assert "FNEC" in shown["title"]
    assert "FNEC" not in str(page)
    assert "s3cret" not in str(shown)
    assert [each["code"] for each in page] == ["CODE-0", "CODE-1", "CODE-2"]


def test_as_many_pages_as_it_takes():
    pages = sheet(2 * ON_A_PAGE + 1)["pages"]
    assert [len(page) for page in pages] == [ON_A_PAGE, ON_A_PAGE, 1]

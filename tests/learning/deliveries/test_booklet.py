"""The booklet: what stands in it, and the paper itself (tags, fonts, size, ink)."""

from dataclasses import replace
from io import BytesIO

import numpy as np
import pypdfium2
import pytest
from pypdf import PdfReader

from learning.deliveries.booklet import booklet, booklet_pdf
from learning.deliveries.on_paper import FORMS
from tests.learning.deliveries.samples import (
    WORDS,
    block,
    blocks,
    booklet_here,
    lesson,
    module,
)

A5 = (419.5, 595.3)


@pytest.fixture(scope="module", params=WORDS)
def language(request):
    return request.param


@pytest.fixture(scope="module")
def pdf(language):
    return booklet_here(module(language))


def test_the_sample_has_every_kind():
    assert {each.kind for each in blocks()} >= set(FORMS) - {
        "audio",
        "video",
        "download",
    }


def test_it_is_tagged_titled_in_its_language_and_a5(pdf, language):
    reader = PdfReader(BytesIO(pdf))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert reader.metadata.title == WORDS[language][0]
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    for page in reader.pages:
        assert [float(each) for each in page.mediabox[2:]] == pytest.approx(A5, abs=0.5)


def test_fonts_are_embedded(pdf):
    fonts = [
        font.get_object()
        for page in PdfReader(BytesIO(pdf)).pages
        for font in page["/Resources"].get("/Font", {}).values()
    ]
    assert fonts
    for font in fonts:
        (descendant,) = font["/DescendantFonts"]
        assert (
            "/FontFile2" in descendant["/FontDescriptor"]
            or "/FontFile3" in descendant["/FontDescriptor"]
        )


@pytest.mark.parametrize("said", ["en", "fr"])
def test_every_page_says_edition_and_page(said):
    """Not in all languages: text out of a PDF is unreliable in Khmer and Arabic."""
    pages = PdfReader(BytesIO(booklet_here(module(said)))).pages
    for number, page in enumerate(pages, start=1):
        last = page.extract_text().strip().splitlines()[-2:]
        assert "3" in "".join(last)
        assert str(number) in "".join(last)


@pytest.mark.parametrize("said", ["en", "ar"])
def test_a_copier_finds_black_and_white_only(said):
    """Grey is only where the edge of a letter is smoothed, so next to none of the paper."""
    for page in pypdfium2.PdfDocument(booklet_here(module(said))):
        image = np.asarray(page.render(scale=2).to_pil().convert("RGB"), dtype=int)
        assert (image.max(2) - image.min(2)).max() < 12, "colour"
        grey = (image[..., 0] > 60) & (image[..., 0] < 200)
        # A grey area has neighbours that are just as grey.
        inside = grey[1:-1, 1:-1] & grey[:-2, 1:-1] & grey[2:, 1:-1]
        inside &= grey[1:-1, :-2] & grey[1:-1, 2:]
        assert inside.mean() < 0.002


def test_the_same_source_gives_the_same_bytes(pdf, language):
    assert booklet_pdf(module(language)) == pdf


def text_of(paper) -> str:
    return str(paper)


def test_nothing_for_the_trainer_stands_in_it():
    said = text_of(booklet(module()))
    assert "NOTE" not in said
    assert "SECRET" not in said


def test_answers_stand_at_the_end_only():
    paper = booklet(module())
    asked, answered = text_of(paper["lessons"]), text_of(paper["answers"])
    for why in ("WHY-1", "GOOD", "POOR", "0.18", "3,600", "Right: A."):
        assert why in answered
        assert why not in asked


def test_questions_are_numbered_alike_before_and_behind():
    paper = booklet(module())
    asked, answered = text_of(paper["lessons"]), text_of(paper["answers"])
    numbers = [n for n in range(1, 20) if f"'Question {n}'" in asked]
    assert numbers == list(range(1, len(numbers) + 1))
    assert "'Question 1'" in answered


def test_a_fact_says_as_of_when_from_where_and_that_it_is_to_be_checked():
    said = text_of(booklet(module())["lessons"])
    assert "As of November 22, 2026. To be checked. Source: SOURCE-F" in said


def test_facts_in_sentences_stand_at_the_end_of_their_lesson():
    fact = block(
        "c190", "fact", {"key": "c190", "statement": "A law.", "to_check": False}
    )
    said = text_of(booklet(module("en", replace(lesson(), facts=(fact,))))["lessons"])
    assert "Facts in this lesson" in said
    assert "A law." in said


def test_a_lesson_in_another_language_says_so_and_keeps_its_direction():
    paper = booklet(module("ar", lesson("en")))
    assert paper["direction"] == "rtl"
    assert paper["lessons"][0]["direction"] == "ltr"
    assert "not yet in your language" in text_of(paper["lessons"])


def test_a_module_without_a_question_has_no_answers():
    only = lesson(blocks=(block("kp", "key_point", {"text": "Remember."}),))
    assert booklet(module("en", only))["answers"] == []
    assert booklet_here(module("en", only)).startswith(b"%PDF")


def test_a_question_stays_on_one_page_with_its_choices():
    choices = {name: {"text": f"Choice {name}", "feedback": ""} for name in "abcd"}
    asked = {"prompt": "Which?", "feedback": "", "choices": choices}
    answers = [{"id": each, "right": each == "a"} for each in choices]
    many = [block(f"q{n}", "single", asked, choices=answers) for n in range(14)]
    paper = pypdfium2.PdfDocument(
        booklet_here(module("en", lesson(blocks=tuple(many))))
    )
    pages = [page.get_textpage().get_text_bounded() for page in paper]
    assert sum("Which?" in page for page in pages) > 2
    for page in pages:
        assert page.count("Which?") == page.count("Choice d")


HOSTILE = '#panic("x") $ {{ }} \\ <b> \x00\x1b \u202e 🌳 ' + "W" * 400


def test_hostile_words_are_only_ever_shown():
    def poisoned(value):
        if isinstance(value, dict):
            return {key: poisoned(each) for key, each in value.items()}
        if isinstance(value, list):
            return [poisoned(each) for each in value]
        return HOSTILE if isinstance(value, str) else value

    bad = tuple(block(b.id, b.kind, poisoned(b.words), **b.spec) for b in blocks())
    assert booklet_here(module("en", lesson(title=HOSTILE, blocks=bad)))


def test_missing_words_leave_something_out_and_break_nothing():
    empty = tuple(block(b.id, b.kind, {}, **b.spec) for b in blocks())
    assert booklet_here(module("en", lesson(blocks=empty)))
    bare = tuple(block(b.id, b.kind, {}) for b in blocks())
    assert booklet_here(module("en", lesson(blocks=bare)))

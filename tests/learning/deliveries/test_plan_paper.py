from io import BytesIO

import pytest
from pypdf import PdfReader

from learning.deliveries.plan_paper import plan_paper
from learning.deliveries.wishes import Wishes
from tests.learning.deliveries.samples import WORDS, module, plan_here

WISHES = Wishes(minutes=240, people=22, power=False, devices=False)


@pytest.mark.parametrize("language", WORDS)
def test_it_is_a_tagged_a4_paper_in_its_language(language):
    reader = PdfReader(BytesIO(plan_here(module(language), WISHES)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    for page in reader.pages:
        size = [float(each) for each in page.mediabox[2:]]
        assert size == pytest.approx([595.3, 841.9], abs=0.5)


def test_each_role_has_a_page_of_its_own():
    pages = [
        p.extract_text() for p in PdfReader(BytesIO(plan_here(module(), WISHES))).pages
    ]
    held = [text for text in pages if "SECRET" in text]
    assert len(held) == 2
    assert all(("SECRET-1" in text) != ("SECRET-2" in text) for text in held)


def test_it_says_edition_language_and_how_fresh_the_facts_are():
    paper = plan_paper(module(), WISHES)
    assert paper["foot"] == "Talks · Edition 3 · English"
    assert "As of November 22, 2026. To be checked." in str(paper["after"])

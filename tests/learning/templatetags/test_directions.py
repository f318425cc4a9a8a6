"""Words in another language than the page's say so."""

import pytest
from django.template import Context, Template
from django.utils import translation


@pytest.mark.parametrize(
    ("page", "words", "said"),
    [
        ("fr", "fr", ""),
        ("ar", "en", ' lang="en" dir="ltr"'),
        ("en", "ar", ' lang="ar" dir="rtl"'),
        ("en", "xx", ' lang="xx" dir="ltr"'),
        ("en", "", ""),
    ],
)
def test_what_is_said_of_words(page, words, said):
    template = Template("{% load directions %}<p{% written_in words %}>")
    with translation.override(page):
        assert template.render(Context({"words": words})) == f"<p{said}>"

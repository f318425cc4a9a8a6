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


@pytest.mark.parametrize(
    ("page", "words", "said"),
    [
        ("fr", "fr", ""),
        ("ar", "en", ' lang="ar" dir="rtl"'),
        ("en", "ar", ' lang="en" dir="ltr"'),
    ],
)
def test_what_is_said_of_our_words_amid_others(page, words, said):
    template = Template("{% load directions %}<p{% our_words_amid words %}>")
    with translation.override(page):
        assert template.render(Context({"words": words})) == f"<p{said}>"


def test_words_in_a_sentence_go_their_own_way():
    template = Template('{% load directions %}{% apart words "en" %}')
    with translation.override("ar"):
        said = template.render(Context({"words": "1 < 2?"}))
    assert said == '<bdi lang="en" dir="ltr">1 &lt; 2?</bdi>'

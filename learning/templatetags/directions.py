"""`{% written_in "en" %}`: says of words in another language than the page's what they are.
`{% our_words_amid "en" %}` says it of the page's own words that stand among such.

A screen reader then speaks them rightly, and English on an Arabic page runs from left to
right, with the full stop at its end.
"""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

register = template.Library()


@register.simple_tag
def written_in(language: str) -> SafeString | str:
    """The attributes of an element; none where it is the language of the page."""
    return "" if language == get_language() else _attributes(language)


@register.simple_tag
def our_words_amid(language: str) -> SafeString | str:
    """The attributes of an element with the page's own words amid words in `language`."""
    return "" if language == get_language() else _attributes(get_language())


@register.simple_tag
def apart(words: str, language: str = "") -> SafeString:
    """Words for the middle of a sentence, which go their own way where they must."""
    return format_html("<bdi{}>{}</bdi>", written_in(language), words)


def _attributes(language: str) -> SafeString | str:
    if not language:
        return ""
    try:
        bidi = get_language_info(language)["bidi"]
    except KeyError:
        bidi = False
    return format_html(' lang="{}" dir="{}"', language, "rtl" if bidi else "ltr")

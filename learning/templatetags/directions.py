"""`{% written_in "en" %}`: says of words in another language than the page's what they are.

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
    if not language or language == get_language():
        return ""
    try:
        bidi = get_language_info(language)["bidi"]
    except KeyError:
        bidi = False
    return format_html(' lang="{}" dir="{}"', language, "rtl" if bidi else "ltr")

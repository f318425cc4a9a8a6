"""Messages to copy as text: for a union's own groups, for SMS, for reading aloud.

Nothing is sent from here. A message is short and neutral: it names no union together
with a person, and a secret stands in it alone.
"""

from collections.abc import Callable
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils.translation import get_language, override, to_locale


@dataclass(frozen=True)
class CopyText:
    """`label` in the reader's language, `words` in the language of the message."""

    name: str
    label: str
    words: str
    language: str

    @property
    def direction(self) -> str:
        base = self.language.split("-")[0]
        return "rtl" if base in settings.LANGUAGES_BIDI else "ltr"

    @property
    def rows(self) -> int:
        """As tall as it is on a small phone, about."""
        return min(12, sum(1 + len(line) // 36 for line in self.words.splitlines()))


@dataclass(frozen=True)
class Languages:
    """What a message can be said in, and what was chosen."""

    chosen: str
    offered: list[tuple[str, str]]
    # What else stands in the address and must not be lost: (name, value).
    others: list[tuple[str, str]]


def language_of(default: str) -> str:
    """The language of a class or person if the site speaks it, else the reader's."""
    return default if default in dict(settings.LANGUAGES) else get_language()


def own_name(code: str) -> str:
    """A language by its own name, in its own script."""
    try:
        locale = Locale.parse(to_locale(code))
    except (UnknownLocaleError, ValueError):
        return code
    return locale.get_display_name(locale) or code


def languages(request, default: str) -> Languages:
    """`?in=fr` chooses; the language of the class or person unless she does."""
    asked = request.GET.get("in", "")
    return Languages(
        chosen=asked if asked in dict(settings.LANGUAGES) else language_of(default),
        offered=[(code, own_name(code)) for code, _name in settings.LANGUAGES],
        others=[
            (name, value)
            for name, value in request.GET.items()
            if name in ("q", "page", "tenant", "lesson")
        ],
    )


def copy_text(
    name: str, label: str, language: str, say: Callable[[], list[str]]
) -> CopyText:
    """A message of the lines that `say` gives, said in that language."""
    with override(language):
        words = "\n".join(line for line in say() if line)
    return CopyText(name, label, words, language)

"""How good a lesson is, in figures an author can act on: words, ease, weight, gaps.

Nothing here forbids anything but weight (`cms/pages/forms.py` asks why). A figure is a
mirror, not a mark: short words can be empty, and a long one can be the right one.
"""

import gzip
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyphen
from django.contrib.staticfiles import finders
from lxml import html as lxml_html

from cms.facts.placeholders import FactError
from cms.localisation import stale_languages
from cms.pages.lesson import LessonPage
from cms.publishing import lesson_as_visitors_get_it
from learning.activities.errors import SpecError

# The first view of a lesson on a slow line: one TCP initial window (docs/architecture.md).
BUDGET = 14_600
# Of the answer for a page, and for each file beside it, as `make bench` measures them.
PAGE_HEADERS, FILE_HEADERS = 590, 405
# What a page has and its preview has not: where she is, account, back and on. Of the
# lessons we ship it makes 259 to 379 bytes, compressed.
AROUND = 320
# What a page brings along: style sheets, scripts, the mark. The names of a real site have
# a fingerprint in them.
BROUGHT = re.compile(r'(?:href|src)="/static/([\w/.-]+?)(?:\.[0-9a-f]{12})?(\.\w+)"')
MOST_WORDS = 350
# Where no spaces stand between words, letters are counted; some six make an English word.
LETTERS_A_WORD = 6
# What is read, in which field; questions and notes to the trainer are not counted.
READ = {
    "heading": ("text",),
    "rich_text": ("html",),
    "key_point": ("text",),
    "story": ("title", "html"),
    "quotation": ("text", "who"),
}
UNSPACED_LANGUAGES = frozenset({"km", "th", "lo", "my", "zh", "ja"})


@dataclass(frozen=True)
class Weight:
    """Bytes of a lesson's first view, compressed, headers included."""

    document: int
    total: int
    most: int = BUDGET

    @property
    def is_over(self) -> bool:
        return self.total > self.most


@dataclass(frozen=True)
class Ease:
    """How easy a text reads: the figure, whose formula it is, and whether it is easy."""

    score: int
    formula: str
    is_easy: bool


@dataclass(frozen=True)
class Quality:
    """One lesson in one language. `length` counts words, or letters (`in_letters`)."""

    language: str
    length: int
    most: int
    in_letters: bool
    ease: Ease | None
    # None while the draft does not add up to a lesson yet.
    weight: Weight | None
    without_alt: int
    stale: list[str] = field(default_factory=list)

    @property
    def is_long(self) -> bool:
        return self.length > self.most


def quality_of(page: LessonPage) -> Quality:
    """The figures of a lesson as it stands in the editor's latest draft."""
    language = page.locale.language_code
    text = text_to_read(page)
    unspaced = language.partition("-")[0] in UNSPACED_LANGUAGES
    length = letters(text) if unspaced else len(words(text))
    return Quality(
        language=language,
        length=length,
        most=MOST_WORDS * LETTERS_A_WORD if unspaced else MOST_WORDS,
        in_letters=unspaced,
        ease=None if unspaced else reading_ease(text, language),
        weight=weigh(page),
        without_alt=sum(
            not (block.value["alt"] or "").strip()
            for block in page.body
            if block.block_type in ("image", "diagram")
        ),
        stale=stale_languages(page),
    )


def weigh(page: LessonPage, parent=None) -> Weight | None:
    """What a phone gets at the first view. `parent` for a page that is not saved yet.

    None for a draft that does not add up to a lesson: a question without a right answer,
    a fact that there is not. The editor says that itself.
    """
    if not page.pk:
        page = _as_if_saved(page, parent)
    try:
        return weight_of(lesson_as_visitors_get_it(page))
    except (SpecError, FactError):
        return None


def weight_of(html: bytes) -> Weight:
    """The weight of a lesson whose preview this is: in bytes, a few per cent off."""
    document = len(gzip.compress(html, 9, mtime=0)) + AROUND + PAGE_HEADERS
    brought = {"".join(found) for found in BROUGHT.findall(html.decode())}
    return Weight(document, document + sum(_file_bytes(name) for name in brought))


def _as_if_saved(page: LessonPage, parent) -> LessonPage:
    page.translation_key = page.translation_key or uuid4()
    page.get_parent = lambda *args, **kwargs: parent
    page.path = parent.path + "0001"
    page.locale = parent.locale
    return page


@cache
def _file_bytes(name: str) -> int:
    """One file beside a page, compressed as it is served, with its headers."""
    found = finders.find(name)
    if not found:
        return 0
    return FILE_HEADERS + len(gzip.compress(Path(found).read_bytes(), 9, mtime=0))


def text_to_read(page: LessonPage) -> str:
    """The running text of a lesson: sentences, without questions and notes."""
    parts = []
    for block in page.body:
        for name in READ.get(block.block_type, ()):
            parts.append(_plain(block.value[name]))
    return "\n".join(parts)


def _plain(value: Any) -> str:
    source = getattr(value, "source", None)
    if source is None:
        return str(value)
    if not source.strip():
        return ""
    root = lxml_html.fragment_fromstring(source, create_parent="div")
    # The end of a paragraph or of a line in a list is the end of a sentence.
    for element in root.iter("p", "li"):
        element.tail = f"\n{element.tail or ''}"
    return root.text_content()


def words(text: str) -> list[str]:
    """The words of a text; a number is one, a dash is none."""
    return [each for each in text.split() if any(sign.isalnum() for sign in each)]


def letters(text: str) -> int:
    """Letters as a reader sees them: marks above and below belong to theirs."""
    return sum(unicodedata.category(each)[0] in "LN" for each in text)


def sentences(text: str) -> int:
    return max(
        1, len([each for each in re.split(r"[.!?:…]+\s|\n", text) if words(each)])
    )


def reading_ease(text: str, language: str) -> Ease | None:
    """How easy a text is, by the formula that was made for its language.

    Each formula gives about 100 for very easy and 0 for very hard: English, Flesch
    (1948); French, Kandel and Moles (1958); Spanish, Fernández Huerta (1959). Any other
    language with spaces between its words gets LIX (Björnsson 1968), where less is easier
    (30 a children's book, 50 a newspaper). None for less than 30 words.
    """
    found = words(text)
    if len(found) < 30:
        return None
    by_sentence = len(found) / sentences(text)
    made_for = FORMULAS.get(language.partition("-")[0])
    if made_for is None:
        long_words = sum(letters(each) > 6 for each in found)
        score = round(by_sentence + 100 * long_words / len(found))
        return Ease(score, "LIX", score <= 45)
    name, start, of_length, of_syllables = made_for
    by_word = sum(syllables(each, language) for each in found) / len(found)
    score = round(start - of_length * by_sentence - of_syllables * by_word)
    return Ease(score, name, score >= 60)


# Language → name, and what sentence length and syllables a word take away.
FORMULAS = {
    "en": ("Flesch", 206.835, 1.015, 84.6),
    "fr": ("Kandel-Moles", 207, 1.015, 73.6),
    "es": ("Fernández Huerta", 206.84, 1.02, 60),
}


def syllables(word: str, language: str) -> int:
    """About how many; hyphenation marks where a word may be cut."""
    return len(_hyphenation(language).positions(word.strip("«»“”’.,;:!?()"))) + 1


@cache
def _hyphenation(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=language.partition("-")[0])

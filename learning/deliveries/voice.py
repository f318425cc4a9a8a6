"""A lesson as plain text to be read aloud or recorded: sentences, no signs, pauses.

An empty line is a pause. What stands in a lesson only to be seen is told.
"""

import re

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from learning.deliveries.booklet import language_name
from learning.deliveries.on_paper import form_of
from learning.deliveries.source import LessonSource, ModuleSource

_QUOTES = str.maketrans("", "", '“”«»„"‹›*_#|~^<>[]{}•●▪')
_ENDS = (".", "!", "?", "…", ":", "؟", "۔", "។", "॥", "।")
_SENTENCE_END = {"ur": "۔", "km": "។", "hi": "।", "ne": "।"}


def voice_text(source: ModuleSource, lesson: LessonSource) -> str:
    """The text, ending in a line break; the same source gives the same text."""
    with translation.override(lesson.language):
        number = source.lessons.index(lesson) + 1
        pauses = [
            [
                source.title,
                _("Lesson %(number)d of %(total)d.")
                % {"number": number, "total": len(source.lessons)},
                lesson.title,
            ],
            [
                _("Edition %(number)d") % {"number": source.edition},
                language_name(lesson.language),
            ],
            lesson.content_note.splitlines(),
            [_("At the end:"), lesson.objective] if lesson.objective else [],
            *_blocks(lesson),
        ]
        signs = _signs()
        end = _SENTENCE_END.get(lesson.language.split("-", maxsplit=1)[0], ".")
        told = (
            "\n".join(filter(None, (sentence(line, end, signs) for line in lines)))
            for lines in pauses
        )
        return "\n\n".join(filter(None, told)) + "\n"


def _blocks(lesson: LessonSource) -> list[list[str]]:
    found, number = [], 0
    for block in lesson.blocks:
        form = form_of(block.kind)
        lines = form.spoken(block)
        if form.is_numbered and any(lines):
            number += 1
            lines = [_("Question %(number)d") % {"number": number}, *lines]
        found.append(lines)
    return found


def sentence(line: str, end: str = ".", signs: dict[str, str] | None = None) -> str:
    """A line as it is spoken: signs in words, and an end where it has none."""
    spoken = line.translate(_QUOTES)
    for sign, said in (signs or _signs()).items():
        spoken = spoken.replace(sign, f" {said} " if said else " ")
    # A minus between numbers is a span; hyphens inside words stay.
    to = pgettext("from 4 to 6", "to")
    spoken = re.sub(r"(?<=\d)\s*[–−-]\s*(?=\d)", f" {to} ", spoken)
    spoken = re.sub(r"\s+([.,…])", r"\1", " ".join(spoken.split()))
    if spoken and not spoken.endswith(_ENDS):
        spoken += end
    return spoken


def _signs() -> dict[str, str]:
    return {
        "%": pgettext("6 % read aloud", "per cent"),
        "&": pgettext("the sign & read aloud", "and"),
        "€": pgettext("the sign € read aloud", "euros"),
        "$": pgettext("the sign $ read aloud", "dollars"),
        "+": pgettext("the sign + read aloud", "plus"),
        "=": pgettext("the sign = read aloud", "equals"),
        "×": pgettext("the sign × read aloud", "times"),
        "÷": pgettext("the sign ÷ read aloud", "divided by"),
        "≥": pgettext("the sign ≥ read aloud", "at least"),
        "≤": pgettext("the sign ≤ read aloud", "at most"),
        "→": "",
        "←": "",
        "·": "",
    }

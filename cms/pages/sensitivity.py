"""What a lesson or module that needs care must have, in an author's words.

The reader of specs refuses the same (learning/activities/specs.py); here an author is
told at the field. Why: docs/decisions/0012-survivor-safe.md.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.blocks.sensitivity import NONE, SENSITIVE, highest_in, takes_free_text

# Shorter ones, "the" and "what", give nothing away.
TELLING_LETTERS = 5


def level_of(lesson) -> str:
    """How much care a lesson needs: its own level, or that of an activity if higher."""
    return highest_in(lesson.body, at_least=lesson.sensitivity)


def problems_of_lesson(lesson, module) -> dict[str, ValidationError]:
    """What a lesson page lacks, by field; `module` is its page, None where not known."""
    level = level_of(lesson)
    problems = {}
    if level != NONE and not lesson.content_note.strip():
        problems["content_note"] = _(
            "Write one or two sentences that are shown first: what the lesson talks "
            "about, and that she may skip it or leave."
        )
    if level == SENSITIVE and takes_free_text(lesson.body):
        problems["body"] = _(
            "A sensitive lesson has no notebook: nobody should be led to write down what "
            "happened to her. Take “Write it in your notebook” out."
        )
    if level == SENSITIVE and module and not module.neutral_title:
        problems["sensitivity"] = _(
            "Give the module a neutral title first (tab “Who and where”): it is what "
            "histories and previews of links show."
        )
    if module and module.neutral_title:
        told = words_told(lesson.slug, lesson.title, module.title)
        if told:
            problems["slug"] = _(
                "“%(word)s” in the address tells what the lesson is about. Choose one "
                "that tells nothing, such as “part-3”."
            ) % {"word": told[0]}
    return {field: ValidationError(words) for field, words in problems.items()}


def problems_of_module(module) -> dict[str, ValidationError]:
    """The same for a module page."""
    problems = {}
    for field in ("pre_test", "pool"):
        if highest_in(getattr(module, field)) != NONE:
            problems[field] = _(
                "A question that needs care cannot stand in a test. Set its care to "
                "“none” or take it out."
            )
    if module.neutral_title:
        told = words_told(module.slug, module.title)
        if told:
            problems["slug"] = _(
                "“%(word)s” in the address tells what the module is about. Choose one "
                "that tells nothing."
            ) % {"word": told[0]}
        told = words_told(module.neutral_title, module.title)
        if told:
            problems["neutral_title"] = _(
                "“%(word)s” stands in the real title too. Choose other words."
            ) % {"word": told[0]}
    return {field: ValidationError(words) for field, words in problems.items()}


def words_told(outside: str, *titles: str) -> list[str]:
    """The telling words of some titles that stand in what others may see."""
    shown = set(_words(outside))
    return [word for title in titles for word in _words(title) if word in shown]


def _words(text: str) -> list[str]:
    return [
        word
        for word in re.findall(r"[^\W\d_]+", text.casefold())
        if len(word) >= TELLING_LETTERS
    ]

"""`{fact:csddd-applies}` in an author's words: finding it, filling it, comparing it.

Works on the values of blocks, so every kind of block can have them in all its words,
and knows none of them by name. Plain text and rich text differ: what is put into rich
text is escaped.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.rich_text import RichText

from cms.snippets.fact import KEY_PATTERN

PLACEHOLDER = re.compile(rf"\{{fact:({KEY_PATTERN})\}}")
# What was probably meant to be one: { fact:x }, {Fact:x}, {fact x}, {fact:<b>x</b>}.
SLIP = re.compile(r"\{\s*fact\b[^{}]{0,80}\}?", re.IGNORECASE)


class FactError(ValueError):
    """Facts in a page that cannot be shown; the message is a sentence for its author."""


class FactValue(StructValue):
    """The value of a fact block; `shown` is what the fact says, once that is known."""

    shown = None


def strings_in(value) -> Iterator[str]:
    """Every string in the value of a block or field, rich text as its source."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, RichText):
        yield value.source
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from strings_in(part)
    elif isinstance(value, StreamValue):
        for child in value:
            yield from strings_in(child.value)
    elif isinstance(value, ListValue | list | tuple):
        for part in value:
            yield from strings_in(part)


def _blocks_in(value) -> Iterator[FactValue]:
    if isinstance(value, FactValue):
        yield value
    elif isinstance(value, StreamValue):
        for child in value:
            yield from _blocks_in(child.value)


def keys_in(value) -> list[str]:
    """The keys of the facts in a value, each once, in the order in which they stand."""
    found = [each["fact"] for each in _blocks_in(value) if each["fact"]]
    for text in strings_in(value):
        found += PLACEHOLDER.findall(text)
    return list(dict.fromkeys(found))


def slips_in(value) -> list[str]:
    """What looks like a placeholder and is none."""
    return [
        slip
        for text in strings_in(value)
        for slip in SLIP.findall(text)
        if not PLACEHOLDER.fullmatch(slip)
    ]


def are_the_same(source: str, translation: str) -> bool:
    """Whether a translated text has the placeholders of its source, and no slip."""
    return set(PLACEHOLDER.findall(source)) == set(
        PLACEHOLDER.findall(translation)
    ) and len(slips_in(source)) == len(slips_in(translation))


def what_is_lost(source: str, translation: str) -> str:
    """A sentence for a translator whose text has not the facts of its source, or ""."""
    if are_the_same(source, translation):
        return ""
    keys = keys_in(source)
    if keys:
        return _("Keep this as it is, letter for letter: %(facts)s") % {
            "facts": named(keys)
        }
    return _("The original has no fact here. Take out what stands in { }.")


def named(keys: Iterable[str]) -> str:
    """Keys as an author writes them: {fact:c190}, {fact:c189}."""
    return ", ".join(f"{{fact:{key}}}" for key in keys)


def fill_text(text: str, say: Callable[[str], str]) -> str:
    """A text with each placeholder replaced by `say(key)`."""
    return PLACEHOLDER.sub(lambda match: say(match[1]), text)


def fill(value, say: Callable[[str], str], show: Callable[[str], object]):
    """The value of a block or field with its facts put in; the ids of blocks stay.

    `say` gives the short value of a key as plain text, `show` what a fact block shows.
    """
    if isinstance(value, str):
        return fill_text(value, say)
    if isinstance(value, RichText):
        return RichText(fill_text(value.source, lambda key: escape(say(key))))
    if isinstance(value, list | tuple):
        return [fill(part, say, show) for part in value]
    if isinstance(value, FactValue):
        filled = type(value)(value.block, value.items())
        filled.shown = show(value["fact"])
        return filled
    if isinstance(value, StructValue):
        items = [(name, fill(part, say, show)) for name, part in value.items()]
        return type(value)(value.block, items)
    if isinstance(value, ListValue):
        children = [
            ListValue.ListChild(each.block, fill(each.value, say, show), id=each.id)
            for each in value.bound_blocks
        ]
        return ListValue(value.list_block, bound_blocks=children)
    if isinstance(value, StreamValue):
        children = [
            (each.block_type, fill(each.value, say, show), each.id) for each in value
        ]
        return StreamValue(value.stream_block, children)
    return value

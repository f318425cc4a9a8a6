"""Slots: the places in finished HTML that are filled for each reader.

While a document is compiled, a slot is written as a marker between two private-use
characters, which authors' text cannot contain (`without_markers`). A page is then cut
once into pieces, and filled for each request by joining strings.
"""

import re

from django.utils.safestring import SafeString, mark_safe

OPEN, CLOSE = "\ue000", "\ue001"
_SLOT = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")


def slot(name: str) -> SafeString:
    """The marker of a slot, to be put into a template."""
    return mark_safe(f"{OPEN}{name}{CLOSE}")  # noqa: S308 -- our own marker, no input


def without_markers(text: str) -> str:
    """The text without the two characters that would make a slot."""
    return text.replace(OPEN, "").replace(CLOSE, "")


class SlottedPage:
    """HTML cut at its slots; `fill` joins it again around the values given."""

    def __init__(self, html: str):
        pieces = _SLOT.split(html)
        self._fixed = pieces[0::2]
        self.names = pieces[1::2]

    def fill(self, values: dict[str, str]) -> str:
        """The HTML with each slot's value; a slot without one is left empty."""
        joined = [self._fixed[0]]
        for name, fixed in zip(self.names, self._fixed[1:], strict=True):
            joined.append(values.get(name, ""))
            joined.append(fixed)
        return "".join(joined)

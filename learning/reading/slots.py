"""Slots: the places in finished HTML that are filled for each reader.

While a document is compiled, a slot is written as a marker between two private-use
characters, which authors' text cannot contain (`without_markers`). A third one parts the
slot's name from what stands there until it is filled. A page is then cut once into
pieces, and filled for each request by joining strings.
"""

import re
import sys

from django.utils.safestring import SafeString, mark_safe

OPEN, CLOSE, ELSE = "\ue000", "\ue001", "\ue002"
_SLOT = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")


def slot(name: str, otherwise: str = "") -> SafeString:
    """The marker of a slot, to be put into a template.

    `otherwise` stands there when nobody fills it: finished HTML without slots in it.
    """
    name = f"{name}{ELSE}{otherwise}" if otherwise else name
    return mark_safe(f"{OPEN}{name}{CLOSE}")  # noqa: S308 -- our own marker, no input


def without_markers(text: str) -> str:
    """The text without the characters that would make a slot."""
    return text.replace(OPEN, "").replace(CLOSE, "").replace(ELSE, "")


class SlottedPage:
    """HTML cut at its slots; `fill` joins it again around the values given."""

    def __init__(self, html: str):
        # Fixed pieces, and between them what stands in a slot that nobody fills.
        self._pieces = _SLOT.split(html)
        self._places: dict[str, list[int]] = {}
        for place in range(1, len(self._pieces), 2):
            name, _, self._pieces[place] = self._pieces[place].partition(ELSE)
            # A process holds hundreds of pages, and they have the same names in them.
            self._places.setdefault(sys.intern(name), []).append(place)

    @property
    def names(self) -> list[str]:
        return list(self._places)

    def fill(self, values: dict[str, str]) -> str:
        """The HTML with each slot's value; a slot without one stays as it was written."""
        pieces = self._pieces.copy()
        for name, value in values.items():
            for place in self._places.get(name, ()):
                pieces[place] = value
        return "".join(pieces)

    def partly_filled(self, values: dict[str, str]) -> "SlottedPage":
        """The same with some slots filled, perhaps with slots, and the others kept."""
        pieces = self._pieces.copy()
        for name, places in self._places.items():
            for place in places:
                pieces[place] = values.get(name, slot(name, pieces[place]))
        partly = SlottedPage("".join(pieces))
        # What stands in both is held once.
        ours = {piece: piece for piece in self._pieces}
        partly._pieces = [ours.get(piece, piece) for piece in partly._pieces]
        return partly

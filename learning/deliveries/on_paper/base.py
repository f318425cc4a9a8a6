"""What every kind of block has on paper; one small file for each kind beside this one.

A form reads the spec and the words of a block as JSON, never the page it came from, and
never the classes of `learning.activities`: a booklet of an old edition still prints when
the kinds have moved on. Where words are missing, something is left out, nothing breaks.
"""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from learning.deliveries import sheet
from learning.deliveries.sheet import Piece


@dataclass(frozen=True)
class Block:
    """One block of a lesson: its words, and its spec if it is an activity (else {})."""

    id: str
    kind: str
    words: dict
    spec: dict

    def said(self, name: str) -> str:
        """The words of that name as text; "" where there are none."""
        value = self.words.get(name)
        return str(value) if isinstance(value, str | int | float) else ""

    def named(self, name: str) -> dict:
        """The words of that name by id; {} where there are none."""
        value = self.words.get(name)
        return value if isinstance(value, dict) else {}

    def listed(self, name: str) -> list:
        """A list of the spec, else of the words; [] where there is none."""
        value = self.spec.get(name, self.words.get(name))
        return value if isinstance(value, list) else []


class PaperForm:
    """How one kind is printed, read aloud and done by hand. This one does for any kind."""

    # What it is in an agenda; "" where it takes no time of its own.
    part: ClassVar[str] = "practice"
    wanted: ClassVar[int] = 8
    least: ClassVar[int] = 4
    # Asked with a number, so that its answer can be found at the end.
    is_numbered: ClassVar[bool] = True
    by_hand = gettext_lazy(
        "Read it aloud. Groups talk, then each says what it found and why."
    )
    on_phones = gettext_lazy(
        "Alone or in pairs on the phones, then compare and say why."
    )

    def sheet(self, block: Block) -> list[Piece]:
        """What is printed in the booklet."""
        return [*self.asked(block), sheet.lines(3)]

    def asked(self, block: Block) -> list[Piece]:
        said = block.said("prompt") or block.said("title") or block.said("text")
        return [sheet.words(said, "strong")] if said else []

    def answer(self, block: Block) -> list[Piece]:
        """What stands at the end of the booklet; [] where nothing is to be said."""
        return sheet.paragraphs(block.said("feedback"))

    def spoken(self, block: Block) -> list[str]:
        """Plain lines to be read aloud."""
        return [block.said("prompt") or block.said("title") or block.said("text")]

    def materials(self, block: Block, groups: int, people: int) -> list[str]:
        """What it needs when done by hand, counted."""
        return []

    def secret(self, block: Block) -> list[list[Piece]]:
        """Sheets for the trainer alone, each on a page of its own."""
        return []


def letters(count: int) -> list[str]:
    """A, B, C … in the reader's own letters."""
    known = pgettext(
        "letters of the choices, in order, with spaces",
        "A B C D E F G H I J K L M N O P Q R S T",
    )
    return sheet.labels(count, known)


def chosen_letters(chosen: list[str]) -> str:
    return _("Right: %(letters)s.") % {"letters": ", ".join(chosen)}

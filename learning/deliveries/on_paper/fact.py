"""A fact of law: what it says, as of when, from where, and whether it is to be checked."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.cldr import day
from learning.deliveries import sheet
from learning.deliveries.on_paper.base import Block
from learning.deliveries.on_paper.reading import ReadOnPaper


class FactOnPaper(ReadOnPaper):
    by_hand = gettext_lazy("Read it aloud, with its date. Ask who knows the law here.")
    on_phones = by_hand

    def sheet(self, block):
        under = under_fact(block)
        inside = sheet.paragraphs(block.said("statement") or block.said("value"))
        return [sheet.frame("", [*inside, sheet.words(" ".join(under), "small")])]

    def spoken(self, block):
        said = block.said("statement") or block.said("value")
        return [*said.splitlines(), *standing(block)]


def standing(block: Block) -> list[str]:
    """As of when, and whether somebody still has to check it."""
    said = []
    if block.said("as_of"):
        said.append(_("As of %(day)s.") % {"day": _day(block.said("as_of"))})
    # Where nobody says that it was checked, it is to be.
    if block.words.get("to_check", True):
        said.append(_("To be checked."))
    return said


def under_fact(block: Block) -> list[str]:
    """The same, and where it comes from."""
    said = standing(block)
    if block.said("source"):
        said.append(_("Source: %(source)s") % {"source": block.said("source")})
    return said


def fact_line(block: Block) -> str:
    """A fact in one line, with all that belongs to it."""
    said = block.said("statement") or block.said("value")
    return " ".join([said, *under_fact(block)])


def _day(said: str) -> str:
    try:
        return day(date.fromisoformat(said[:10]))
    except ValueError:
        return said

"""The register on paper: A4, for signatures, in the language of the training.

Made when somebody asks for it; with names in it, it is never stored.
"""

from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from learning.classroom.queries.register import Line
from learning.classroom.queries.trainings import outward_title
from learning.cldr import day
from learning.deliveries.booklet import where_of
from learning.members.consent import STATEMENT
from learning.paper.apart import typeset_apart
from learning.paper.letters import printable, printable_name

TEMPLATE = Path(__file__).parent / "layout" / "print.typ"
MOST_LINES = 200
BLANK_LINES = 30


def sheet_pdf(session, lines: list[Line], *, blank: int, language: str) -> bytes:
    """The sheet of a session with `blank` lines to write on behind those there are; its
    lines have names where the caller opened them. Raises PaperError."""
    with translation.override(language):
        title = outward_title(session.training, language)
        return typeset_apart(TEMPLATE, sheet_paper(session, lines, blank, title))


def blank_lines(people: int, most: int | None = None) -> int:
    """How many lines stay empty: as many as make `most`, usually thirty, and never
    fewer than five."""
    most = max(BLANK_LINES, people + 5) if most is None else most
    return max(0, min(most, MOST_LINES) - people)


def sheet_paper(session, lines: list[Line], blank: int, title: str) -> dict:
    """What stands on the sheet, as the layout reads it, in the active language; `title`
    is what the training is called outside."""
    training = session.training
    place = session.place or training.place
    last = max([line.number for line in lines], default=0)
    return {
        **where_of(translation.get_language()),
        "layout": "register",
        "title": printable(title, 160),
        "foot": printable(f"{training.union} · {title}"),
        "head": [
            printable(each)
            for each in (str(training.union), day(session.held_on), place)
            if each
        ],
        "statement": [printable(str(each), 400) for each in STATEMENT],
        "columns": [
            number_label(),
            name_label(),
            _("Woman, man"),
            _("Age"),
            _("Signature"),
        ],
        "widths": [0, 1.5, 0, 0, 1.2],
        "rows": [
            *([str(line.number), called(line.name, line.alias)] for line in lines),
            *([str(last + place + 1), ""] for place in range(blank)),
        ],
        "signed": [_("Trainer, signature:")],
    }


def number_label() -> str:
    return pgettext("column of a register", "No.")


def name_label() -> str:
    return _("Name, only if you like")


def called(name: str, alias: str) -> str:
    """What stands on her line: her name where it is open and our fonts can draw it, else
    her sign-in name."""
    return printable_name(name) or printable(alias)

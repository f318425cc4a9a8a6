"""The register on paper: A4, for signatures, in the language of the training.

Made when somebody asks for it, and never stored: it may hold names.
"""

from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from learning import deliveries
from learning.classroom.queries.register import Line
from learning.cldr import day
from learning.members.consent import STATEMENT
from learning.paper.apart import typeset_apart
from learning.paper.letters import printable, printable_name

TEMPLATE = Path(deliveries.__file__).parent / "layout" / "register.typ"
MOST_LINES = 200


def sheet_pdf(session, lines: list[Line], *, blank: int, language: str) -> bytes:
    """The sheet of a session with `blank` lines to write on behind those there are; its
    lines have names where the caller opened them. Raises PaperError."""
    with translation.override(language):
        return typeset_apart(TEMPLATE, sheet_paper(session, lines, blank, language))


def sheet_paper(session, lines: list[Line], blank: int, language: str) -> dict:
    """What stands on the sheet, as the layout reads it. The language is active."""
    base = language.split("-", maxsplit=1)[0].lower()
    training = session.training
    place = session.place or training.place
    last = max([line.number for line in lines], default=0)
    return {
        "language": base,
        "direction": "rtl" if base in settings.LANGUAGES_BIDI else "ltr",
        "title": printable(training.title, 160),
        "foot": printable(f"{training.union} · {training.title}"),
        "head": [
            printable(each)
            for each in (str(training.union), day(session.held_on), place)
            if each
        ],
        "statement": [printable(str(each), 400) for each in STATEMENT],
        "columns": [
            pgettext("column of a register", "No."),
            _("Name, only if you like"),
            _("Woman, man"),
            _("Age"),
            _("Signature"),
        ],
        "rows": [
            *(
                [str(line.number), printable_name(line.name) or printable(line.alias)]
                for line in lines
            ),
            *([str(last + place + 1), ""] for place in range(blank)),
        ],
        "taken_by": _("Trainer, signature:"),
    }

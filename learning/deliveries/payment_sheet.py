"""The payment sheet: who was there on how many days, with room for amount and signature.

Printed from the register and signed by hand. It stays with the union on paper: it is
made when somebody asks for it, never stored, and never uploaded.
"""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from learning.classroom.queries.trainings import outward_title
from learning.cldr import day
from learning.deliveries.booklet import where_of
from learning.deliveries.register_sheet import (
    MOST_LINES,
    TEMPLATE,
    called,
    name_label,
    number_label,
)
from learning.paper.apart import typeset_apart
from learning.paper.letters import printable


def payments_pdf(training, rows, days: dict, names: dict, *, blank: int) -> bytes:
    """The sheet in the language of the training. `rows` are registrations with account;
    `days` and `names` by registration and participant; `blank` lines are for people who
    were counted by head. Raises PaperError."""
    with translation.override(training.language):
        paper = payments_paper(training, rows, days, names, blank)
        return typeset_apart(TEMPLATE, paper)


def payments_paper(training, rows, days: dict, names: dict, blank: int) -> dict:
    """What stands on the sheet, as the layout reads it. The language is active."""
    title = outward_title(training, training.language)
    dates = day(training.starts_on)
    if training.ends_on != training.starts_on:
        dates = f"{dates} – {day(training.ends_on)}"
    return {
        **where_of(training.language),
        "layout": "register",
        "title": printable(_("Payments: %(training)s") % {"training": title}, 200),
        "foot": printable(f"{training.union} · {title}"),
        "head": [
            printable(each)
            for each in (str(training.union), dates, training.place)
            if each
        ],
        "statement": [
            printable(
                _("This sheet stays with the union, on paper. It is never uploaded."),
                300,
            )
        ],
        "columns": [
            number_label(),
            name_label(),
            pgettext("column of a sheet", "Days"),
            pgettext("column of a sheet: money", "Amount"),
            _("Signature"),
        ],
        "widths": [0, 1.4, 0, 0.9, 1.4],
        "rows": [
            *(
                [
                    str(row.number),
                    called(
                        names.get(row.participant_id, ""),
                        row.participant.user.sign_in_name
                        if row.participant.user
                        else "",
                    ),
                    str(days[row.pk]),
                ]
                for row in rows
            ),
            *(["", ""] for _line in range(min(blank, MOST_LINES))),
        ],
        "signed": [
            _("All together:"),
            _("Paid out by, signature:"),
            _("Witness, signature:"),
        ],
    }

"""The class kit on paper: what stands on each of its pages, and how many are printed.

Each paper in it is laid out as it is by itself; nothing here lays out anything twice.
"""

from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from learning.cldr import day
from learning.deliveries import kit, sheet
from learning.deliveries.booklet import where_of
from learning.deliveries.kit import KitWishes
from learning.deliveries.kit_parts import MAKERS, Making
from learning.deliveries.taught import questions_of, taught_in
from learning.paper.apart import typeset_apart_told
from learning.paper.errors import PaperError
from learning.paper.letters import printable

TEMPLATE = Path(__file__).parent / "layout" / "kit.typ"


def kit_pdf(paper: dict) -> tuple[bytes, list]:
    """The kit as a PDF, and its pages: [key of a part, first page, last page]. Raises
    PaperError where it can't be set."""
    try:
        return typeset_apart_told(TEMPLATE, paper)
    except PaperError:
        if not any(each.get("papers") for each in paper["parts"]):
            raise
    # An unreadable logo must not keep a class from its kit.
    parts = [
        each | {"papers": [one | {"logo": None} for one in each["papers"]]}
        if "papers" in each
        else each
        for each in paper["parts"]
    ]
    return typeset_apart_told(TEMPLATE, paper | {"parts": parts})


def kit_paper(training, wishes: KitWishes) -> dict:
    """What stands in the kit, as the layout reads it, in the language of the training."""
    making = Making(training, wishes)
    with translation.override(making.language):
        parts = _parts(making)
        return {
            **where_of(making.language),
            "cover": _cover(making, parts),
            "parts": [
                each | {"times": each["copies"] if wishes.all_copies else 1}
                for each in parts
            ],
        }


def parts_there_are(training) -> list[str]:
    """The keys of what can be in the kit of a training, in their order."""
    taught = taught_in(training, training.language)
    has_days = training.sessions.exists()
    has_test = bool(questions_of(training, training.language))
    there_is = {
        kit.PLAN: bool(taught) and has_days,
        kit.SHEETS: has_days,
        kit.ROLES: any(each.played() for each in taught),
        **dict.fromkeys((kit.PRE, kit.POST, kit.KEY), has_test),
    }
    return [key for key in kit.PARTS if there_is.get(key, True)]


def _parts(making: Making) -> list[dict]:
    """The parts she wants, in the order of the pages."""
    found = []
    for part in kit.PARTS:
        if part not in making.wishes.parts:
            continue
        for number, each in enumerate(MAKERS[part](making)):
            common = {
                **where_of(making.language),
                "part": part,
                "key": f"{part}-{number}",
                "label": str(kit.PARTS[part]),
                "title": str(kit.PARTS[part]),
                "copies": 1,
                "foot": making.foot,
            }
            found.append(common | each)
    return found


def _cover(making: Making, parts: list[dict]) -> dict:
    training = making.training
    days = day(training.starts_on)
    if training.ends_on != training.starts_on:
        days = f"{days} – {day(training.ends_on)}"
    head = [str(training.union), days, training.place]
    after = [
        _("Code cards have a sheet of their own: their codes are nowhere but there.")
    ]
    if any(each["part"] == kit.KEY for each in parts):
        after.insert(0, _("The right answers are for you: take them out first."))
    return {
        **where_of(making.language),
        "title": printable(
            _("Class kit: %(training)s") % {"training": making.title},
            200,
        ),
        "foot": making.foot,
        "head": [sheet.words(line) for line in head if line],
        "columns": [
            _("What"),
            pgettext("pages of a paper, as a heading", "Pages"),
            pgettext("copies of a paper", "How many"),
        ],
        "rows": [
            {
                "key": each["key"],
                "label": printable(each["label"], 200),
                "copies": str(each["copies"]),
            }
            for each in parts
        ],
        "after": [sheet.words(line) for line in after],
    }

"""What a trainer is told about a list: why it can't be read, what is wrong with a row."""

from django.utils.translation import gettext_lazy as _

from learning.classroom.rosters import people
from learning.classroom.rosters.draft import KNOWN
from learning.members import doubles

KEY_GONE = _("The key of this union is gone: no names can be opened or kept.")
LOCKED = _(
    "All names of your union are locked: none is opened, and none is stored. Read the "
    "list in when two coordinators have unlocked them. Until then people are written in "
    "without their names, or counted by heads."
)
WAITS = _(
    "All names of your union are locked: none is opened, and none is stored. Nothing was "
    "changed. This list waits, sealed, until two coordinators have unlocked them. After "
    "seven days its content is removed; then choose the file again."
)
FAILURES = {
    "names_locked": _(
        "All names of your union were locked while this list was being read. Nothing of "
        "it is kept. Choose the file again when they are unlocked."
    ),
    "too_big": _("This file is larger than 5 MB."),
    "too_big_inside": _(
        "This file unfolds into far more than a list of people. Copy the list into a new, "
        "empty spreadsheet and save that."
    ),
    "too_many_rows": _(
        "This list has more than 5,000 rows. Cut it into several and read in one after "
        "the other."
    ),
    "password": _(
        "This file is locked with a password. Open it, save it without a password, and "
        "choose it again."
    ),
    "no_table": _(
        "This is not a list we can read, whatever its name says. Save it as Excel (.xlsx), "
        "LibreOffice (.ods) or CSV."
    ),
    "empty": _("There is nothing in this file."),
    "too_long": _(
        "Reading this file took too long. Copy the list into a new spreadsheet and save that."
    ),
    "ran_out": _(
        "Nobody read this list in for seven days, so its content was removed."
    ),
    "closed": _("The training was closed meanwhile. Nobody was read in."),
    "our_fault": _(
        "Something went wrong on our side, and nobody was read in. It is written down for "
        "who looks after this site. Choose the file again; if it fails again, tell them."
    ),
}

PROBLEMS = {
    people.FORMULA: _(
        "In place of a name there is a formula. Type the name into the list."
    ),
    people.TOO_LONG: _(
        "The name is longer than 120 letters. Is there more in the cell?"
    ),
    people.TWO_PEOPLE: _("There seem to be two people in one row."),
    people.TWICE: _("Reads like row %(other)s: perhaps the same person twice."),
    people.BELOW_LIST: _("Stands below the numbered lines: perhaps not a person."),
    people.NO_NAME: _("There is no name. She is counted without one."),
    people.DITTO_NAME: _("In place of the name it says “as above”."),
    people.MERGED: _("Cells are merged here: please check who is meant."),
    people.IMPOSSIBLE_DATE: _(
        "Nobody has this date of birth or this age. Age: not stated."
    ),
    people.UNCLEAR_AGE: _("We do not understand the age. Age: not stated."),
    people.UNCLEAR_SEX: _("We do not understand the sex. Sex: not stated."),
}

REASONS = {
    doubles.NAME_SAME: _("the same name"),
    doubles.NAME_SPELLED_ALIKE: _("a name spelled alike"),
    doubles.NAME_OTHER_SCRIPT: _("the same name in another script"),
    doubles.SEX: _("the same sex"),
    doubles.AGE_BAND: _("the same age"),
    doubles.PLACE: _("a training in the same place"),
}


def choice_label(what: str):
    """What may become of a row, in a word."""
    if what.startswith(KNOWN):
        return _("the same person: count her once")
    return {
        people.TAKE: _("take in"),
        people.LEAVE: _("leave out"),
        people.SPLIT: _("two people: take both in"),
    }[what]


def problem_text(problem: people.Problem) -> str:
    return PROBLEMS[problem.what] % {"other": problem.other}


def masked(text: str) -> str:
    """The first sign of each word, and how long it is: enough to see what a column is."""
    return " ".join(word[:1] + "•" * min(len(word) - 1, 8) for word in text.split())

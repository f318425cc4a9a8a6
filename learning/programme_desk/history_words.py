"""What is said about a sheet of totals: why it can't be read, what is wrong with a line."""

from django.utils.translation import gettext_lazy as _

from learning.reports.sheets import lines

FAILURES = {
    "too_big": _("This file is larger than 5 MB. Save only the sheet with the totals."),
    "too_big_inside": _(
        "This file unfolds into far more than a table. Copy the totals into a new, empty "
        "spreadsheet and save that."
    ),
    "too_many_rows": _("This sheet has more than 5,000 rows. Cut it into several."),
    "password": _(
        "This file is locked with a password. Open it, save it without a password, and "
        "choose it again."
    ),
    "no_table": _(
        "This is not a table we can read, whatever its name says. Save it as Excel "
        "(.xlsx), LibreOffice (.ods) or CSV."
    ),
    "empty": _("There is nothing in this file."),
    "too_long": _(
        "Reading this file took too long. Copy the totals into a new spreadsheet and "
        "save that."
    ),
    "no_headings": _(
        "We found no row of headings. It needs a column for the number of people and one "
        "for the year, or two for from and until."
    ),
    "no_lines": _("There is no line below the headings."),
}
NAMES = _(
    "This sheet lists people, and a list of people must not come here: it could hurt "
    "them. Nothing of it was kept. Columns that say so: %(columns)s. Make totals of it. "
    "The list itself belongs to the union: its own coordinator or trainer can read it in, "
    "under “Read in a list”."
)
PROBLEMS = {
    lines.NO_NUMBER: _("“%(word)s” is no whole number of people."),
    lines.NO_DAYS: _(
        "“%(word)s” is no year and no span of days. Write 2021, or 2021-01-31."
    ),
    lines.REVERSED: _("It ends before it begins."),
    lines.FUTURE: _("It is not over yet."),
    lines.UNKNOWN_UNION: _(
        "No union is called “%(word)s”. Take its name or short name from the list of "
        "unions, or leave the cell empty."
    ),
    lines.UNKNOWN_COUNTRY: _(
        "There is no country “%(word)s” today. If it is no more, leave the cell empty "
        "and name it under method."
    ),
    lines.UNKNOWN_THEME: _("The programme has no theme “%(word)s”."),
    lines.UNKNOWN_SEX: _("We do not understand the sex “%(word)s”."),
    lines.UNKNOWN_AGE: _(
        "“%(word)s” is none of the ages: 0-17, 18-24, 25-29, 30-35, 36-49, 50+."
    ),
    lines.UNKNOWN_COUNTS: _("Say what the number counts: people or participations."),
    lines.NO_METHOD: _("Say how it was counted, in the sheet or below."),
    lines.NO_GRADE: _("Say how far it can be believed: A, B or C."),
    lines.NO_SOURCE: _("Say where it comes from, in the sheet or below."),
    lines.A_SUM: _("This line adds up others. Take it out: they would count twice."),
    lines.TWICE: _("Says the same of the same as row %(word)s."),
    lines.MORE_THAN_ALL: _("Its parts add up to %(word)s, which is more."),
    lines.STANDS: _("This total stands here already."),
}


def said(problem) -> str:
    return str(PROBLEMS[problem.what]) % {"word": problem.word[:60]}

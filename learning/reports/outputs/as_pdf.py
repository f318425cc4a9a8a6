"""A report as PDF: A4, tagged, with the table, what was counted and how."""

from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from learning.cldr import number
from learning.deliveries.booklet import where_of
from learning.paper.apart import typeset_apart
from learning.paper.letters import printable
from learning.reports.report import WITHHELD, Line, Report

CONTENT_TYPE, ENDING = "application/pdf", "pdf"
TEMPLATE = Path(__file__).parent / "report.typ"
LONGEST = 600


def write(report: Report) -> bytes:
    """Raises PaperError."""
    return typeset_apart(TEMPLATE, paper(report))


def paper(report: Report) -> dict:
    """What stands on it, as the layout reads it."""
    lines = [*report.lines, report.everybody] if report.shown.rows else []
    if lines and report.young:
        lines.append(report.young)
    return {
        **where_of(get_language()),
        "title": printable(report.title),
        "foot": printable(f"{report.title} · {report.span}"),
        "span": printable(str(report.span)),
        "head": [
            printable(each) for each in (report.heading, *report.columns, _("All"))
        ],
        "rows": [_row(line) for line in lines],
        "total": len(report.lines),
        "facts": [[printable(each, LONGEST) for each in fact] for fact in report.facts],
        "footnotes": [printable(each, LONGEST) for each in report.footnotes],
    }


def _row(line: Line) -> list[str]:
    numbers = [
        WITHHELD if each is None else number(str(each))
        for each in (*line.numbers, line.total)
    ]
    return [printable(line.name), *numbers]

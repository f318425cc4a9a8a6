"""The charts of the first page of reports."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from learning.reports.charts import bars
from learning.reports.overview import Overview
from learning.reports.report import Report

# So many bars; the table beside has all lines.
MOST_BARS = 12


def pictures_of(found: Overview) -> dict[str, SafeString]:
    """By the name of its part of the page."""
    pictures = {key: _of_report(each) for key, each in found.reports.items()}
    pictures["steps"] = bars(
        key="steps",
        title=_("From those who came to those who have a certificate"),
        about=_("One bar each; the numbers stand in the table below."),
        rows=[(str(each.rule.name), each.number, ()) for each in found.steps],
    )
    pictures["years"] = bars(
        key="years",
        title=_("Year by year"),
        about=_("One bar for each year; the numbers stand in the table below."),
        rows=[(str(year), each.number, ()) for year, each in found.years],
    )
    return pictures


def _of_report(report: Report) -> SafeString:
    by_sex = report.key == "age"
    return bars(
        key=report.key,
        title=report.title,
        about=_("One bar for each line of the table below: %(all)s in all.")
        % {"all": "–" if report.shown.total is None else report.shown.total},
        rows=[
            (line.name, line.total, line.numbers if by_sex else ())
            for line in report.lines[:MOST_BARS]
        ],
    )

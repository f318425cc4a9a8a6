"""A report as CSV: one line a cell, names beside codes.

UTF-8 with a byte order mark, because the spreadsheets it is opened in guess wrongly
without one. What a spreadsheet would take for a formula is made text. A number that is
withheld is an empty field, and `withheld` says so; notes stand in the other formats.
"""

import csv
from io import StringIO

from learning.reports.report import Report

CONTENT_TYPE, ENDING = "text/csv; charset=utf-8", "csv"
FIELDS = ("rule", "from", "to", "dimension", "code", "name")
FIELDS += ("sex_code", "sex", "number", "withheld")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
ALL = "*"


def write(report: Report) -> bytes:
    """The whole file; totals have the code "*"."""
    text = StringIO()
    sheet = csv.writer(text)
    sheet.writerow(FIELDS)
    start = [
        report.rule.label,
        report.span.start.isoformat(),
        report.released.until.isoformat(),
        report.dimension,
    ]
    sexes = [*zip(report.shown.columns, report.columns, strict=True), ((ALL,), ALL)]
    for line in (*report.lines, report.everybody) if report.shown.rows else ():
        codes = _codes(line.codes or (ALL,))
        for (sex, name), number in zip(sexes, (*line.numbers, line.total), strict=True):
            row = [*start, codes, line.name, _codes(sex), name]
            sheet.writerow([*map(_harmless, row), *_told(number)])
    return text.getvalue().encode("utf-8-sig")


def _codes(codes) -> str:
    """Several that stand together, in one field; "not-stated" where nothing is said."""
    return " ".join(code or "not-stated" for code in codes)


def _told(number: int | None) -> tuple:
    return ("", "yes") if number is None else (number, "no")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text

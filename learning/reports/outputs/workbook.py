"""Reports as a workbook: a sheet for each table, and one that says how it was counted.

Numbers are numbers, the head stays in sight, and what a spreadsheet would take for a
formula is text. Written line by line, so that many tables take no more memory than one.
"""

from collections.abc import Iterable
from io import BytesIO

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from learning.reports.report import WITHHELD, Line, Report

BOLD = Font(bold=True)
# Of a name of a sheet; Excel refuses more.
LONGEST = 31


def write_all(reports: Iterable[Report]) -> bytes:
    """All of them in one workbook; the sheet about them comes last."""
    book = Workbook(write_only=True)
    about = []
    for report in reports:
        _table(book, report)
        about.append(
            (_sheet_name(report), report.title, report.facts, report.footnotes)
        )
    _about(book, about)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_name(report: Report) -> str:
    return f"{report.key} {report.rule.key}"[:LONGEST]


def _table(book: Workbook, report: Report) -> None:
    sheet = _sheet(book, _sheet_name(report), (40, *[16] * (len(report.columns) + 1)))
    sheet.freeze_panes = "B2"
    head = [report.heading, *report.columns, _("All")]
    sheet.append([_text(sheet, each, bold=True) for each in head])
    if not report.shown.rows:
        return
    for line in report.lines:
        sheet.append(_cells(sheet, line))
    sheet.append(_cells(sheet, report.everybody, bold=True))
    if report.young:
        sheet.append(_cells(sheet, report.young))


def _about(book: Workbook, about: list) -> None:
    sheet = _sheet(book, _("About")[:LONGEST], (28, 100))
    for name, title, facts, footnotes in about:
        sheet.append([_text(sheet, name, bold=True), _text(sheet, title, bold=True)])
        for label, words in facts:
            sheet.append([_text(sheet, label), _text(sheet, words)])
        for note in footnotes:
            sheet.append([_text(sheet, ""), _text(sheet, note)])
        sheet.append([])


def _sheet(book: Workbook, name: str, widths: tuple[int, ...]):
    sheet = book.create_sheet(name)
    sheet.sheet_view.rightToLeft = get_language_bidi()
    for number, width in enumerate(widths):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    return sheet


def _cells(sheet, line: Line, *, bold: bool = False) -> list:
    numbers = [_number(sheet, each, bold=bold) for each in (*line.numbers, line.total)]
    return [_text(sheet, line.name, bold=bold), *numbers]


def _number(sheet, number: int | None, *, bold: bool):
    if number is None:
        return _text(sheet, WITHHELD)
    cell = WriteOnlyCell(sheet, value=number)
    cell.number_format = "#,##0"
    if bold:
        cell.font = BOLD
    return cell


def _text(sheet, words: str, *, bold: bool = False):
    cell = WriteOnlyCell(sheet, value=words)
    cell.data_type = "s"  # also of what begins like a formula
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = BOLD
    return cell

"""Reports as a workbook; `workbook.py` writes it.

Apart, because openpyxl takes 6 MB, and 10 more where numpy is, and most processes never
write a workbook.
"""

from collections.abc import Iterable

from learning.reports.report import Report

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENDING = "xlsx"


def write(report: Report) -> bytes:
    return write_all([report])


def write_all(reports: Iterable[Report]) -> bytes:
    """All of them in one workbook; the sheet about them comes last."""
    from learning.reports.outputs import workbook  # noqa: PLC0415 -- its size, see above

    return workbook.write_all(reports)

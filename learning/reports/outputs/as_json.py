"""A report as JSON; `report.schema.json` describes it and is served beside it."""

import json
from pathlib import Path

from learning.reports.report import Line, Report

CONTENT_TYPE, ENDING = "application/json", "json"
SCHEMA = Path(__file__).parent / "report.schema.json"
VERSION = 1


def write(report: Report) -> bytes:
    return json.dumps(as_object(report), ensure_ascii=False, indent=1).encode()


def as_object(report: Report) -> dict:
    """What the schema describes. `null` is a number that is withheld; a code "" means
    that nothing was stated."""
    rows = report.lines if report.shown.rows else ()
    columns = zip(report.shown.columns, report.columns, strict=True)
    return {
        "version": VERSION,
        "report": report.key,
        "title": report.title,
        "rule": {
            "label": report.rule.label,
            "unit": report.rule.unit,
            "name": str(report.rule.name),
            "description": report.rule.described(),
        },
        "from": report.span.start.isoformat(),
        "to": report.released.until.isoformat(),
        "is_over": report.span.is_over,
        "made_on": report.made_on.isoformat(),
        "least": report.shown.least,
        "dimension": report.dimension,
        "columns": [{"codes": list(codes), "name": name} for codes, name in columns],
        "rows": [_row(line) for line in rows],
        "totals": _row(report.everybody) if rows else None,
        "footnotes": report.footnotes,
    }


def _row(line: Line) -> dict:
    return {
        "codes": list(line.codes),
        "name": line.name,
        "numbers": list(line.numbers),
        "total": line.total,
    }

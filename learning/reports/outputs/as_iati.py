"""A report as IATI results: the total, and every printed cell with its dimensions.

What is withheld is left out, and so are categories that stand together: they have no
code. Names of dimensions and their values are those of `docs/iati.md`.
"""

from django.conf import settings

from learning.reports.outputs.iati import (
    OUTPUT,
    OWN_VOCABULARY,
    UNITS,
    Indicator,
    Period,
    Result,
    Value,
    fragment,
)
from learning.reports.report import Line, Report

CONTENT_TYPE, ENDING = "application/xml", "xml"


def write(report: Report) -> bytes:
    """A fragment of the activity that the site is set up for."""
    return write_all([report])


def write_all(reports) -> bytes:
    organisation = settings.IATI_ORGANISATION
    return fragment(
        activity=settings.IATI_ACTIVITY,
        reporter=(
            organisation,
            settings.IATI_ORGANISATION_TYPE,
            {"en": settings.IATI_ORGANISATION_NAME},
        ),
        results=[_result(report) for report in reports if report.shown.rows],
    )


def _result(report: Report) -> Result:
    language = report.language
    return Result(
        title={language: report.title},
        kind=OUTPUT,
        indicators=(
            Indicator(
                title={language: str(report.rule.name)},
                description={language: report.rule.described()},
                measure=UNITS,
                reference=(OWN_VOCABULARY, report.rule.label),
                # Who is counted once in a year may be counted in the next one again.
                can_be_added_up=not report.rule.once or report.rule.key == "new",
                periods=(
                    Period(
                        start=report.span.start,
                        end=report.released.until,
                        actuals=tuple(_values(report)),
                    ),
                ),
            ),
        ),
    )


def _values(report: Report):
    for line in (report.everybody, *report.lines):
        if len(line.codes) > 1:
            continue
        where = _dimension(report.dimension, line)
        yield Value(line.total, where)
        for codes, number in zip(report.shown.columns, line.numbers, strict=True):
            if number is not None and len(codes) == 1:
                yield Value(number, (*where, ("sex", _code(codes[0]))))


def _dimension(dimension: str, line: Line) -> tuple:
    return ((dimension, _code(line.codes[0])),) if line.codes else ()


def _code(code: str) -> str:
    return code or "not-stated"

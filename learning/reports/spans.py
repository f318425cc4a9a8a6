"""The spans of time that programme staff may ask for: calendar years.

Only months that are over are counted, and a span begins with a year. So two figures
never differ by one day, one training or one free choice of dates; a figure of the
running year changes when a month ends. Quarters are a table of their own, protected as a
whole (`reports.tables`).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from learning.cldr import month
from learning.reports.selection import WrongSelectionError

EARLIEST = 1970


@dataclass(frozen=True)
class Span:
    """From `start` to `end`, both included; `end` is the last day of the last month that
    is over, while the year runs."""

    year: int
    end: date

    @property
    def key(self) -> str:
        return str(self.year)

    @property
    def start(self) -> date:
        return date(self.year, 1, 1)

    @property
    def is_over(self) -> bool:
        return self.end == date(self.year, 12, 31)

    def __str__(self) -> str:
        if self.is_over:
            return str(self.year)
        return _("%(year)d, until %(month)s") % {
            "year": self.year,
            "month": month(self.end),
        }


def read_span(*, today: date, year: str = "") -> Span:
    """The span that this word of an address names; without one, the year of the last
    month that is over. Raises WrongSelectionError: "year" where it is none between 1970
    and now, "not_yet" where no month of it is over.
    """
    last = today.replace(day=1) - timedelta(days=1)
    named = _number(year) if year else last.year
    if not EARLIEST <= named <= today.year:
        raise WrongSelectionError("year")
    if named > last.year:
        raise WrongSelectionError("not_yet")
    return Span(named, min(last, date(named, 12, 31)))


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > len("2026"):
        raise WrongSelectionError("year")
    return int(text)

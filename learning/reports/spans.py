"""The spans of time that programme staff may ask for: a year, or a quarter of one.

Only months that are over are counted, and a span begins with a year or a quarter. So
two figures never differ by one day, one training or one free choice of dates; a figure
of the running year changes when a month ends.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from learning.cldr import month
from learning.reports.selection import WrongSelectionError

EARLIEST = 1970
QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Span:
    """From `start` to `end`, both included; `until` is the last day it will have once it
    is over, and `end` lies before that while it runs."""

    year: int
    quarter: int | None
    end: date

    @property
    def key(self) -> str:
        return f"{self.year}Q{self.quarter}" if self.quarter else str(self.year)

    @property
    def start(self) -> date:
        return date(self.year, 3 * (self.quarter or 1) - 2, 1)

    @property
    def until(self) -> date:
        return _last_day(self.year, 3 * (self.quarter or 4))

    @property
    def is_over(self) -> bool:
        return self.end == self.until

    def __str__(self) -> str:
        if self.quarter:
            whole = _("%(year)d, quarter %(quarter)d") % {
                "year": self.year,
                "quarter": self.quarter,
            }
        else:
            whole = str(self.year)
        if self.is_over:
            return whole
        return _("%(span)s, until %(month)s") % {
            "span": whole,
            "month": month(self.end),
        }


def read_span(*, today: date, year: str = "", quarter: str = "") -> Span:
    """The span that these words of an address name; without a year, the year of the last
    month that is over. Raises WrongSelectionError: "year" where it is none between 1970
    and now, "quarter" where it is none, "not_yet" where no month of it is over.
    """
    last = today.replace(day=1) - timedelta(days=1)
    named = _number(year, "year") if year else last.year
    if not EARLIEST <= named <= today.year:
        raise WrongSelectionError("year")
    part = _number(quarter, "quarter") if quarter else None
    if part is not None and part not in QUARTERS:
        raise WrongSelectionError("quarter")
    whole = Span(named, part, last)
    if whole.start > last:
        raise WrongSelectionError("not_yet")
    return Span(named, part, min(last, whole.until))


def _number(text: str, code: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > len("2026"):
        raise WrongSelectionError(code)
    return int(text)


def _last_day(year: int, number: int) -> date:
    first_of_next = date(year + number // 12, number % 12 + 1, 1)
    return first_of_next - timedelta(days=1)

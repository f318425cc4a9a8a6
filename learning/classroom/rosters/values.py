"""What is written in a cell, as sex, age band or role; a birth date only passes through."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from learning.classroom.rosters.words import EITHER, MONTHS, ROLES, SEXES, plain
from learning.members.answers import AgeBand, RoleAtWork, Sex

# The last age of each band but the open one.
UP_TO = (
    (17, AgeBand.UNDER_18),
    (24, AgeBand.A18_24),
    (29, AgeBand.A25_29),
    (35, AgeBand.A30_35),
    (49, AgeBand.A36_49),
)
YOUNGEST, OLDEST = 10, 100
# A spreadsheet's day 0.
DAY_ZERO = date(1899, 12, 30)
CROSSES = {"x", "1", "oui", "yes", "si", "ya", "v", "✓", "✔", "☑", "√", "+", "*", "●"}


class ImpossibleError(ValueError):
    """A date or an age that nobody has."""


# --- sex --------------------------------------------------------------------------


def guess_sexes(values: Iterable[str]) -> dict[str, str | None]:
    """For each different word of a column what it means; None: somebody has to say.

    "M" is a man beside "F", a woman (mujer) beside "H"; alone it may be either. Words
    written out by somebody else, as "masculino", say nothing about the letter.
    """
    words = {plain(value) for value in values if value}
    known = {word: SEXES[word] for word in words if word in SEXES}
    if EITHER in words and EITHER not in known:
        others = {sex for word, sex in known.items() if len(word) == 1}
        if Sex.WOMAN in others and Sex.MAN not in others:
            known[EITHER] = Sex.MAN
        elif Sex.MAN in others and Sex.WOMAN not in others:
            known[EITHER] = Sex.WOMAN
    return {word: known.get(word) for word in sorted(words)}


def is_cross(cell: str) -> bool:
    return cell.strip().casefold() in CROSSES


# --- age --------------------------------------------------------------------------


def band_of(age: int) -> str:
    """The band of an age in years; ImpossibleError below 10 and above 100."""
    if not YOUNGEST <= age <= OLDEST:
        raise ImpossibleError(age)
    return next((band for last, band in UP_TO if age <= last), AgeBand.A50_UP).value


def read_age(cell: str, on: date) -> str:
    """The band of "34", "34 ans", "30-35", "50+", or "1991"; "" where it fits none.

    `on` is the day on which she was that old. Raises ImpossibleError.
    """
    numbers = [int(each) for each in re.findall(r"\d+", cell)[:3]]
    if not numbers:
        return ""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell) or len(numbers) == 3:
        return read_birth(cell, on)
    if len(numbers) == 2:
        low, high = (band_of(number) for number in numbers)
        return low if low == high else ""
    if 1900 <= numbers[0] <= on.year:
        return band_of(on.year - numbers[0])
    return band_of(numbers[0])


def read_birth(cell: str, on: date, *, month_first: bool = False) -> str:
    """The band of somebody born on that day, or in that year; "" where there is none.

    Takes 31/12/1990, 1990-12-31, "12 mars 1985", "Cotonou, 12/03/1985", and the number
    a spreadsheet makes of a day. Raises ImpossibleError: 31 February, next year.
    """
    if cell.strip().isdecimal() and int(cell) <= OLDEST:
        return band_of(int(cell))  # somebody has written her age
    born = _born(cell, month_first, on)
    if born is None:
        return ""
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return band_of(age)


def reads_month_first(cells: Iterable[str]) -> bool:
    """Whether a column has 12/31 and nowhere 31/12."""
    pairs = [
        (int(found[1]), int(found[2]))
        for cell in cells
        if (found := re.search(r"\b(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\b", cell))
    ]
    return any(b > 12 for _a, b in pairs) and not any(a > 12 for a, _b in pairs)


def _born(cell: str, month_first: bool, on: date) -> date | None:
    if found := re.search(r"\b(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})\b", cell):
        return _day(*map(int, found.groups()))
    if found := re.search(r"\b(\d{1,2})[/. -]+(\d{1,2})[/. -]+(\d{4}|\d{2})\b", cell):
        day, month, year = map(int, found.groups())
        if month_first:
            day, month = month, day
        return _day(_century(year, on), month, day)
    words = plain(cell).split()
    month = next((MONTHS[word] for word in words if word in MONTHS), None)
    numbers = [int(word) for word in words if word.isdecimal()]
    years = [number for number in numbers if 1900 <= number <= on.year + 1]
    if month and years:
        days = [number for number in numbers if number not in years]
        return _day(years[0], month, days[0] if days else 15)
    if years:
        return date(years[0], 7, 1)
    if len(numbers) == 1 and 9_000 < numbers[0] < 60_000:
        return DAY_ZERO + timedelta(days=numbers[0])
    if numbers:
        raise ImpossibleError(cell)
    return None


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ImpossibleError("no such day") from None


def _century(year: int, on: date) -> int:
    if year > 99:
        return year
    return 1900 + year if 2000 + year > on.year - YOUNGEST else 2000 + year


# --- role -------------------------------------------------------------------------


def guess_roles(values: Iterable[str]) -> dict[str, str | None]:
    """For each different word of a column the role; None: somebody has to say."""
    return {word: _role(word) for word in sorted({plain(value) for value in values})}


def _role(words: str) -> RoleAtWork | None:
    if not words:
        return RoleAtWork.NOT_STATED
    found = [
        (len(known), role)
        for known, role in ROLES.items()
        if f" {known} " in f" {words} "
    ]
    return max(found)[1] if found else None

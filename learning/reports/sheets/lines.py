"""From rows to totals: what was understood of each, and what is wrong with it."""

import re
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from datetime import date

from learning.classroom.rosters.grid import Grid
from learning.classroom.rosters.words import plain
from learning.members.answers import AgeBand
from learning.reports.sheets import words
from learning.reports.sheets.columns import find_columns

# What can be wrong with a row; `Problem.word` is what stands in the cell.
NO_NUMBER, NO_DAYS, REVERSED, FUTURE = "no_number", "no_days", "reversed", "future"
UNKNOWN_UNION, UNKNOWN_COUNTRY, UNKNOWN_THEME = "no_union", "no_country", "no_theme"
UNKNOWN_SEX, UNKNOWN_AGE, UNKNOWN_COUNTS = "no_sex", "no_age", "no_counts"
NO_METHOD, NO_GRADE, NO_SOURCE = "no_method", "no_grade", "no_source"
A_SUM, TWICE, MORE_THAN_ALL, STANDS = "a_sum", "twice", "more_than_all", "stands"
FIRST_YEAR = 1990
MOST_PEOPLE = 100_000_000
BANDS = {plain(band.label): band.value for band in AgeBand if band.value}
LONGEST = {"method": 500, "source": 300}


@dataclass(frozen=True)
class Problem:
    what: str
    word: str = ""


@dataclass
class Line:
    """One total as it was understood; ids as text, days as 2021-01-31."""

    row: int
    starts_on: str = ""
    ends_on: str = ""
    union: str = ""
    country: str = ""
    theme: str = ""
    sex: str = ""
    age_band: str = ""
    people: int | None = None
    counts: str = ""
    method: str = ""
    grade: str = ""
    source: str = ""
    problems: list[Problem] = field(default_factory=list)

    def cell(self) -> tuple:
        """What tells it from other totals."""
        return (*self.block(), self.sex, self.age_band)

    def block(self) -> tuple:
        """What it shares with totals of the same people, split otherwise."""
        return (
            *(self.starts_on, self.ends_on, self.union),
            *(self.country, self.theme, self.counts),
        )

    def to_json(self) -> dict:
        return {key: value for key, value in asdict(self).items() if key != "problems"}


@dataclass(frozen=True)
class Known:
    """Words of the outside → what they mean here, all as `plain` leaves them."""

    unions: dict[str, str]
    countries: dict[str, str]
    themes: dict[str, str]


@dataclass(frozen=True)
class Usual:
    """What holds for every line that does not say it itself."""

    counts: str = ""
    method: str = ""
    grade: str = ""
    source: str = ""


def read_lines(grid: Grid, known: Known, usual: Usual, *, today: date) -> list[Line]:
    """Every line that is not empty, with its problems. Raises HasNamesError and
    NoHeadingsError (`sheets.columns`)."""
    columns = find_columns(grid)
    reader = _Reader(columns.places, known, usual, today)
    lines = [
        reader.read(row, grid.number(at))
        for at, row in enumerate(grid.rows)
        if at >= columns.data and any(row)
    ]
    _note_twice(lines)
    _note_more_than_all(lines)
    return lines


class _Reader:
    def __init__(self, places, known: Known, usual: Usual, today: date):
        self.places, self.known, self.usual, self.today = places, known, usual, today

    def read(self, row: list[str], number: int) -> Line:
        line = Line(number)
        here = {
            kind: row[at].strip() if at < len(row) else ""
            for kind, at in self.places.items()
        }
        if self._adds_up(row):
            line.problems.append(Problem(A_SUM))
            return line
        self._days(line, here)
        self._people(line, here.get(words.PEOPLE, ""))
        self._places(line, here)
        self._who(line, here)
        self._how(line, here)
        return line

    def _adds_up(self, row: list[str]) -> bool:
        """ "Total" where a place or a day should be; as a sex it means everybody."""
        who = {self.places.get(words.SEX), self.places.get(words.AGE)}
        return any(
            plain(cell) in words.SUMS
            for at, cell in enumerate(row)
            if cell and at not in who
        )

    def _days(self, line: Line, here: dict) -> None:
        first, last = (
            read_day(here.get(words.FROM, "")),
            read_day(here.get(words.UNTIL, "")),
        )
        year = here.get(words.YEAR, "")
        if not (first or last) and re.fullmatch(r"\d{4}", year):
            first, last = date(int(year) or 1, 1, 1), date(int(year) or 1, 12, 31)
        if not first or not last or first.year < FIRST_YEAR:
            said = " ".join(
                filter(None, (here.get(words.FROM), here.get(words.UNTIL), year))
            )
            line.problems.append(Problem(NO_DAYS, said))
        elif first > last:
            line.problems.append(Problem(REVERSED))
        elif last > self.today:
            line.problems.append(Problem(FUTURE))
        else:
            line.starts_on, line.ends_on = first.isoformat(), last.isoformat()

    def _people(self, line: Line, cell: str) -> None:
        line.people = read_number(cell)
        if line.people is None:
            line.problems.append(Problem(NO_NUMBER, cell))

    def _places(self, line: Line, here: dict) -> None:
        for kind, meanings, problem in (
            (words.UNION, self.known.unions, UNKNOWN_UNION),
            (words.COUNTRY, self.known.countries, UNKNOWN_COUNTRY),
            (words.THEME, self.known.themes, UNKNOWN_THEME),
        ):
            cell = here.get(kind, "")
            if not cell or plain(cell) in words.ALL:
                continue
            if plain(cell) in meanings:
                setattr(line, kind, meanings[plain(cell)])
            else:
                line.problems.append(Problem(problem, cell))

    def _who(self, line: Line, here: dict) -> None:
        sex, age = here.get(words.SEX, ""), here.get(words.AGE, "")
        if sex:
            if plain(sex) in words.SEX_WORDS:
                line.sex = str(words.SEX_WORDS[plain(sex)])
            else:
                line.problems.append(Problem(UNKNOWN_SEX, sex))
        if age and plain(age) not in words.ALL:
            line.age_band = read_band(age)
            if not line.age_band:
                line.problems.append(Problem(UNKNOWN_AGE, age))

    def _how(self, line: Line, here: dict) -> None:
        counts = here.get(words.COUNTS, "")
        line.counts = words.COUNTS_WORDS.get(plain(counts), "") or (
            "" if counts else self.usual.counts
        )
        grade = here.get(words.GRADE, "").upper() or self.usual.grade
        line.grade = grade if grade in ("A", "B", "C") else ""
        for kind in (words.METHOD, words.SOURCE):
            said = here.get(kind, "") or getattr(self.usual, kind)
            setattr(line, kind, said[: LONGEST[kind]])
        for missing, problem, word in (
            (not line.counts, UNKNOWN_COUNTS, counts),
            (not line.grade, NO_GRADE, grade),
            (not line.method, NO_METHOD, ""),
            (not line.source, NO_SOURCE, ""),
        ):
            if missing:
                line.problems.append(Problem(problem, word))


def read_number(cell: str) -> int | None:
    """A whole number, with whatever parts its thousands; None for anything else."""
    text = re.sub(r"[\s\u00a0\u202f'’]", "", cell)
    if (
        re.fullmatch(r"\d{1,3}([.,]\d{3})+", text)
        and len(set(re.findall(r"[.,]", text))) == 1
    ):
        text = re.sub(r"[.,]", "", text)
    if not re.fullmatch(r"[0-9]{1,9}", text):
        return None
    return int(text) if int(text) <= MOST_PEOPLE else None


def read_day(cell: str) -> date | None:
    """2021-01-31, or 31/01/2021 with whatever between; None for anything else."""
    try:
        if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", cell):
            return date(*map(int, found.groups()))
        if found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", cell):
            day, month, year = map(int, found.groups())
            return date(year, month, day)
    except ValueError:
        return None
    return None


def read_band(cell: str) -> str:
    """One of our bands as it is written: 18-24, "18 – 24", "50+"; "" for another."""
    tight = re.sub(r"\s|[–—]", lambda sign: "" if sign[0].isspace() else "-", cell)
    for band in AgeBand.values:
        if band and tight == band:
            return band
    return {"<18": AgeBand.UNDER_18.value, ">50": AgeBand.A50_UP.value}.get(
        tight, BANDS.get(plain(cell), "")
    )


def _note_twice(lines: list[Line]) -> None:
    seen: dict[tuple, int] = {}
    for line in lines:
        if line.problems:
            continue
        if line.cell() in seen:
            line.problems.append(Problem(TWICE, str(seen[line.cell()])))
        seen.setdefault(line.cell(), line.row)


def _note_more_than_all(lines: list[Line]) -> None:
    """Women and men together are no more than everybody."""
    blocks: dict[tuple, list[Line]] = defaultdict(list)
    for line in lines:
        if not line.problems:
            blocks[line.block()].append(line)
    for block in blocks.values():
        whole = next((each for each in block if not (each.sex or each.age_band)), None)
        parts = widest_split((each.sex, each.age_band, each.people) for each in block)
        if whole is not None and parts is not None and parts > whole.people:
            whole.problems.append(Problem(MORE_THAN_ALL, str(parts)))


def widest_split(parts) -> int | None:
    """Of (sex, age, people) the greatest sum of one way of splitting everybody: by sex,
    by age, or by both; None where nothing is split. Splits are of the same people, so
    they are never added to each other."""
    sums: dict[tuple[bool, bool], int] = defaultdict(int)
    for sex, age, people in parts:
        if sex or age:
            sums[bool(sex), bool(age)] += people
    return max(sums.values(), default=None)

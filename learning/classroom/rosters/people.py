"""From rows to people: what was understood of each, and what is wrong with it."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from learning.classroom.rosters import values
from learning.classroom.rosters.grid import Grid
from learning.classroom.rosters.understanding import (
    Understanding,
    column_of,
    rows_below,
)
from learning.classroom.rosters.words import (
    AGE,
    BELOW,
    BORN,
    DITTO,
    FAMILY,
    GIVEN,
    MAN,
    NAME,
    NUMBER,
    ROLE,
    SEX,
    WOMAN,
    plain,
)
from learning.members.answers import RoleAtWork, Sex
from learning.members.doubles import blocks_of
from learning.members.names import Name, likeness_of, read_name

LONGEST_NAME = 120
# From which likeness on two rows of one list are taken for one person.
ALIKE = 0.95
# What can be wrong with a row. Of the first kind only its writer knows who is meant, so
# the row can't come in as it is; the others come in, less what is wrong.
FORMULA, TOO_LONG = "formula", "too_long"
STOPS = (FORMULA, TOO_LONG)
TWO_PEOPLE, TWICE, BELOW_LIST = "two_people", "twice", "below_list"
NO_NAME, MERGED, DITTO_NAME = "no_name", "merged", "ditto_name"
IMPOSSIBLE_DATE, UNCLEAR_AGE, UNCLEAR_SEX = "impossible", "unclear_age", "unclear_sex"

# What becomes of a row.
TAKE, LEAVE, SPLIT = "take", "leave", "split"
_BETWEEN_PEOPLE = re.compile(
    r"\s*(?:[/;&+|]|\bet\b|\band\b|\bdan\b|\by\b|\bو\b|និង)\s*", re.I
)
_SURE = re.compile(r"[/;&+|]|\bet\b|\band\b|\bdan\b", re.I)


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a row; `other` is another row's number where one is meant."""

    what: str
    other: int = 0


@dataclass
class Person:
    """A row as it was understood; `row` is its number in the file."""

    row: int
    name: str = ""
    sex: str = ""
    age_band: str = ""
    role: str = ""
    problems: list[Problem] = field(default_factory=list)
    # The names in it, if there are two.
    halves: tuple[str, ...] = ()

    def has(self, *whats: str) -> bool:
        return any(problem.what in whats for problem in self.problems)

    @property
    def becomes(self) -> str:
        """What is proposed for the row, until somebody decides otherwise."""
        leave = self.has(*STOPS, TWICE, BELOW_LIST)
        return LEAVE if leave else SPLIT if self.halves else TAKE

    @property
    def choices(self) -> tuple[str, ...]:
        """What may be decided about the row."""
        if self.has(*STOPS):
            return (LEAVE,)
        return (SPLIT, TAKE, LEAVE) if self.halves else (TAKE, LEAVE)


def people_in(grid: Grid, how: Understanding, *, on: date) -> list[Person]:
    """Everybody in the list, row by row; `on` is the day to reckon ages by.

    Empty lines of a form and the lines below the list are not people; a row that may be
    one of those comes with the problem "below_list".
    """
    rows, numbers = rows_below(grid, how.header, how.columns)
    merged = _merged_rows(grid, how)
    births = column_of(grid, how.header, how.columns, BORN)
    reader = _RowReader(how, on, values.reads_month_first(births))
    last_number = _last_numbered(rows, how.columns)
    found = []
    for at, cells in enumerate(rows):
        person = reader.read(cells, numbers[at])
        if person is None:
            continue
        if numbers[at] in merged:
            person.problems.append(Problem(MERGED))
        if last_number is not None and at > last_number and not person.sex:
            person.problems.append(Problem(BELOW_LIST))
        found.append(person)
    _note_twice(found)
    return found


class _RowReader:
    def __init__(self, how: Understanding, on: date, month_first: bool):
        self.how, self.on, self.month_first = how, on, month_first
        self.above: dict[str, str] = {}
        self.has_name = bool({NAME, FAMILY, GIVEN} & set(how.columns))

    def read(self, cells: list[str], number: int) -> Person | None:
        here: dict[str, list[str]] = {}
        for kind, cell in zip(self.how.columns, cells, strict=True):
            if kind and cell:
                here.setdefault(kind, []).append(cell)
        person = Person(number)
        name = self._name(here, person)
        first = next((cell for cell in cells if cell), "")
        if BELOW.match(plain(name or first)) and not here.get(SEX):
            return None
        person.sex = self._sex(here, person)
        person.age_band = self._age(here, person)
        person.role = self._role(here)
        if not (name or person.sex or person.age_band or person.role):
            return None if not person.has(DITTO_NAME, FORMULA) else person
        if self.has_name and not name and not person.problems:
            person.problems.append(Problem(NO_NAME))
        return person

    def _name(self, here: dict, person: Person) -> str:
        """One line; a name of two lines is one name."""
        parts = [*here.get(NAME, []), *here.get(GIVEN, []), *here.get(FAMILY, [])]
        if any(part.lstrip().startswith(("=", "@")) for part in parts):
            person.problems.append(Problem(FORMULA))
            return ""
        if any(plain(part) in DITTO or part.strip() in DITTO for part in parts):
            person.problems.append(Problem(DITTO_NAME))
            return ""
        parts = [without_numbers(part) for part in parts]
        name = " ".join(" ".join(parts).split())
        if not re.search(r"[^\W\d_]", name):
            return ""
        if len(name) > LONGEST_NAME:
            person.problems.append(Problem(TOO_LONG))
            return name[:LONGEST_NAME]
        person.halves = self._two_in_columns(here) or two_people(name)
        if person.halves:
            person.problems.append(Problem(TWO_PEOPLE))
        person.name = name
        return name

    def _two_in_columns(self, here: dict) -> tuple[str, ...]:
        """ "Ana y Luis | Gómez / López"; with one family name, both have it."""
        first, last = (
            without_numbers(" ".join(here.get(kind, []))) for kind in (GIVEN, FAMILY)
        )
        firsts = _halves(first)
        if len(firsts) != 2:
            return ()
        lasts = _halves(last)
        if len(lasts) != 2:
            lasts = [last, last]
        return tuple(
            " ".join(" ".join(pair).split()) for pair in zip(firsts, lasts, strict=True)
        )

    def _sex(self, here: dict, person: Person) -> str:
        crossed = {
            sex
            for kind, sex in ((WOMAN, Sex.WOMAN), (MAN, Sex.MAN))
            if any(
                values.is_cross(cell) or plain(cell) in self.SELF[kind]
                for cell in here.get(kind, [])
            )
        }
        if len(crossed) == 1:
            return crossed.pop().value
        cell = self._or_above(here, SEX)
        known = self.how.sexes.get(plain(cell)) if cell else ""
        if crossed or known is None:
            person.problems.append(Problem(UNCLEAR_SEX))
        return known or ""

    # The letter itself in the column of crosses.
    SELF = {
        WOMAN: {"f", "p", "femme", "mujer"},
        MAN: {"m", "h", "l", "homme", "hombre"},
    }

    def _age(self, here: dict, person: Person) -> str:
        try:
            for cell in here.get(BORN, []):
                band = values.read_birth(cell, self.on, month_first=self.month_first)
                if band:
                    return band
            for cell in here.get(AGE, []):
                band = values.read_age(cell, self.on)
                if not band:
                    person.problems.append(Problem(UNCLEAR_AGE))
                return band
        except values.ImpossibleError:
            person.problems.append(Problem(IMPOSSIBLE_DATE))
        return ""

    def _role(self, here: dict) -> str:
        cell = self._or_above(here, ROLE)
        return self.how.roles.get(plain(cell)) or RoleAtWork.NOT_STATED.value

    def _or_above(self, here: dict, kind: str) -> str:
        """The cell; "idem" is what stood above."""
        cell = (here.get(kind) or [""])[0]
        if cell.strip() in DITTO or plain(cell) in DITTO:
            return self.above.get(kind, "")
        if cell:
            self.above[kind] = cell
        return cell


def without_numbers(text: str) -> str:
    """A telephone number or a running number written into the name is not taken."""
    text = re.sub(r"^\s*\d{1,4}\s*[.)°-]\s*", "", text)
    return re.sub(r"\(?\+?\d[\d\s().-]{5,}\d\)?", "", text).strip(" ,;-:/")


def two_people(name: str) -> tuple[str, ...]:
    """The two names in one, or (): "Awa Diallo / Fatou Sow", not "Ortega y Gasset"."""
    halves = _halves(name)
    if len(halves) != 2:
        return ()
    sure = _SURE.search(name)
    long = all(len(half.split()) >= 2 for half in halves)
    return tuple(halves) if long or (sure and all(len(h) > 2 for h in halves)) else ()


def _halves(text: str) -> list[str]:
    return [half for half in _BETWEEN_PEOPLE.split(text) if half]


def _merged_rows(grid: Grid, how: Understanding) -> set[int]:
    """Rows whose name is merged with that of another row, or with another column."""
    names = {at for at, kind in enumerate(how.columns) if kind in (NAME, FAMILY, GIVEN)}
    found = set()
    for top, left, bottom, right in grid.merged:
        if top >= how.header.data and names & set(range(left, right + 1)):
            others = {how.columns[at] for at in range(left, right + 1)} - {
                NAME,
                FAMILY,
                GIVEN,
                "",
            }
            if bottom > top or others:
                found |= {grid.number(at) for at in range(top, bottom + 1)}
    return found


def _last_numbered(rows: list[list[str]], columns: list[str]) -> int | None:
    """Where people are numbered, what comes below the last number is hardly one."""
    if NUMBER not in columns:
        return None
    at = columns.index(NUMBER)
    numbered = [
        place for place, row in enumerate(rows) if row[at].rstrip(".)").isdecimal()
    ]
    return numbered[-1] if len(numbered) > 2 else None


def _note_twice(people: list[Person]) -> None:
    """A second row that reads like an earlier one of the same sex and age."""
    read: list[tuple[Name, Person]] = []
    blocks: dict[str, list[int]] = {}
    known: dict = {}
    alike: dict = {}
    for person in people:
        if not person.name:
            continue
        name = read_name(person.name, known)
        keys = blocks_of(name)
        near = sorted({at for key in keys for at in blocks.get(key, ())})
        for at in near:
            earlier_name, earlier = read[at]
            alike_names = likeness_of(earlier_name, name, alike)
            if _may_be_one(earlier, person, surely=len(name.parts) == 1) and (
                alike_names >= ALIKE
            ):
                person.problems.append(Problem(TWICE, earlier.row))
                break
        for key in keys:
            blocks.setdefault(key, []).append(len(read))
        read.append((name, person))


def _may_be_one(one: Person, other: Person, *, surely: bool) -> bool:
    """Sex and age agree; `surely`, as single names need it: both are stated."""
    return all(
        a == b and (a or not surely) if (a and b) or surely else True
        for a, b in ((one.sex, other.sex), (one.age_band, other.age_band))
    )


def tally(people: list[Person]) -> Counter:
    """How many rows have each problem."""
    return Counter(problem.what for person in people for problem in person.problems)

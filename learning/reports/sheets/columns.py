"""Which column of a sheet of totals holds what; and refusing one that names people."""

from dataclasses import dataclass

from learning.classroom.rosters.columns import guess_columns
from learning.classroom.rosters.grid import Grid
from learning.classroom.rosters.header import Header, find_header, kind_of
from learning.classroom.rosters.words import BORN, FAMILY, GIVEN, NAME, plain
from learning.reports.sheets.words import FROM, HEADS, PEOPLE, UNTIL, YEAR

SEARCHED = 40
LOOKED_AT = 60
# What only a list of people has.
OF_PEOPLE = {NAME, FAMILY, GIVEN, BORN}


class HasNamesError(Exception):
    """The sheet lists people; `columns` are the headings that say so, or their letters."""

    def __init__(self, columns: list[str]):
        self.columns = columns
        super().__init__(", ".join(columns))


class NoHeadingsError(Exception):
    """No row of headings with a number of people and a year, or days from and until."""


@dataclass(frozen=True)
class Columns:
    """`data` is the index of the first row below the headings; `places` kind → column."""

    data: int
    places: dict[str, int]


def find_columns(grid: Grid) -> Columns:
    """Raises HasNamesError first of all, then NoHeadingsError."""
    row = _headings(grid)
    _refuse_names(grid, row)
    if row is None:
        raise NoHeadingsError
    return Columns(row + 1, _places(grid.rows[row]))


def _headings(grid: Grid) -> int | None:
    """The first row that has all a sheet must have."""
    for at, row in enumerate(grid.rows[:SEARCHED]):
        found = set(_places(row))
        if PEOPLE in found and (YEAR in found or {FROM, UNTIL} <= found):
            return at
    return None


def _places(row: list[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for at, cell in enumerate(row):
        kind = HEADS.get(plain(cell)) if len(cell) <= 60 else None
        if kind:
            places.setdefault(kind, at)
    return places


def _refuse_names(grid: Grid, row: int | None) -> None:
    header = find_header(grid)
    if row is not None:
        titles = grid.rows[row] + [""] * (grid.width - len(grid.rows[row]))
        header = Header(row, titles, row + 1)
    guessed = guess_columns(grid, header)
    ours = set(_places(grid.rows[row]).values()) if row is not None else set()
    named = [
        at
        for at, kind in enumerate(guessed)
        if (kind in OF_PEOPLE or kind_of(header.titles[at]) in OF_PEOPLE)
        and at not in ours
        and not _holds_numbers(grid, header, at)
    ]
    # "Participants" with numbers below is a total; with words below it is a list.
    named += [
        at
        for at in sorted(ours)
        if kind_of(header.titles[at]) in OF_PEOPLE
        and HEADS[plain(header.titles[at])] == PEOPLE
        and _holds_names(grid, header, at)
    ]
    if named:
        raise HasNamesError([header.titles[at] or _letter(at) for at in sorted(named)])


def _cells(grid: Grid, header: Header, at: int) -> list[str]:
    rows = grid.rows[header.data : header.data + LOOKED_AT]
    return [row[at] for row in rows if at < len(row) and row[at]]


def _holds_numbers(grid: Grid, header: Header, at: int) -> bool:
    """Numbers, and no years or days somebody was born on."""
    if kind_of(header.titles[at]) == BORN:
        return False
    cells = _cells(grid, header, at)
    return all(any(sign.isdigit() for sign in cell) for cell in cells)


def _holds_names(grid: Grid, header: Header, at: int) -> bool:
    cells = _cells(grid, header, at)
    words = [cell for cell in cells if not any(sign.isdigit() for sign in cell)]
    return len(words) > len(cells) / 2


def _letter(at: int) -> str:
    """What a spreadsheet calls the column."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters

"""How a list is read: where its headings stand, what is in each column, what its words
for sex and role mean. Guessed first, and corrected by a person.
"""

from dataclasses import dataclass, field

from learning.classroom.rosters import values
from learning.classroom.rosters.columns import KINDS, guess_columns
from learning.classroom.rosters.grid import Grid
from learning.classroom.rosters.header import Header, find_header, header_at
from learning.classroom.rosters.words import (
    DITTO,
    FAMILY,
    GIVEN,
    NAME,
    NUMBER,
    ROLE,
    SEX,
    plain,
)

# More different words than that in a column are no roles.
MOST_WORDS = 60


@dataclass
class Understanding:
    """How a list is read. Everything in it may be corrected by a person."""

    header: Header
    columns: list[str]
    # What the words of the sex and the role column mean; None: not known.
    sexes: dict[str, str | None] = field(default_factory=dict)
    roles: dict[str, str | None] = field(default_factory=dict)

    def to_json(self) -> dict:
        return {
            "header": self.header.row,
            "columns": self.columns,
            "sexes": self.sexes,
            "roles": self.roles,
        }

    @classmethod
    def from_json(cls, data: dict, grid: Grid) -> "Understanding":
        return cls(
            _header(grid, data["header"]), data["columns"], data["sexes"], data["roles"]
        )


def understand(grid: Grid) -> Understanding:
    """The guess, for a person to look at."""
    header = find_header(grid)
    return _with_words(grid, header, guess_columns(grid, header))


def understand_as(
    grid: Grid, *, header: int | None, columns: list[str] | None, words: dict
) -> Understanding:
    """As somebody has corrected it: row and columns first, then what words mean.

    `columns` None guesses them anew below that header; `words` has "sexes" and "roles".
    Raises ValueError for a column of no kind.
    """
    found = _header(grid, header)
    columns = columns or guess_columns(grid, found)
    if len(columns) != grid.width or not set(columns) <= set(KINDS):
        raise ValueError("One kind for each column")
    corrected = _with_words(grid, found, columns)
    for mine, given in (
        (corrected.sexes, words.get("sexes", {})),
        (corrected.roles, words.get("roles", {})),
    ):
        mine |= {word: given[word] for word in mine if word in given}
    return corrected


def _header(grid: Grid, row: int | None) -> Header:
    if row is None or not 0 <= row < len(grid.rows):
        return Header(None, [""] * grid.width, 0)
    return header_at(grid, row)


def _with_words(grid: Grid, header: Header, columns: list[str]) -> Understanding:
    found = Understanding(header, columns)
    cells = {kind: column_of(grid, header, columns, kind) for kind in (SEX, ROLE)}
    # A title or a total is no sex; only what is there twice, or is known, is asked about.
    found.sexes = dict(list(values.guess_sexes(cells[SEX]).items())[:MOST_WORDS])
    roles = values.guess_roles(cells[ROLE])
    found.roles = roles if len(roles) <= MOST_WORDS else {}
    return found


def column_of(grid: Grid, header: Header, columns: list[str], kind: str) -> list[str]:
    """What stands in the column of a kind, less empty cells and ditto marks."""
    if kind not in columns:
        return []
    at = columns.index(kind)
    cells = [row[at] for row in rows_below(grid, header, columns)[0]]
    return [cell for cell in cells if cell and plain(cell) and plain(cell) not in DITTO]


def rows_below(
    grid: Grid, header: Header, columns
) -> tuple[list[list[str]], list[int]]:
    """The rows below the headings, and what the file calls them. What is merged over
    rows stands in each of them, but for names: they are of one person."""
    rows = [list(row) for row in grid.rows[header.data :]]
    for top, left, bottom, right in grid.merged:
        if top < header.data or top == bottom or left != right:
            continue
        if left < len(columns) and columns[left] in (NAME, FAMILY, GIVEN, NUMBER):
            continue
        for at in range(top + 1, bottom + 1):
            rows[at - header.data][left] = grid.rows[top][left]
    repeated = _headings_again(rows, header)
    kept = [at for at in range(len(rows)) if at not in repeated]
    return [rows[at] for at in kept], [grid.number(header.data + at) for at in kept]


def _headings_again(rows: list[list[str]], header: Header) -> set[int]:
    """On the next sheet of paper the headings stand once more."""
    if header.row is None:
        return set()
    titles = {plain(title) for title in header.titles if title}
    return {
        at
        for at, row in enumerate(rows)
        if sum(1 for cell in row if cell and plain(cell) in titles) >= 2
        and all(plain(cell) in titles for cell in row if cell)
    }

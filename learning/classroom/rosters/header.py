"""Where the people begin: below titles, logos and merged cells stands a row of headings."""

from dataclasses import dataclass, field

from learning.classroom.rosters.grid import Grid
from learning.classroom.rosters.words import HEADS, MAN, SEX, WOMAN, plain

# Headings stand near the top.
SEARCHED = 40


@dataclass(frozen=True)
class Header:
    """`row` (or None: there are no headings), what it says in each column, and `data`:
    the index of the first row below."""

    row: int | None
    titles: list[str] = field(default_factory=list)
    data: int = 0


def find_header(grid: Grid) -> Header:
    """The row that reads most like headings; two where "Sexe" stands over "H" and "F"."""
    scores = [(_score(row), -at) for at, row in enumerate(grid.rows[:SEARCHED])]
    best, place = max(scores)
    if best < 2:
        return Header(None, [""] * grid.width, 0)
    return header_at(grid, -place)


def header_at(grid: Grid, row: int) -> Header:
    """The headings in a row, which somebody has found or chosen."""
    titles = _spread(grid, row)
    below = grid.rows[row + 1] if row + 1 < len(grid.rows) else []
    if _is_second_line(titles, below):
        for at, cell in enumerate(below):
            # H and F under "Sexe" say more than "Sexe" does.
            if cell:
                titles[at] = cell
        return Header(row, titles, row + 2)
    return Header(row, titles, row + 1)


def kind_of(title: str) -> str | None:
    """What a heading says is below it; "" what is not taken, None: unknown."""
    words = plain(title)
    if words in HEADS:
        return HEADS[words]
    # "Nom et prénoms (en majuscules)", "Sexe (H/F)", "Âge en années".
    shorter = words.split()
    while len(shorter) > 1:
        shorter.pop()
        found = " ".join(shorter)
        if len(found) > 1 and found in HEADS:
            return HEADS[found]
    return None


def _score(row: list[str]) -> float:
    """Different headings count; a long sentence is a title."""
    found = {kind_of(cell) for cell in row if cell and len(cell) <= 60}
    texts = [cell for cell in row if cell]
    known = sum(1 for cell in texts if len(cell) <= 60 and kind_of(cell) is not None)
    return len(found - {None}) + known / 10 if len(texts) > 1 else known * 0.5


def _spread(grid: Grid, row: int) -> list[str]:
    """A heading merged over columns stands in each of them."""
    titles = list(grid.rows[row])
    for top, left, bottom, right in grid.merged:
        if top <= row <= bottom:
            word = grid.rows[top][left]
            for at in range(left, right + 1):
                titles[at] = titles[at] or word
    return titles


def _is_second_line(titles: list[str], below: list[str]) -> bool:
    """Only headings, and among them the two halves of one."""
    cells = [(at, cell) for at, cell in enumerate(below) if cell]
    kinds = {kind_of(cell) for _at, cell in cells}
    if not cells or None in kinds:
        return False
    under_sex = {
        kind_of(cell)
        for at, cell in cells
        if kind_of(titles[at]) == SEX or titles[at] in ("", below[at])
    }
    return (
        {WOMAN, MAN} <= kinds and {WOMAN, MAN} <= under_sex | kinds and len(cells) > 1
    )

"""What is in each column: by its heading, and where that says nothing, by its cells."""

from learning.classroom.rosters.grid import Grid
from learning.classroom.rosters.header import Header, kind_of
from learning.classroom.rosters.words import (
    AGE,
    BORN,
    EITHER,
    FAMILY,
    GIVEN,
    MAN,
    NAME,
    NOTHING,
    NUMBER,
    ROLE,
    SEX,
    SEXES,
    WOMAN,
    plain,
)

KINDS = (NAME, FAMILY, GIVEN, SEX, WOMAN, MAN, AGE, BORN, ROLE, NUMBER, NOTHING)
# May stand in several columns: two surnames.
SEVERAL = {FAMILY, GIVEN, NOTHING}
LOOKED_AT = 60


def guess_columns(grid: Grid, header: Header) -> list[str]:
    """One kind for each column of the grid."""
    kinds = [kind_of(title) if title else None for title in header.titles]
    kinds += [None] * (grid.width - len(kinds))
    cells = [_cells(grid, header, at) for at in range(grid.width)]
    for at, kind in enumerate(kinds):
        if kind is None:
            kinds[at] = _by_content(cells[at], {each for each in kinds if each})
    _settle_names(kinds)
    _settle_halves(kinds)
    return _once(kinds)


def _cells(grid: Grid, header: Header, at: int) -> list[str]:
    rows = grid.rows[header.data : header.data + LOOKED_AT]
    return [row[at] for row in rows if row[at]]


def _by_content(cells: list[str], taken: set) -> str:
    """Only what can hardly be anything else; a wrong guess costs more than none."""
    if not cells:
        return NOTHING
    values = [plain(cell) for cell in cells]
    if SEX not in taken and all(each in SEXES or each == EITHER for each in values):
        return SEX
    numbers = [int(each) for each in values if each.isdecimal() and len(each) < 6]
    if len(numbers) == len(values):
        if numbers == list(range(numbers[0], numbers[0] + len(numbers))):
            return NUMBER
        if AGE not in taken and all(14 <= number <= 90 for number in numbers):
            return AGE
    words = [each for each in values if len(each.split()) in (2, 3, 4)]
    letters = all(not any(letter.isdigit() for letter in each) for each in words)
    if not taken & {NAME, FAMILY, GIVEN} and letters and len(words) > 0.7 * len(values):
        return NAME if len(set(values)) > 0.8 * len(values) else NOTHING
    return NOTHING


def _settle_names(kinds: list) -> None:
    """ "Nom" alone is the whole name, beside "Prénom" the family's; "Nombre" likewise."""
    if NAME in kinds and {FAMILY, GIVEN} & set(kinds):
        # "Name" beside "Surname": the given one.
        missing = GIVEN if FAMILY in kinds and GIVEN not in kinds else FAMILY
        kinds[kinds.index(NAME)] = missing
    elif FAMILY in kinds and GIVEN not in kinds and kinds.count(FAMILY) == 1:
        kinds[kinds.index(FAMILY)] = NAME
    elif GIVEN in kinds and FAMILY not in kinds:
        kinds[kinds.index(GIVEN)] = NAME


def _settle_halves(kinds: list) -> None:
    """A column of crosses for women needs one for men; a lone "F" or "M" is the sex."""
    halves = {WOMAN, MAN} & set(kinds)
    if len(halves) == 1:
        at = kinds.index(halves.pop())
        kinds[at] = NOTHING if SEX in kinds else SEX
    elif halves and SEX in kinds:
        kinds[kinds.index(SEX)] = NOTHING


def _once(kinds: list) -> list[str]:
    seen = set()
    settled = []
    for kind in kinds:
        settled.append(NOTHING if kind in seen and kind not in SEVERAL else kind)
        seen.add(kind)
    return settled

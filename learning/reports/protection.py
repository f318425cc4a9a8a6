"""Small cells: what a table must withhold so that nobody in it can be found.

Three steps, in this order:

1. `fold`: categories with too few people stand together, so that every total which is
   printed is 0 or at least k.
2. `protect`: in the body of a table with both its margins printed, cells below k are
   withheld, and as many others as it takes that nobody gets them back by subtracting.
3. What was withheld once stays withheld (`kept`): the pattern of a table is frozen when
   it first leaves the house, or two releases would tell by their difference.

The measure of safe is what an attacker with all printed numbers can prove: for every
withheld cell with people in it, the most it could hold is k or more. In a table with
margins that greatest value is a maximum flow in the graph of withheld cells, so it is
computed exactly here (`most_it_could_be`), and the tests attack the result with a
linear-programming solver that knows nothing of this file.

Theory: L. H. Cox, "Network models for complementary cell suppression", Journal of the
American Statistical Association 90 (1995); A. Hundepool et al., "Statistical Disclosure
Control" (Wiley, 2012), chapter 4.
"""

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass

# Cells of fewer people are withheld; the sensitive module asks for more.
LEAST = 5
LEAST_SENSITIVE = 10

Cell = tuple[str, str]


@dataclass(frozen=True)
class Table:
    """Whole numbers of people by row and column; what is not in `counts` is 0."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: dict[Cell, int]

    def __getitem__(self, cell: Cell) -> int:
        return self.counts.get(cell, 0)

    def row(self, name: str) -> list[Cell]:
        return [(name, column) for column in self.columns]

    def column(self, name: str) -> list[Cell]:
        return [(row, name) for row in self.rows]

    def total(self, cells: Iterable[Cell]) -> int:
        return sum(self[cell] for cell in cells)

    def lines(self) -> list[list[Cell]]:
        return [*map(self.row, self.rows), *map(self.column, self.columns)]


def fold(counts: dict[str, int], least: int) -> list[tuple[str, ...]]:
    """Which categories stand together, so that each group has 0 people or `least`.

    Categories large enough stand alone, empty ones too; all the small ones are one
    group, with the smallest of the others if they are too few by themselves (then two
    numbers are hidden in one). A table of fewer than `least` people in all comes back
    as one group, and the caller prints none of it. The order of categories is kept.
    """
    small = [name for name, people in counts.items() if 0 < people < least]
    group = set(small)
    others = sorted(
        (name for name in counts if counts[name] >= least), key=lambda n: counts[n]
    )
    while group and sum(counts[name] for name in group) < least and others:
        group.add(others.pop(0))
    folded = tuple(name for name in counts if name in group)
    alone = [(name,) for name in counts if name not in group]
    return [*alone, folded] if folded else alone


def protect(
    table: Table,
    least: int,
    kept: frozenset[Cell] = frozenset(),
    few_behind: frozenset[Cell] = frozenset(),
) -> frozenset[Cell]:
    """The cells of the body to withhold when both margins are printed.

    `kept` are cells withheld in an earlier release of this table; they stay withheld.
    `few_behind` are cells that are large only because few people stand in them often
    (one person, nine certificates): they are withheld too, and could hold `least` more
    than they do, as far as their margins allow it. Raises ValueError where a total to be printed is itself below `least` (`fold` it
    first), for then nothing done in the body would help.
    """
    for line in table.lines():
        if 0 < table.total(line) < least:
            raise ValueError("A printed total is too small: fold it first")
    small = {cell for cell, people in table.counts.items() if 0 < people < least}
    needs = dict.fromkeys(small | {each for each in kept if table[each]}, least)
    for cell in few_behind:
        lines = table.total(table.row(cell[0])), table.total(table.column(cell[1]))
        needs[cell] = min(table[cell] + least, *lines)
    withheld = set(kept) | set(needs)
    # One pass is enough: each further withheld cell leaves an attacker with more that is
    # possible, so what cannot be proved once cannot be proved later.
    for cell in sorted(needs):
        while most_it_could_be(table, withheld, cell, needs[cell]) < needs[cell]:
            withheld |= _cover(table, withheld, cell, needs[cell])
    return frozenset(withheld)


def moved_enough(before: dict[Cell, int], now: dict[Cell, int], least: int) -> bool:
    """Whether a table may be shown again after a correction: since it was shown, each cell
    and each margin has changed by nobody or by at least `least`.

    Whoever lays two releases of all tables side by side reads from one corrected
    attendance whether it was a woman, how old, and of which country.
    """
    moved: dict = defaultdict(int)
    for cell in {*before, *now}:
        more = now.get(cell, 0) - before.get(cell, 0)
        for line in (cell, (cell[0], None), (None, cell[1])):
            moved[line] += more
    return all(people == 0 or abs(people) >= least for people in moved.values())


class Room:
    """How much more than it is a withheld cell could be, as far as the margins tell.

    From the true table one person more in the cell is one fewer in another withheld
    cell of its column, one more in that one's row, and so on round to the cell's own
    row: an augmenting path in the graph of withheld cells (Edmonds and Karp). The graph
    is made once and asked about many cells.
    """

    def __init__(self, table: Table, withheld: Iterable[Cell]):
        self._table = table
        self._in_row: dict[str, list[Cell]] = defaultdict(list)
        self._in_column: dict[str, list[Cell]] = defaultdict(list)
        self._withheld = frozenset(withheld)
        for each in self._withheld:
            self._in_row[each[0]].append(each)
            self._in_column[each[1]].append(each)

    def most(self, cell: Cell, enough: int) -> int:
        """The greatest value the cell can have; the search stops at `enough`."""
        moved: dict[Cell, int] = {}
        now = self._now(cell, moved)
        while now < enough and (
            path := self._short_trip(cell, moved) or self._round_trip(cell, moved)
        ):
            losing = (self._now(each, moved) for each in path[0::2])
            step = min(*losing, enough - now)
            for each in path[0::2]:
                moved[each] = moved.get(each, 0) - step
            for each in path[1::2]:
                moved[each] = moved.get(each, 0) + step
            now += step
        return now

    def _short_trip(self, cell: Cell, moved: dict[Cell, int]) -> list[Cell] | None:
        """By way of one other row, which is enough for most."""
        row, column = cell
        for loses in self._in_column.get(column, ()):
            if loses == cell or not self._now(loses, moved):
                continue
            for last in self._in_row[row]:
                gains = loses[0], last[1]
                if last != cell and gains in self._withheld and self._now(last, moved):
                    return [loses, gains, last]
        return None

    def _now(self, cell: Cell, moved: dict[Cell, int]) -> int:
        return self._table.counts.get(cell, 0) + moved.get(cell, 0)

    def _round_trip(self, cell: Cell, moved: dict[Cell, int]) -> list[Cell] | None:
        """Cells that lose and gain in turn, from the cell’s column back to its row; None
        where there is no such way."""
        row, column = cell
        # Shortest first; a state is a column that has one too many.
        waiting = deque([(column, [])])
        seen, rows_seen = {column}, set()
        while waiting:
            crowded, path = waiting.popleft()
            for loses in self._in_column.get(crowded, ()):
                if loses == cell or loses[0] in rows_seen:
                    continue
                if not self._now(loses, moved):
                    continue
                if loses[0] == row:
                    return [*path, loses]
                rows_seen.add(loses[0])
                for gains in self._in_row[loses[0]]:
                    if gains[1] not in seen:
                        seen.add(gains[1])
                        waiting.append((gains[1], [*path, loses, gains]))
        return None


def most_it_could_be(
    table: Table, withheld: Iterable[Cell], cell: Cell, enough: int
) -> int:
    """The same of one cell (`Room.most`)."""
    return Room(table, withheld).most(cell, enough)


def _cover(table: Table, withheld: set[Cell], exposed: Cell, needs: int) -> set[Cell]:
    """Cells to withhold with an exposed one, costing the reader as few people as may be.

    The other corners of a rectangle are enough where the two beside it hold what it may
    lack; if there is no such rectangle, the smallest cell beside it is a beginning.
    """
    lacks = needs - table[exposed]
    row, column = exposed
    rectangles = [
        {(row, other), (below, column), (below, other)} - withheld
        for below in table.rows
        for other in table.columns
        if below != row
        and other != column
        and min(table[row, other], table[below, column]) >= lacks
    ]
    if new := [corners for corners in rectangles if corners]:
        return min(new, key=lambda corners: (table.total(corners), sorted(corners)))
    return {_beside(table, withheld, exposed)}


def _beside(table: Table, withheld: set[Cell], exposed: Cell) -> Cell:
    """The smallest cell in the row or column of the exposed one or of those that help
    it; an empty one only where no other is left."""
    rows, columns = {exposed[0]}, {exposed[1]}
    while True:
        near = [
            cell
            for row in table.rows
            for cell in table.row(row)
            if (row in rows or cell[1] in columns) and cell not in withheld
        ]
        if near:
            return min(near, key=lambda cell: (table[cell] == 0, table[cell], cell))
        # All of them are withheld already: look one step further.
        rows |= {row for row, column in withheld if column in columns}
        columns |= {column for row, column in withheld if row in rows}

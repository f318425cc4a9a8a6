"""What blocks tell together with the fixed tables that are printed beside them.

A cut is allowed only where it tells of few people neither in a line of a table laid over
the blocks, nor in a cell that a table withholds (`reports.blocks` says why). Thousands of
cuts are tried, so what is known of a block is worked out once, and a table is looked at
again only where the block that is cut lies across several of its lines: one that lies in
a single line takes part in no exchange of people, and neither do its parts.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from learning.reports.blocks import Block, Kind, Sides, lies, value_of
from learning.reports.protected import Group, ProtectedTable
from learning.reports.protection import Room, Table

# A cell of a table → the line it is known by.
Lines = dict[tuple[str, str], str]
# Of those who came after a table that is held: they are in none of its lines.
NO_LINE = ""


@dataclass(frozen=True)
class _Leaf:
    """A block that is not cut. For each way to read the tables: how many of it are in
    which line, and in which lines it may lie; for each withheld cell, how many people of
    the block could be in it."""

    least: int
    counts: list[Counter]
    lines: list[frozenset[str]]
    rooms: list[int]

    def is_across(self, way: int) -> bool:
        return len(self.lines[way]) > 1


class Beside:
    """The blocks as they are cut so far; `shown` are tables with rows."""

    def __init__(self, root: Block, shown: list[ProtectedTable]):
        self._shown = shown
        self._ways = [(table, lines) for table in shown for lines in _lines(table)]
        self._withheld = [(table, *cell) for table in shown for cell in table.withheld]
        self._totals = [
            _counted(root, table.table.dimension, lines) for table, lines in self._ways
        ]
        leaf = self._leaf((), root)
        self._leaves = {id(root): leaf} if root.size else {}
        self._rooms = leaf.rooms

    def __len__(self) -> int:
        return len(self._leaves)

    def lets(self, block: Block, parts: list[tuple[Sides, Block]]) -> bool:
        """Cut a block into these parts, if that tells of few in none; else it stays."""
        leaf = self._leaves.get(id(block))
        if leaf is None:  # nobody is in it
            return True
        new = {id(part): self._leaf(sides, part) for sides, part in parts if part.size}
        rooms = [
            room - leaf.rooms[at] + sum(each.rooms[at] for each in new.values())
            for at, room in enumerate(self._rooms)
        ]
        for (table, _row, _column), room in zip(self._withheld, rooms, strict=True):
            if room < table.least:
                return False
        before = self._leaves
        others = {key: each for key, each in before.items() if key != id(block)}
        self._leaves = others | new
        if any(
            leaf.is_across(way) and self._tells(way) for way in range(len(self._ways))
        ):
            self._leaves = before
            return False
        self._rooms = rooms
        return True

    def _tells(self, way: int) -> bool:
        """Whether a line of a table, laid over the blocks, cuts few people out of one
        who can't be more."""
        across = [
            (str(at), leaf)
            for at, leaf in enumerate(self._leaves.values())
            if leaf.is_across(way)
        ]
        counts = {
            (line, at): number
            for at, leaf in across
            for line, number in leaf.counts[way].items()
        }
        room = Room(
            Table((), (), counts),
            [(line, at) for at, leaf in across for line in leaf.lines[way]],
        )
        for at, leaf in across:
            for line, number in leaf.counts[way].items():
                # A small number that the table prints is no secret.
                enough = min(leaf.least, self._totals[way][line])
                if line == NO_LINE or not number < enough:
                    continue
                if room.most((line, at), enough) < enough:
                    return True
        return False

    def _leaf(self, sides: Sides, block: Block) -> _Leaf:
        counts, lines = [], []
        for way, (table, line_of) in enumerate(self._ways):
            counts.append(_counted(block, table.table.dimension, line_of))
            could_be = {
                line_of[row, column]
                for row in _met(sides, table.table.dimension, table.rows)
                for column in _met(sides, "sex", table.columns)
            }
            if self._totals[way][NO_LINE]:
                could_be.add(NO_LINE)
            lines.append(frozenset(could_be))
        return _Leaf(block.least, counts, lines, self._rooms_of(sides, block.size))

    def _rooms_of(self, sides: Sides, size: int) -> list[int]:
        """How many of so many people could be in each withheld cell: nobody where the
        block lies inside it, for then they are told apart from the others."""
        if not self._withheld:
            return []
        # How many of a sex there can be in a block, as far as the tables tell.
        bounds = {
            column: min(_bound(sides, table, column) for table in self._shown)
            for column in self._shown[0].columns
        }
        rooms = []
        for table, row, column in self._withheld:
            asked = ((table.table.dimension, row), ("sex", column))
            where = [lies(sides, name, frozenset(values)) for name, values in asked]
            is_across = False not in where and not all(where)
            rooms.append(min(size, bounds.get(column, size)) if is_across else 0)
        return rooms


def _counted(block: Block, dimension: str, line_of: Lines) -> Counter:
    counts = Counter()
    for kind, number in block.people.items():
        counts[line_of.get(_pair(kind, dimension), NO_LINE)] += number
    return counts


def _pair(kind: Kind, dimension: str) -> tuple[str, str]:
    return value_of(kind, dimension), value_of(kind, "sex")


def _met(sides: Sides, dimension: str, groups: tuple[Group, ...]) -> Iterator[str]:
    """The values of a table's groups that a block may hold."""
    for group in groups:
        for value in group:
            if lies(sides, dimension, frozenset({value})) is not False:
                yield value


def _bound(sides: Sides, table: ProtectedTable, column: Group) -> int:
    """The most people of a sex that a table allows where the sides are."""
    bound = 0
    for row in table.rows:
        if lies(sides, table.table.dimension, frozenset(row)) is not False:
            printed = table.printed(row, column) if column in table.columns else None
            bound += table.row_totals[row] if printed is None else printed
    return bound


def _lines(shown: ProtectedTable) -> list[Lines]:
    """The cells of a fixed table, as lines whose number is known: those that are
    printed, and what is withheld of a row or, another time, of a column."""
    cells = {
        (row, column): (row_group, column_group)
        for row_group in shown.rows
        for column_group in shown.columns
        for row in row_group
        for column in column_group
    }
    return [
        {
            pair: str(cell[rest] if cell in shown.withheld else cell)
            for pair, cell in cells.items()
        }
        for rest in (0, 1)
    ]

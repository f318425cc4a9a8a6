"""Blocks of people: what the free question is answered from.

People of a span are cut into blocks: by region, then theme, sex, age and country, and
only where each part has nobody or enough people (`Block`). A question about any of these
lines is answered from the sizes of blocks alone: exactly, where blocks lie inside or
outside it, and as from–to, where some lie across its border.

Why nobody is found that way:

* All answers together say no more than the list of blocks with their sizes, whatever is
  asked and however often: they are made of it. In a block nothing tells its people
  apart, so each of them could be anywhere in it, and it has enough of them.
* Whoever has the fixed tables too can lay them over the blocks: of "Benin, women" he
  knows the number and which blocks lie inside, so he knows the rest. Therefore each part
  that a line of a fixed table cuts out of a block is nobody, or could be as many as it
  takes (`protection.Room`, with lines of the table and blocks as the two
  margins). And no block may tell a cell that a fixed table withholds. A cut that breaks
  this is not made.
* A block that was told once is never cut otherwise: later cuts lie inside it, and where
  a part has become too small, parts are joined and stay so (`grown`). So blocks of two
  months lie inside each other and never overlap by a few people.

Attacked by a solver in the tests, with the fixed tables printed beside.
Theory: K. LeFevre et al., "Mondrian multidimensional k-anonymity" (ICDE 2006).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from learning.reports.protected import ProtectedTable
from learning.reports.protection import (
    LEAST,
    LEAST_SENSITIVE,
    Room,
    Table,
    fold,
)
from learning.reports.regions import region_of

# What a person is, in this order; and in which order people are cut apart. A region is
# cut by what its countries belong to.
KINDS = ("country", "theme", "sex", "age")
CUTS = ("region", "theme", "sex", "age", "country")

Kind = tuple[str, ...]
People = dict[Kind, int]


def value_of(kind: Kind, dimension: str) -> str:
    if dimension == "region":
        return region_of(kind[0])
    return kind[KINDS.index(dimension)]


@dataclass(frozen=True)
class Side:
    """Some values of a dimension, or all but some."""

    values: frozenset[str]
    all_but: bool = False

    def __contains__(self, value: str) -> bool:
        return (value in self.values) != self.all_but

    def __or__(self, other: "Side") -> "Side":
        """Both; at most one of them is `all_but`."""
        if self.all_but:
            return Side(self.values - other.values, all_but=True)
        if other.all_but:
            return other | self
        return Side(self.values | other.values)


@dataclass
class Block:
    """A block, or a cut through one: `parts` are (side, block) along `cut`."""

    people: People
    # Fewer people than this make no block.
    least: int = LEAST
    cut: str = ""
    parts: list[tuple[Side, "Block"]] = field(default_factory=list)
    # Was cut, or joined from several, and is never cut again.
    is_shut: bool = False

    @property
    def size(self) -> int:
        return sum(self.people.values())

    def leaves(self, sides: tuple = ()) -> Iterator[tuple[tuple, "Block"]]:
        """The blocks that are not cut, each with its ((dimension, side), …)."""
        if not self.parts:
            yield sides, self
        for side, part in self.parts:
            yield from part.leaves((*sides, (self.cut, side)))

    def join(self) -> None:
        self.cut, self.parts, self.is_shut = "", [], True

    def as_json(self) -> dict | None:
        """How it is cut, and nothing about who is in it."""
        if not self.parts and not self.is_shut:
            return None
        return {
            "cut": self.cut,
            "parts": [
                [sorted(side.values), side.all_but, part.as_json()]
                for side, part in self.parts
            ],
        }


def grown(
    people: People,
    sensitive: frozenset[str],
    shown: Iterable[ProtectedTable] = (),
    stored: dict | None = None,
) -> Block:
    """The blocks of these people. `shown` are the fixed tables about them; `stored` is how they were cut before (`as_json`):
    those cuts come first, and hold where they still can."""
    root = Block(people)
    shown = [table for table in shown if table.rows]
    tables = [lines for table in shown for lines in _lines(table)]
    waiting = [(root, stored, CUTS)]
    while waiting:
        # The largest first: where not all can be cut, most people are told apart.
        waiting.sort(key=lambda each: each[0].size)
        block, before, cuts = waiting.pop()
        for cut, parts, below in _possible(block, before, cuts, sensitive):
            block.cut, block.parts = cut, parts
            if not _opens(root, shown) and not any(
                _tells(root, lines) for lines in tables
            ):
                rest = cuts[cuts.index(cut) + 1 :]
                waiting += [
                    (part, inner, rest)
                    for (_side, part), inner in zip(parts, below, strict=True)
                ]
                break
            block.cut, block.parts = "", []
        else:
            block.is_shut = before is not None
    return root


def rebuilt(people: People, stored: dict | None, sensitive: frozenset[str]) -> Block:
    """People cut as blocks were cut before (`as_json`), unchecked: to be shown only of
    those people and beside those tables with which the cuts were checked."""
    return _cut_again(Block(people), stored, sensitive)


def _cut_again(block: Block, stored: dict | None, sensitive) -> Block:
    if stored is None:
        return block
    block.is_shut = not stored["parts"]
    block.cut = stored["cut"]
    sides = [Side(frozenset(some), but) for some, but, _ in stored["parts"]]
    block.parts = _parts(block, block.cut, sides, sensitive)
    for (_side, part), (_some, _but, inner) in zip(
        block.parts, stored["parts"], strict=True
    ):
        _cut_again(part, inner, sensitive)
    return block


def blocks_moved_enough(before: Block, now: Block) -> bool:
    """Whether each block, cut the same way, has changed by nobody or by enough: else one
    correction would tell all that a block says of whom it was made for."""
    return all(
        old.size == new.size or abs(old.size - new.size) >= old.least
        for (_sides, old), (_where, new) in zip(
            before.leaves(), now.leaves(), strict=True
        )
    )


def between(root: Block, asked: dict[str, frozenset[str]]) -> tuple[int, int]:
    """The fewest and the most people that can be meant; `asked` is dimension → values,
    of any of CUTS."""
    least = most = 0
    for sides, block in root.leaves():
        where = [_lies(sides, dimension, values) for dimension, values in asked.items()]
        if all(each is not False for each in where):
            most += block.size
        if all(where):
            least += block.size
    return least, most


def _lies(sides: tuple, dimension: str, values: frozenset[str]) -> bool | None:
    """Whether a block lies inside what is asked; None where it may lie across."""
    inside = None
    for cut, side in sides:
        if cut == dimension:
            some, others = _split(side, values)
        elif (cut, dimension) == ("region", "country"):
            # A country lies in one region: outside, if its region is.
            some = any(region_of(each) in side for each in values)
            others = True
        elif (cut, dimension) == ("country", "region") and not side.all_but:
            some = any(region_of(each) in values for each in side.values)
            others = any(region_of(each) not in values for each in side.values)
        else:
            continue
        if not some:
            return False
        if not others:
            inside = True
    return inside


def _split(side: Side, values: frozenset[str]) -> tuple[bool, bool]:
    """Whether the side has some of the values, and whether it has others."""
    return any(each in side for each in values), bool(
        side.all_but or side.values - values
    )


def _possible(block: Block, before: dict | None, cuts: tuple[str, ...], sensitive):
    """The cuts of a block that leave nobody or enough in each part, the best one first:
    (cut, parts, how each part was cut before). One that was cut before can be cut that
    way only."""
    if before is not None:
        if before["parts"]:
            sides = [Side(frozenset(some), but) for some, but, _ in before["parts"]]
            below = [each[2] for each in before["parts"]]
            parts = _parts(block, before["cut"], sides, sensitive)
            parts = _mended(parts, below)
            if len(parts) > 1:
                yield before["cut"], parts, below
        return
    for cut in cuts:
        parts = _parts(block, cut, _new_sides(block, cut, sensitive), sensitive)
        full = [part for _side, part in parts if part.size]
        if not _too_small(parts) and (len(full) > 1 or cut in ("region", "country")):
            yield cut, parts, [None] * len(parts)


def _new_sides(block: Block, cut: str, sensitive) -> list[Side]:
    """Each value with enough people for itself, and all others together; there is
    nobody among the others where no value is small."""
    sizes = defaultdict(int)
    for kind, number in block.people.items():
        sizes[value_of(kind, cut)] += number
    order = dict(sorted(sizes.items(), key=lambda each: (-each[1], each[0])))
    is_careful = cut == "theme" and sensitive & set(order)
    groups = fold(order, LEAST_SENSITIVE if is_careful else block.least)
    alone = [
        group for group in groups if len(group) == 1 and sum(map(order.get, group))
    ]
    return [
        *(Side(frozenset(group)) for group in alone),
        Side(frozenset().union(*alone), all_but=True),
    ]


def _parts(block: Block, cut: str, sides: list[Side], sensitive) -> list:
    parts = []
    for side in sides:
        is_careful = cut == "theme" and any(each in side for each in sensitive)
        least = LEAST_SENSITIVE if is_careful else block.least
        parts.append((side, Block({}, least)))
    for kind, number in block.people.items():
        value = value_of(kind, cut)
        for side, part in parts:
            if value in side:
                part.people[kind] = number
                break
    return parts


def _too_small(parts) -> list[int]:
    return [at for at, (_side, part) in enumerate(parts) if 0 < part.size < part.least]


def _mended(parts: list, below: list) -> list:
    """The parts, each that is too small joined with the smallest other one; what lies
    below is changed along: what is joined is shut."""
    while len(parts) > 1 and (small := _too_small(parts)):
        one = small[0]
        other = min(
            (at for at in range(len(parts)) if at != one),
            key=lambda at: (parts[at][1].size, at),
        )
        (side, part), (wider, larger) = parts[one], parts[other]
        least = max(part.least, larger.least)
        parts[other] = side | wider, Block(part.people | larger.people, least)
        below[other] = {"cut": "", "parts": []}
        del parts[one], below[one]
    return parts


def _opens(root: Block, shown: list[ProtectedTable]) -> bool:
    """Whether the blocks tell, nearly or exactly, what a fixed table withholds."""
    if not shown:
        return False
    leaves = [each for each in root.leaves() if each[1].size]
    # How many of a sex there can be in a block, as far as the tables tell.
    bounds = {
        (at, column): min(_bound(sides, table, column) for table in shown)
        for at, (sides, _block) in enumerate(leaves)
        for column in shown[0].columns
    }
    for table in shown:
        for row, column in table.withheld:
            asked = ((table.table.dimension, row), ("sex", column))
            room = 0
            for at, (sides, block) in enumerate(leaves):
                where = [_lies(sides, d, frozenset(v)) for d, v in asked]
                if False not in where and not all(where):
                    room += min(block.size, bounds.get((at, column), block.size))
            if room < table.least:
                return True
    return False


def _bound(sides: tuple, table: ProtectedTable, column: tuple[str, ...]) -> int:
    """The most people of a sex that a table allows where the sides are."""
    bound = 0
    for row in table.rows:
        if _lies(sides, table.table.dimension, frozenset(row)) is not False:
            printed = table.printed(row, column) if column in table.columns else None
            bound += table.row_totals[row] if printed is None else printed
    return bound


def _tells(root: Block, line_of: tuple[str, dict]) -> bool:
    """Whether a line of a fixed table, laid over the blocks, cuts few people out of one
    who can't be more."""
    leaves = [each for each in root.leaves() if each[1].size]
    if len(leaves) == 1:
        return False
    dimension, lines = line_of
    counts, could_be = defaultdict(int), set()
    for at, (sides, block) in enumerate(leaves):
        for kind, number in block.people.items():
            # Who came after a table that is held is in none of its lines.
            counts[lines.get(_pair(kind, dimension), ""), str(at)] += number
        could_be.add(("", str(at)))
        for pair, line in lines.items():
            asked = ((dimension, pair[0]), ("sex", pair[1]))
            if all(_lies(sides, d, frozenset({v})) is not False for d, v in asked):
                could_be.add((line, str(at)))
    table = Table(
        tuple({*lines.values(), ""}), tuple(map(str, range(len(leaves)))), counts
    )
    room = Room(table, could_be)
    for cell, number in list(counts.items()):
        least = leaves[int(cell[1])][1].least
        if not cell[0] or not 0 < number < least:
            continue
        # A small number that the table prints is no secret.
        known = table.total(table.row(cell[0]))
        enough = min(least, known)
        if room.most(cell, enough) < enough:
            return True
    return False


def _pair(kind: Kind, dimension: str) -> tuple[str, str]:
    return value_of(kind, dimension), value_of(kind, "sex")


def _lines(shown: ProtectedTable) -> list[tuple[str, dict]]:
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
        (
            shown.table.dimension,
            {
                pair: str(cell[rest] if cell in shown.withheld else cell)
                for pair, cell in cells.items()
            },
        )
        for rest in (0, 1)
    ]

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
  a part has become too small, parts are joined and stay so (`growing`). So blocks of two
  months lie inside each other and never overlap by a few people.

Attacked by a solver in the tests, with the fixed tables printed beside.
Theory: K. LeFevre et al., "Mondrian multidimensional k-anonymity" (ICDE 2006).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from learning.reports.protection import LEAST
from learning.reports.regions import region_of

# What a person is, in this order; and in which order people are cut apart. A region is
# cut by what its countries belong to.
KINDS = ("country", "theme", "sex", "age")
CUTS = ("region", "theme", "sex", "age", "country")

Kind = tuple[str, ...]
People = dict[Kind, int]
# ((dimension, side), …): where a block lies.
Sides = tuple[tuple[str, "Side"], ...]


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
        where = [lies(sides, dimension, values) for dimension, values in asked.items()]
        if all(each is not False for each in where):
            most += block.size
        if all(where):
            least += block.size
    return least, most


def lies(sides: Sides, dimension: str, values: frozenset[str]) -> bool | None:
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

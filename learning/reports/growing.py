"""Cutting people into blocks, as far as no block tells of few (`reports.blocks`)."""

from collections import defaultdict
from collections.abc import Iterable

from learning.reports.beside import Beside
from learning.reports.blocks import CUTS, Block, People, Side, value_of
from learning.reports.protected import ProtectedTable
from learning.reports.protection import LEAST_SENSITIVE, fold

# So many blocks at the most: whether they tell of few is checked again for each cut.
MOST_BLOCKS = 1000


def grown(
    people: People,
    sensitive: frozenset[str],
    shown: Iterable[ProtectedTable] = (),
    stored: dict | None = None,
) -> Block:
    """The blocks of these people. `shown` are the fixed tables about them; `stored` is
    how they were cut before (`as_json`): those cuts come first, and hold where they still
    can."""
    root = Block(people)
    beside = Beside(root, [table for table in shown if table.rows])
    waiting = [(root, (), stored, CUTS)]
    while waiting:
        # The largest first: where not all can be cut, most people are told apart.
        waiting.sort(key=lambda each: each[0].size)
        block, sides, before, cuts = waiting.pop()
        if before is None and len(beside) >= MOST_BLOCKS:
            continue
        for cut, parts, below in _possible(block, before, cuts, sensitive):
            inside = [((*sides, (cut, side)), part) for side, part in parts]
            if beside.lets(block, inside):
                block.cut, block.parts = cut, parts
                rest = cuts[cuts.index(cut) + 1 :]
                waiting += [
                    (part, where, inner, rest)
                    for (where, part), inner in zip(inside, below, strict=True)
                ]
                break
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

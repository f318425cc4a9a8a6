"""Which of these people may be one and the same? Pure; people come in as entries.

Nobody is compared with everybody: 50,000 people are a billion pairs. Whoever shares two
consonant skeletons of name parts, in whatever script or spelling, but for one consonant
of one of them, falls into one block, and pairs are looked at within a block.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nlargest
from itertools import combinations, permutations
from uuid import UUID

from learning.members.answers import AgeBand
from learning.members.names import Name, likeness_of

# The likeness of names from which on a person is asked.
ASKED = 0.85
# So many of one name in a tenant, and the name alone says nothing.
MANY = 8
# What is proposed for one person.
MOST_FOR_ONE = 5
AGES = [band.value for band in AgeBand if band.value]

# Why two entries may be one person, as `PossibleDouble.reasons` has it.
NAME_SAME = "name_same"
NAME_SPELLED_ALIKE = "name_spelled_alike"
NAME_OTHER_SCRIPT = "name_other_script"
SEX = "sex"
AGE_BAND = "age_band"
PLACE = "place"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a tenant; `places` are where its trainings were, in small letters."""

    id: UUID
    name: Name
    sex: str = ""
    age_band: str = ""
    places: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries, how alike they are (0 to 1), and why."""

    first: UUID
    second: UUID
    likeness: float
    reasons: tuple[str, ...]


def compare(one: Entry, other: Entry, known: dict | None = None) -> Pair | None:
    """The pair, in the order of ids, if they may be one person; else None.

    Another sex, or ages more than one band apart (people age between two lists), speak
    against it; sex, age band and place in common speak for it. `known` remembers how
    alike parts of names are from one call to the next.
    """
    if one.id == other.id or _speaks_against(one, other):
        return None
    alike = likeness_of(one.name, other.name, known)
    if alike < ASKED:
        return None
    reasons = [_name_reason(one.name, other.name, alike)]
    if one.sex and one.sex == other.sex:
        reasons.append(SEX)
    if one.age_band and one.age_band == other.age_band:
        reasons.append(AGE_BAND)
    if one.places & other.places:
        reasons.append(PLACE)
    first, second = sorted((one.id, other.id))
    # A name is worth most; each thing in common closes part of what is left.
    doubt = (1 - alike + 0.1) * 0.7 ** (len(reasons) - 1)
    return Pair(first, second, round(1 - doubt, 3), tuple(reasons))


class Blocks:
    """Entries by the blocks their names fall into, to look somebody up among them."""

    def __init__(self, entries: Iterable[Entry]):
        self._blocks: dict[str, list[Entry]] = defaultdict(list)
        self._known: dict = {}
        for entry in entries:
            for key in blocks_of(entry.name):
                self._blocks[key].append(entry)

    def candidates(self, one: Entry) -> list[Pair]:
        """Who of them may be the same person as `one`, the likeliest first."""
        near = {
            other.id: other
            for key in blocks_of(one.name)
            for other in self._blocks.get(key, ())
        }
        found = (compare(one, other, self._known) for other in near.values())
        pairs = [pair for pair in found if pair]
        return nlargest(MOST_FOR_ONE, pairs, key=lambda pair: pair.likeness)


def pairs(entries: Iterable[Entry]) -> Iterator[Pair]:
    """Every pair that may be one person, each once, the likeliest of each person.

    Where many bear one name, a pair needs the age band or the place as well.
    """
    blocks: dict[str, list[Entry]] = defaultdict(list)
    bearers: dict[tuple, int] = defaultdict(int)
    for entry in entries:
        bearers[_sorted_parts(entry)] += 1
        for key in blocks_of(entry.name):
            blocks[key].append(entry)
    common = {parts for parts, count in bearers.items() if count > MANY}
    found: dict[UUID, dict[tuple, Pair]] = defaultdict(dict)
    known: dict = {}
    for block in blocks.values():
        for one, other in combinations(block, 2):
            ends = (one.id, other.id) if one.id < other.id else (other.id, one.id)
            if ends in found[ends[0]]:
                continue
            pair = compare(one, other, known)
            if pair and not (_sorted_parts(one) in common and _says_little(pair)):
                found[pair.first][ends] = found[pair.second][ends] = pair
    yield from _best(found)


def _best(found: dict[UUID, dict[tuple, Pair]]) -> Iterator[Pair]:
    told = set()
    for of_one in found.values():
        for pair in nlargest(MOST_FOR_ONE, of_one.values(), key=lambda p: p.likeness):
            if (pair.first, pair.second) not in told:
                told.add((pair.first, pair.second))
                yield pair


def _speaks_against(one: Entry, other: Entry) -> bool:
    if one.sex and other.sex and one.sex != other.sex:
        return True
    if one.age_band and other.age_band and one.age_band != other.age_band:
        return abs(AGES.index(one.age_band) - AGES.index(other.age_band)) > 1
    return False


def _name_reason(one: Name, other: Name, alike: float) -> str:
    if alike == 1:
        return NAME_SAME
    if one.is_foreign != other.is_foreign:
        return NAME_OTHER_SCRIPT
    return NAME_SPELLED_ALIKE


def _says_little(pair: Pair) -> bool:
    return AGE_BAND not in pair.reasons and PLACE not in pair.reasons


def _sorted_parts(entry: Entry) -> tuple:
    return tuple(sorted(entry.name.spelled))


def blocks_of(name: Name) -> set[str]:
    """The blocks a name falls into."""
    bones = [bone or "-" for bone in name.bones]
    if len(bones) == 1:
        return {f"1 {bones[0]}"}
    keys = {"2 " + " ".join(sorted(two)) for two in combinations(bones, 2)}
    for one, other in permutations(bones, 2):
        if len(other) > 2:
            # One consonant more, less or another: they share what is left without it.
            keys |= {
                f"3 {one} {other[:at]}{other[at + 1 :]}" for at in range(len(other))
            }
    if len(bones) < 4:
        # Cut elsewhere: "Abdoul Aziz" and "Abdoulaziz".
        keys.add("4 " + "".join(name.bones))
    return keys

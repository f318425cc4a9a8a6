"""How two entries of two lists agree, and how often two people do. Pure.

What is compared are name, sex, age band, country and place. Of each way to agree:

* m: how often entries of one person agree so; stated here, assumed from how lists are
  written and tried out on made-up people (docs/overlap.md), and learnt from the lists
  themselves as far as they tell (`members.linkage`);
* u: how often entries of two people do; never assumed but counted in the lists, value by
  value, because two of the name Fatou Traoré say little and two of a rare name say much
  (W. E. Yancey, "Frequency-Dependent Probability Measures for Record Linkage", U.S. Census
  Bureau, RR2000/07).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from math import prod

from learning.members.doubles import AGES, ASKED, blocks_of
from learning.members.names import Name, likeness_of

# From here on a name may be a slip of the pen; `doubles.ASKED` is what a person is asked.
ALIKE = 0.75
M_SEX = 0.98
# What the parts of a name say about how many bear it, against those who are seen to.
PARTS_COUNT_AS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """How two entries agree in one thing: m, and how many more names agree so than are
    the same."""

    m: float
    wider: float = 1


# Of names in one script; with what is not found they add up to 1.
SAME = Level(0.60)
SOUND = Level(0.12, 0.5)
SPELLING = Level(0.07)
SLIP = Level(0.04, 4)
PART_MISSING = Level(0.06, 1.5)
ONE_PART = Level(0.05)
# By consonants alone.
OTHER_SCRIPT = Level(0.85, 1.5)
AGE, AGE_BESIDE = Level(0.80), Level(0.20)
PLACE, OTHER_PLACE = Level(0.55), Level(0.45)
UNKNOWN = Level(1)
# What is learnt from the lists: of each of these, one is how two entries agree.
LEARNT = (
    (SAME, SOUND, SPELLING, SLIP, PART_MISSING, ONE_PART),
    (AGE, AGE_BESIDE),
    (PLACE, OTHER_PLACE),
)
Pattern = tuple[Level, Level, Level]
PATTERNS = tuple(
    product((*LEARNT[0], OTHER_SCRIPT), (*LEARNT[1], UNKNOWN), (*LEARNT[2], UNKNOWN))
)


@dataclass(frozen=True, slots=True)
class Person:
    """An entry without an id; alike in all of it, two of them can't be told apart."""

    name: Name
    sex: str = ""
    age_band: str = ""
    country: str = ""
    places: frozenset[str] = frozenset()


class Shares:
    """How often each value comes in the two lists: what u is made of."""

    def __init__(self, first: list[Person], second: list[Person]):
        both = [*first, *second]
        self.longest = max(len(first), len(second))
        self._sexes = _shares(person.sex for person in both if person.sex)
        self._ages = _shares(person.age_band for person in both if person.age_band)
        self._places = _shares(
            (place for person in both for place in person.places),
            sum(bool(person.places) for person in both),
        )
        # Parts of a name by how many parts it has, and among all (0).
        self._sizes = Counter({0: len(both)})
        self._parts, self._bones = Counter(), Counter()
        for person in both:
            size = len(person.name.parts)
            self._sizes[size] += 1
            for counted, parts in (
                (self._parts, person.name.spelled),
                (self._bones, person.name.bones),
            ):
                counted.update((n, part) for part in set(parts) for n in (0, size))
        # How many more of her own list bear a name: they are surely other people.
        self._namesakes = Counter()
        for people in (first, second):
            bearers = Counter(_unordered(person.name) for person in people)
            self._namesakes.update({name: of - 1 for name, of in bearers.items()})

    def of_name(self, name: Name, *, by_bones: bool, whole: bool) -> float:
        """How many bear this name; `whole`: and no more parts than these."""
        parts, counted = (
            (name.bones, self._bones) if by_bones else (name.spelled, self._parts)
        )
        size = len(parts) if whole else 0
        among = self._sizes[size]
        # Without herself: who bears a rare part on both lists is mostly she.
        share = prod(max(0.5, counted[size, part] - 1) / among for part in parts)
        share *= among / self._sizes[0]
        if by_bones or not whole:
            return share
        # Parts that go together, as in families: as far as there are namesakes to count.
        seen = self._namesakes[_unordered(name)]
        return (seen + PARTS_COUNT_AS) / (self._sizes[0] + PARTS_COUNT_AS / share)

    def of_sex(self, sex: str) -> float:
        return self._sexes[sex]

    def of_age(self, band: str) -> float:
        return self._ages[band]

    def beside(self, band: str) -> float:
        at = AGES.index(band)
        near = [*AGES[max(0, at - 1) : at], *AGES[at + 1 : at + 2]]
        return sum(self._ages.get(each, 0) for each in near)

    def of_places(self, places: Iterable[str]) -> float:
        return min(0.95, sum(self._places[place] for place in places))


def _unordered(name: Name) -> tuple[str, ...]:
    return tuple(sorted(name.spelled))


def _shares(values: Iterable, of: int = 0) -> dict[str, float]:
    counted = Counter(values)
    of = of or counted.total()
    return {value: count / of for value, count in counted.items()}


class Names:
    """The names of a list by what they share, so that not all are compared with all."""

    def __init__(self, names: Iterable[Name]):
        self._blocks: dict[str, list[Name]] = defaultdict(list)
        # Whoever has one name only may be anybody who has it among others.
        self._single: dict[str, list[Name]] = defaultdict(list)
        self._with_part: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            for key in blocks_of(name):
                self._blocks[key].append(name)
            by_part = self._single if len(name.parts) == 1 else self._with_part
            for part in name.spelled:
                by_part[part].append(name)

    def near(self, name: Name) -> set[Name]:
        found = {each for key in blocks_of(name) for each in self._blocks.get(key, ())}
        by_part = self._with_part if len(name.parts) == 1 else self._single
        return found.union(*(by_part.get(part, ()) for part in name.spelled))


def level_of(one: Name, other: Name, known: dict) -> Level | None:
    """How two names agree; None where they are other names. `known` remembers."""
    short, long = _by_length(one, other)
    if len(short.parts) == 1 < len(long.parts):
        return ONE_PART if short.spelled[0] in long.spelled else None
    is_foreign = one.is_foreign != other.is_foreign
    if len(short.parts) > 2 and not is_foreign and _has_another_part(short, long):
        return None
    alike = likeness_of(one, other, known)
    if alike < ALIKE:
        return None
    if is_foreign:
        return OTHER_SCRIPT
    if alike == 1:
        return SAME
    if alike < ASKED:
        return SLIP
    if len(short.parts) < len(long.parts):
        return PART_MISSING
    return SOUND if alike > 0.95 else SPELLING


def _by_length(one: Name, other: Name) -> tuple[Name, Name]:
    return (one, other) if len(one.parts) <= len(other.parts) else (other, one)


def _has_another_part(short: Name, long: Name) -> bool:
    """More than one part has no like in the longer name, so they are two names: most that
    come here are, and to compare letters is dear."""
    missing = 0
    for bone in short.bones:
        missing += bone not in long.bones
    return missing > 1


def u_of_names(one: Name, other: Name, level: Level, shares: Shares) -> float:
    """How often somebody else bears a name that agrees so."""
    short, long = _by_length(one, other)
    by_bones, whole = level is OTHER_SCRIPT, len(short.parts) == len(long.parts)
    u = shares.of_name(short, by_bones=by_bones, whole=whole)
    if whole:
        # A slip of the pen makes a rare name of a common one.
        u = max(u, shares.of_name(long, by_bones=by_bones, whole=True))
    return min(1, level.wider * u)


def u_of_rest(
    one: Person, other: Person, shares: Shares
) -> tuple[Level, Level, float] | None:
    """How age and place agree, and how often they and sex do of two people; None where
    country, sex or age rule it out."""
    if one.country and other.country and one.country != other.country:
        return None
    u, age, place = 1.0, UNKNOWN, UNKNOWN
    if one.sex and other.sex:
        if one.sex != other.sex:
            return None
        u *= shares.of_sex(one.sex) / M_SEX
    if one.age_band and other.age_band:
        apart = abs(AGES.index(one.age_band) - AGES.index(other.age_band))
        if apart > 1:
            return None
        age = AGE_BESIDE if apart else AGE
        u *= (shares.beside if apart else shares.of_age)(one.age_band)
    if one.places and other.places:
        share = shares.of_places(one.places)
        place = PLACE if one.places & other.places else OTHER_PLACE
        u *= share if place is PLACE else 1 - share
    return age, place, u

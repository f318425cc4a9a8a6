"""How many people stand in two lists? Pure: two lists come in, three numbers go out.

Two unions train the same woman, and neither may see the other's list. What is wanted is
not who, only how many: so people have no ids here, and what pairs were made is forgotten.

The method is that of I. P. Fellegi and A. B. Sunter, "A Theory for Record Linkage"
(Journal of the American Statistical Association 64, 1969): the weight of a pair is m/u
(`members.agreeing`). How many are in both lists, and m, follow from how probable each pair
is, and the other way round (expectation and maximisation, as W. E. Winkler, "Using the EM
Algorithm for Weight Computation in the Fellegi-Sunter Model of Record Linkage", 1988). One
person has at most one partner.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import ceil

from learning.members.agreeing import (
    LEARNT,
    OTHER_SCRIPT,
    PATTERNS,
    UNKNOWN,
    Level,
    Names,
    Pattern,
    Person,
    Shares,
    level_of,
    u_of_names,
    u_of_rest,
)
from learning.members.names import Name

# Written beside every count: another method is another number.
VERSION = 1

# The share of people in both lists who are found among the candidates: the others have
# another name there, a pet name, too many letters wrong, or another sex.
FOUND, FOUND_AT_LEAST = 0.93, 0.75
# Who is at least so probably in the other list is surely there; who is less probably
# there than the other, not at all.
SURE, POSSIBLE = 0.90, 0.05
# The stated m count as much as so many people found in both lists.
STATED_COUNT_AS = 50
ROUNDS, STEPS = 20, 6
# Who would be so improbably she even if everybody stood in both lists is left aside.
HARDLY = 1 / 2000
# Likenesses of parts of names that are remembered; more would only take memory.
REMEMBERED = 200_000


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many people stand in both lists: surely, probably, and at the most."""

    low: int
    best: int
    high: int


@dataclass(eq=False, slots=True)
class _Kind:
    """People of one list who are alike in everything."""

    person: Person
    at: list[int] = field(default_factory=list)
    # How probable it is that one of them is not in the other list.
    alone: float = 1.0


@dataclass(frozen=True, slots=True)
class Link:
    """Two places in the two lists, and how probable it is that both are one person."""

    first: int
    second: int
    chance: float


@dataclass(eq=False, slots=True)
class _Pair:
    """Two kinds that may be one person's, and what speaks for it."""

    one: _Kind
    two: _Kind
    pattern: Pattern
    # How often two people agree so.
    u: float
    weight: float = 0.0

    @property
    def people(self) -> float:
        """How many are expected to be the same on both sides."""
        free = len(self.one.at) * self.one.alone * len(self.two.at) * self.two.alone
        return self.weight * free


def overlap_of(first: list[Person], second: list[Person]) -> Overlap:
    """How many people stand in both lists; each has its own people once."""
    expected, found = _linked(first, second)
    most = min(len(first), len(second))
    chances = [link.chance for link in found]
    low = int(sum(chance for chance in chances if chance >= SURE))
    best = min(most, max(low, round(expected / FOUND)))
    high = ceil(sum(chance >= POSSIBLE for chance in chances) / FOUND_AT_LEAST)
    return Overlap(low, best, min(most, max(best, high)))


def links(first: list[Person], second: list[Person]) -> list[Link]:
    """One person to at most one, the likeliest first; for whoever measures the method."""
    return _linked(first, second)[1]


def _linked(first, second) -> tuple[float, list[Link]]:
    if not first or not second:
        return 0.0, []
    pairs = list(_pairs(first, second))
    expected = _weigh_up(pairs, len(first), len(second))
    return expected, list(_matched(pairs))


def _pairs(first, second) -> Iterator[_Pair]:
    """Whoever may be one person; names are compared once each."""
    shares = Shares(first, second)
    bearers_of_one, bearers_of_other = _by_name(first), _by_name(second)
    names = Names(bearers_of_other)
    least = HARDLY * max(len(first), len(second))
    known: dict = {}
    for name, bearers in bearers_of_one.items():
        if len(known) > REMEMBERED:
            known.clear()
        for like in names.near(name):
            level = level_of(name, like, known)
            if level is None:
                continue
            u = u_of_names(name, like, level, shares)
            for one in bearers:
                for two in bearers_of_other[like]:
                    rest = u_of_rest(one.person, two.person, shares)
                    if rest is None:
                        continue
                    age, place, u_rest = rest
                    if level.m * age.m * place.m >= least * u * u_rest:
                        yield _Pair(one, two, (level, age, place), u * u_rest)


def _by_name(people: Iterable[Person]) -> dict[Name, list[_Kind]]:
    kinds: dict[Person, _Kind] = {}
    for at, person in enumerate(people):
        kinds.setdefault(person, _Kind(person)).at.append(at)
    found: dict[Name, list[_Kind]] = defaultdict(list)
    for kind in kinds.values():
        found[kind.person.name].append(kind)
    return found


def _weigh_up(pairs: list[_Pair], own: int, other: int) -> float:
    """How many are expected in both lists, from how probably each is alone in hers.

    The more are found, the more are expected, and the better it is known how entries of
    one person agree: round by round, until it stays.
    """
    expected = 0.3 * min(own, other)
    m = _learn({})
    for turn in range(ROUNDS):
        both = min(expected / FOUND, 0.99 * own, 0.99 * other)
        prior = both / (own - both) / (other - both)
        for pair in pairs:
            name, age, place = pair.pattern
            pair.weight = prior * m[name] * m[age] * m[place] / pair.u
        for _step in range(STEPS):
            _leave_alone(pairs)
        found = dict.fromkeys(PATTERNS, 0.0)
        for pair in pairs:
            found[pair.pattern] += pair.people
        before, expected = expected, sum(found.values())
        if turn > 2 and abs(expected - before) < 0.002 * before:
            break
        m = _learn(found)
    return expected


def _leave_alone(pairs: list[_Pair]) -> None:
    """Each is in the other list once or not at all, so who is drawn to one is not free
    for another: alone = 1 / (1 + what is drawn from those who are free), one list after
    the other (the Bethe approximation of matchings)."""
    drawn: dict[_Kind, float] = defaultdict(float)
    for pair in pairs:
        drawn[pair.one] += pair.weight * len(pair.two.at) * pair.two.alone
    for kind, by in drawn.items():
        kind.alone = 1 / (1 + by)
    drawn.clear()
    for pair in pairs:
        drawn[pair.two] += pair.weight * len(pair.one.at) * pair.one.alone
    for kind, by in drawn.items():
        kind.alone = 1 / (1 + by)


def _learn(found: dict[Pattern, float]) -> dict[Level, float]:
    """m of each level, from the people found so far and what was stated."""
    by_level: Counter[Level] = Counter()
    for pattern, people in found.items():
        for level in pattern:
            by_level[level] += people
    m = {UNKNOWN: 1.0, OTHER_SCRIPT: OTHER_SCRIPT.m}
    for levels in LEARNT:
        stated = sum(level.m for level in levels)
        people = sum(by_level[level] for level in levels) / stated
        for level in levels:
            m[level] = (STATED_COUNT_AS * level.m + by_level[level]) / (
                STATED_COUNT_AS + people
            )
    return m


def _matched(pairs) -> Iterator[Link]:
    pairs.sort(key=lambda pair: -pair.weight)
    taken: Counter[_Kind] = Counter()
    for pair in pairs:
        one, two = pair.one, pair.two
        ends = zip(one.at[taken[one] :], two.at[taken[two] :], strict=False)
        chance = 1 - max(one.alone, two.alone)
        found = [Link(i, j, chance) for i, j in ends]
        if found:
            taken[one] += len(found)
            taken[two] += len(found)
            yield from found

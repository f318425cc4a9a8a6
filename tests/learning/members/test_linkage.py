"""How many people stand in both of two lists: measured on people whose truth is known.

The floors lie below what docs/overlap.md gives, measured over more people and seeds.
"""

import pytest

from learning.members.agreeing import Person
from learning.members.linkage import links, overlap_of
from learning.members.names import read_name
from tests.learning.members.made_up_people import HARD, REGIONS, SLIPS, two_lists


def person(name: str, **about) -> Person:
    return Person(read_name(name), **about)


def others(number: int) -> list[Person]:
    """People of whom none bears a name the tests speak of."""
    return two_lists(5, "spanish", (number, 0), 0)[0]


@pytest.mark.parametrize("region", REGIONS)
def test_the_count_and_its_interval(region):
    sizes, both = (800, 600), 150
    first, second, truth = two_lists(11, region, sizes, both)
    found = overlap_of(first, second)
    assert found.low <= both <= found.high
    assert abs(found.best - both) <= 0.08 * min(sizes)

    said = {
        (link.first, link.second) for link in links(first, second) if link.chance >= 0.5
    }
    right = len(said & truth)
    assert right / len(said) >= 0.85
    floors = {"west_africa": 0.65, "khmer": 0.45, "indonesian": 0.45, "spanish": 0.8}
    assert right / both >= floors[region]


@pytest.mark.parametrize("region", REGIONS)
def test_a_list_that_is_badly_written_widens_the_interval(region):
    first, second, _truth = two_lists(3, region, (800, 600), 150, HARD)
    found = overlap_of(first, second)
    assert found.low <= 150 <= found.high


@pytest.mark.parametrize("region", REGIONS)
def test_where_nobody_is_in_both_next_to_nobody_is_found(region):
    first, second, _truth = two_lists(7, region, (800, 600), 0, SLIPS)
    found = overlap_of(first, second)
    assert found.low == 0
    assert found.best <= 6


def test_who_comes_first_makes_no_difference():
    first, second, _truth = two_lists(2, "west_africa", (400, 300), 60)
    one, other = overlap_of(first, second), overlap_of(second, first)
    assert abs(one.best - other.best) <= 2


def test_one_person_has_one_partner_at_most():
    many = [person("Fatou Traoré", sex="f") for _each in range(10)]
    few = [person("TRAORE Fatou", sex="f") for _each in range(3)]
    found = links(many, few)
    assert len(found) == 3
    assert len({link.first for link in found}) == 3
    assert overlap_of(many, few).high <= 3


def test_copies_of_one_person_tell_no_more_than_one():
    """Whoever writes somebody into a list ten times learns no more for it."""
    rest = others(60)
    copies = [person("Hyacinthe Agbodjan", sex="m") for _each in range(10)]
    assert overlap_of([*rest[:30], *copies], [*rest[30:], copies[0]]).high <= 4


def test_two_of_a_rare_name_say_more_than_two_of_a_common_one():
    common = [person("Mariam Koné", sex="f") for _each in range(40)]
    rare = person("Sènami Houngbédji", sex="f")
    rest = others(200)
    first = [*rest[:100], *common[:20], rare]
    second = [*rest[100:], *common[20:21], rare]
    chance = {first[link.first].name: link.chance for link in links(first, second)}
    assert chance[rare.name] > chance.get(common[0].name, 0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"sex": "f"}, {"sex": "m"}),
        ({"country": "BJ"}, {"country": "TG"}),
        ({"age_band": "18-24"}, {"age_band": "30-35"}),
    ],
)
def test_what_rules_a_pair_out(one, other):
    rare = "Sènami Houngbédji"
    assert links([person(rare, **one)], [person(rare, **one)])
    assert links([person(rare, **one)], [person(rare, **other)]) == []


@pytest.mark.parametrize("name", ["", "…", "7"])
def test_a_name_without_letters_is_nobodys(name):
    assert overlap_of([person(name)], [person(name)]).high == 0


def test_empty_lists():
    assert overlap_of([], [person("Awa")]).high == 0
    assert overlap_of([], []).best == 0

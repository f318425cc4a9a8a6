"""The free question: answered from blocks, attacked with all answers and all tables."""

import itertools

import pytest

from learning.reports.asking import narrowed
from learning.reports.blocks import CUTS, between
from learning.reports.growing import grown
from tests.learning.reports.attacking import (
    KINDS,
    PLACES,
    SENSITIVE,
    WORLD,
    Analyst,
    House,
    seeded,
    some_people,
)

# As `blocks.KINDS` has them.
ORDER = ("country", "theme", "sex", "age")


def in_order(people) -> dict:
    return {
        tuple(kind[PLACES.index(each)] for each in ORDER): number
        for kind, number in people.items()
    }


def all_questions():
    """Each of the four lines left open, or narrowed to one value."""
    for chosen in itertools.product(*[(None, *values) for values in WORLD.values()]):
        yield {
            dimension: frozenset({value})
            for dimension, value in zip(WORLD, chosen, strict=True)
            if value
        }


def where_of(asked: dict) -> dict:
    return {PLACES.index(name): tuple(values) for name, values in asked.items()}


class Asking(Analyst):
    def hears(self, asked: dict, answer: tuple[int, int]) -> None:
        if there := self.of(self.releases[-1], where_of(asked)):
            self.solver.addConstr(sum(there) >= answer[0])
            self.solver.addConstr(sum(there) <= answer[1])


def truth(people, asked) -> int:
    return sum(
        number
        for kind, number in people.items()
        if all(kind[PLACES.index(name)] in values for name, values in asked.items())
    )


@pytest.mark.parametrize("seed", range(30, 40))
def test_all_answers_and_all_tables_prove_no_part_small(seed):
    people = some_people(seeded(seed), 300)
    analyst, tables = Asking(), House().releases(people)
    analyst.learns(tables)
    root = grown(in_order(people), SENSITIVE, tables)
    for asked in all_questions():
        analyst.hears(asked, narrowed(root, asked, tables))
    for kind in KINDS:
        for width in (2, 3, 4):
            for places in itertools.combinations(range(4), width):
                where = {at: (kind[at],) for at in places}
                here = truth(people, {PLACES[at]: (kind[at],) for at in places})
                if 0 < here < 5:
                    assert analyst.most(0, where) >= 5, (kind, places, here)


@pytest.mark.parametrize("seed", range(8))
def test_the_truth_lies_between(seed):
    people = some_people(seeded(seed), 400)
    tables = House().releases(people)
    root = grown(in_order(people), SENSITIVE, tables)
    for asked in all_questions():
        least, most = narrowed(root, asked, tables)
        assert least <= truth(people, asked) <= most


@pytest.mark.parametrize("seed", range(10))
def test_blocks_of_two_months_lie_inside_each_other(seed):
    """Else answers of two months could be subtracted."""
    chance = seeded(seed)
    people = some_people(chance, 200)
    first = grown(in_order(people), SENSITIVE)
    more = in_order(people + some_people(chance, 100))
    more["CI", "new", "f", "50+"] = 2
    second = grown(more, SENSITIVE, stored=first.as_json())
    for _sides, later in second.leaves():
        for _sides, before in first.leaves():
            kinds = {kind for kind in first.people if kind in later.people}
            there = kinds & set(before.people)
            assert not there or there in (kinds, set(before.people))
    assert grown(more, SENSITIVE, stored=second.as_json()).as_json() == second.as_json()


def test_answers_are_of_use():
    """With a thousand people, half of all questions are answered exactly."""
    people = some_people(seeded(1), 1000)
    root = grown(in_order(people), SENSITIVE, House().releases(people))
    answers = [between(root, asked) for asked in all_questions()]
    assert sum(least == most for least, most in answers) / len(answers) > 0.5


def test_a_region_is_asked_by_its_countries():
    people = {("BJ", "a", "f", "18-24"): 40, ("KH", "a", "f", "18-24"): 30}
    root = grown(people, frozenset())
    assert between(root, {"region": frozenset({"011"})}) == (40, 40)
    assert between(root, {"country": frozenset({"BJ"})}) == (40, 40)
    assert between(root, {"region": frozenset({"155"})}) == (0, 0)


def test_few_people_are_one_block():
    root = grown(
        {("BJ", "a", "f", "18-24"): 3, ("KH", "a", "m", "50+"): 3}, frozenset()
    )
    assert between(root, {"sex": frozenset({"f"})}) == (0, 6)
    assert sizes(root) == [6]


def test_there_are_only_so_many_blocks(monkeypatch):
    """Each cut is checked against all blocks there are; what was told stays told."""
    people = in_order(some_people(seeded(1), 1000))
    whole = grown(people, SENSITIVE)
    monkeypatch.setattr("learning.reports.growing.MOST_BLOCKS", 5)
    assert 5 <= len(sizes(grown(people, SENSITIVE))) < 10
    again = grown(people, SENSITIVE, stored=whole.as_json())
    assert sizes(again) == sizes(whole)


def sizes(root) -> list[int]:
    return [block.size for _sides, block in root.leaves() if block.size]


def test_cuts_are_what_may_be_asked():
    assert set(CUTS) == {*ORDER, "region"}


@pytest.mark.parametrize("seed", range(4))
def test_what_a_table_prints_is_the_answer(seed):
    people = some_people(seeded(seed), 300)
    tables = House().releases(people)
    root = grown(in_order(people), SENSITIVE, tables)
    table = tables[0]
    assert narrowed(root, {}, tables) == (300, 300)
    for (sex,) in (column for column in table.columns if len(column) == 1):
        told = table.column_totals[sex,]
        assert narrowed(root, {"sex": frozenset({sex})}, tables) == (told, told)
        for (place,) in (row for row in table.rows if len(row) == 1):
            asked = {"country": frozenset({place}), "sex": frozenset({sex})}
            if (told := table.printed((place,), (sex,))) is not None:
                assert narrowed(root, asked, tables) == (told, told)

"""Fixed tables, folded and withheld; attacked over releases with a solver."""

from collections import Counter

import pytest

from learning.reports.counting import IN_FORCE
from learning.reports.protected import Found, Pattern, of_people, protected
from learning.reports.queries import Count
from learning.reports.selection import Selection
from learning.reports.tables import BY_KEY
from tests.learning.reports.attacking import (
    PLACES,
    Analyst,
    House,
    found,
    seeded,
    some_people,
)

COUNTRY = BY_KEY["country"]


def counted(cells: dict, table=COUNTRY, rule="trained") -> Count:
    return Count(IN_FORCE[rule], Selection(), table.by, cells, cells)


@pytest.mark.parametrize("seed", range(25))
def test_three_releases_together_prove_no_cell_small(seed):
    """All tables of all three, and whoever was counted once is counted still."""
    chance = seeded(seed)
    people, house, analyst, releases = some_people(chance, 150), House(), Analyst(), []
    for _ in range(3):
        tables = house.releases(people)
        analyst.learns(tables)
        releases.append((people, tables))
        people = people + some_people(chance, 40)
    attacked = 0
    for number, (truth, tables) in enumerate(releases):
        for table in tables:
            if table.is_held:
                continue
            at = PLACES.index(table.table.dimension)
            for (row, column), here in found(truth, table.table).cells.items():
                if 0 < here < table.least:
                    attacked += 1
                    most = analyst.most(number, {at: (row,), 3: (column,)})
                    assert most >= table.least, (number, table.table.key, row, column)
    assert attacked


def test_most_releases_are_shown():
    """Holding back is the exception: else the safest table would be none."""
    shown = held = 0
    for seed in range(25):
        chance = seeded(seed)
        people, house = some_people(chance, 150), House()
        for _ in range(3):
            for table in house.releases(people):
                shown, held = shown + (not table.is_held), held + table.is_held
            people = people + some_people(chance, 40)
    assert held < shown / 5


def test_what_is_printed_adds_up():
    table = protected(
        COUNTRY, of_people(counted({("BJ", "f"): 30, ("BJ", "m"): 20, ("TG", "f"): 12}))
    )
    assert table.total == 62
    assert sum(table.row_totals.values()) == sum(table.column_totals.values()) == 62
    assert table.printed(("BJ",), ("f",)) == 30


def test_nothing_is_shown_of_four_people_and_zero_of_none():
    few = protected(COUNTRY, of_people(counted({("BJ", "f"): 4})))
    assert (few.is_withheld, few.total, few.rows) == (True, None, ())
    nobody = protected(COUNTRY, of_people(counted({})))
    assert (nobody.is_withheld, nobody.total) == (False, 0)


def test_a_workplace_stands_under_the_union_above_it():
    table = BY_KEY["union"]
    cells = {("c/plant/", "f"): 20, ("c/other/", "f"): 20, ("c/", "f"): 10}
    shown = protected(
        table, of_people(counted(cells, table)), places={"c/plant/": "c/"}
    )
    assert shown.row_totals == {("c/",): 30, ("c/other/",): 20}


def test_one_person_with_nine_certificates_is_one_person():
    """The cell is large, and yet it is hers."""
    cells = {("BJ", "f"): 9, ("BJ", "m"): 40, ("TG", "f"): 50, ("TG", "m"): 60}
    people = {**cells, ("BJ", "f"): 1}
    count = counted(cells, rule="certificates")
    shown = protected(
        COUNTRY,
        Found(
            count,
            people,
            {("BJ",): 41, ("TG",): 110},
            {("f",): 51, ("m",): 100},
            151,
        ),
    )
    assert shown.printed(("BJ",), ("f",)) is None
    assert len(shown.withheld) == 4


def test_ten_people_make_a_cell_where_the_theme_is_sensitive():
    table = BY_KEY["theme"]
    cells = {("a", "f"): 30, ("a", "m"): 30, ("v", "f"): 7, ("v", "m"): 20}
    count = of_people(counted(cells, table))
    assert protected(table, count).printed(("v",), ("f",)) == 7
    careful = protected(table, count, sensitive=frozenset({"v"}))
    assert careful.printed(("v",), ("f",)) is None


def test_what_stood_together_stands_together():
    before = protected(
        COUNTRY, of_people(counted({("BJ", "f"): 30, ("TG", "f"): 20, ("GH", "f"): 2}))
    )
    assert ("GH", "TG") in before.rows
    more = Counter({("BJ", "f"): 30, ("TG", "f"): 20, ("GH", "f"): 20})
    after = protected(COUNTRY, of_people(counted(dict(more))), before.pattern)
    assert ("GH", "TG") in after.rows
    assert ("GH", "TG") not in protected(
        COUNTRY, of_people(counted(dict(more))), Pattern()
    ).rows

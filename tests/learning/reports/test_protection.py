"""Nobody gets a small cell back: attacked with a solver that knows only what is printed."""

import highspy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.reports.protection import Table, fold, most_it_could_be, protect

LEAST = 5


def table(*rows: tuple[int, ...]) -> Table:
    """`table((3, 20), (40, 2))`, with rows "r0" … and columns "c0" …"""
    counts = {
        (f"r{i}", f"c{j}"): people
        for i, row in enumerate(rows)
        for j, people in enumerate(row)
    }
    return Table(
        tuple(f"r{i}" for i in range(len(rows))),
        tuple(f"c{j}" for j in range(len(rows[0]))),
        counts,
    )


def most_by_solver(printed: Table, withheld, cell) -> float:
    """What a hostile analyst computes: every margin and every printed cell is known."""
    solver = highspy.Highs()
    solver.silent()
    unknown = {each: solver.addVariable(lb=0) for each in sorted(withheld)}
    for line in printed.lines():
        hidden = [each for each in line if each in unknown]
        if hidden:
            rest = printed.total(each for each in hidden)
            solver.addConstr(sum(unknown[each] for each in hidden) == rest)
    solver.maximize(unknown[cell])
    return solver.val(unknown[cell])


def large_enough(each: Table) -> bool:
    return all(
        each.total(line) == 0 or each.total(line) >= LEAST for line in each.lines()
    )


PEOPLE = st.one_of(st.integers(0, 7), st.integers(0, 60))
TABLES = st.tuples(st.integers(2, 5), st.integers(2, 4)).flatmap(
    lambda size: st.lists(
        st.tuples(*[PEOPLE] * size[1]), min_size=size[0], max_size=size[0]
    ).map(lambda rows: table(*rows))
)


@given(printed=TABLES.filter(large_enough))
def test_nobody_can_prove_that_a_cell_is_small(printed):
    withheld = protect(printed, LEAST)
    for cell, people in printed.counts.items():
        if cell not in withheld:
            assert people == 0 or people >= LEAST
        elif people:
            assert round(most_by_solver(printed, withheld, cell), 6) >= LEAST


@given(printed=TABLES.filter(large_enough), pattern=st.data())
def test_our_own_bound_is_the_solver_s(printed, pattern):
    cells = sorted(printed.counts)
    withheld = pattern.draw(st.sets(st.sampled_from(cells), min_size=1))
    for cell in withheld:
        ours = most_it_could_be(printed, withheld, cell, enough=10_000)
        assert ours == pytest.approx(most_by_solver(printed, withheld, cell))


@given(printed=TABLES.filter(large_enough), earlier=st.data())
def test_what_was_withheld_stays_withheld(printed, earlier):
    kept = earlier.draw(st.frozensets(st.sampled_from(sorted(printed.counts))))
    assert kept <= protect(printed, LEAST, kept)


def test_one_small_cell_takes_three_others_along():
    """The least that hides one number in a table with both its margins."""
    printed = table((3, 20, 30), (40, 12, 50), (60, 70, 80))
    assert len(protect(printed, LEAST)) == 4


def test_a_table_without_small_cells_is_printed_whole():
    assert protect(table((5, 20), (40, 0)), LEAST) == frozenset()


def test_a_total_that_is_too_small_is_refused():
    with pytest.raises(ValueError, match="fold it first"):
        protect(table((2, 2), (40, 50)), LEAST)


@given(
    counts=st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30), min_size=1)
)
def test_folded_groups_are_empty_or_large(counts):
    groups = fold(counts, LEAST)
    sizes = [sum(counts[name] for name in group) for group in groups]
    assert sorted(name for group in groups for name in group) == sorted(counts)
    if sum(counts.values()) >= LEAST:
        assert all(size == 0 or size >= LEAST for size in sizes)


def test_a_small_category_goes_with_the_smallest_of_the_others():
    groups = fold({"woman": 100, "man": 80, "other": 2}, LEAST)
    assert groups == [("woman",), ("man", "other")]

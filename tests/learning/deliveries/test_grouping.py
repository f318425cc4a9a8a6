import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.deliveries.grouping import limits, sizes


@given(st.integers(1, 60), st.integers(1, 12), st.integers(0, 10))
def test_groups_sum_to_the_people_and_are_even(people, low, more):
    found = sizes(people, low, low + more)
    assert sum(found) == people
    assert found == sorted(found, reverse=True)
    assert found[0] - found[-1] <= 1
    assert found[-1] >= 1


@pytest.mark.parametrize(
    ("people", "low", "high", "expected"),
    [
        (22, 4, 5, [5, 5, 4, 4, 4]),
        (22, 4, 6, [6, 6, 5, 5]),
        (6, 4, 5, [6]),
        (5, 4, 4, [5]),
        (1, 4, 5, [1]),
        (8, 2, 2, [2, 2, 2, 2]),
    ],
)
def test_sizes_lie_within_the_limits_where_they_can(people, low, high, expected):
    assert sizes(people, low, high) == expected


def test_impossible_limits_are_refused():
    for people, low, high in ((0, 4, 5), (5, 5, 4), (5, 0, 4)):
        with pytest.raises(ValueError, match="Groups"):
            sizes(people, low, high)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("4-6", (4, 6)),
        ("groups of 3", (3, 3)),
        ("6 to 4", (4, 6)),
        ("", (4, 5)),
        ("0", (4, 5)),
    ],
)
def test_limits_are_read_out_of_an_authors_words(said, expected):
    assert limits(said) == expected

"""Who was counted without a list: added up as participations, an interval as people."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.classroom.actions.heads import count_heads
from learning.reports.heads import Interval, heads_by_tenant, of_one, together
from tests.learning.reports.ledger_cast import a_house, hold

YEAR = (date(2024, 1, 1), date(2024, 12, 31))

# Who was in which room: people by number, and who of them is on its list.
ROOMS = st.lists(
    st.dictionaries(st.integers(0, 30), st.booleans(), min_size=1), max_size=6
)


def told(rooms):
    """What a union with these rooms knows of itself."""
    listed = [{person for person, is_in in room.items() if is_in} for room in rooms]
    return of_one(
        len(set().union(*listed)),
        sum(map(len, listed)),
        [
            (len(in_list), len(room) - len(in_list))
            for room, in_list in zip(rooms, listed, strict=True)
        ],
    )


@given(rooms=ROOMS)
def test_the_truth_lies_in_the_interval(rooms):
    truth = len(set().union(*rooms))
    found = told(rooms)
    assert found.people.low <= truth <= found.people.high
    assert found.participations == sum(map(len, rooms))


@given(unions=st.lists(ROOMS, max_size=4))
def test_between_unions_too(unions):
    """The same people may be in several."""
    truth = len({person for rooms in unions for room in rooms for person in room})
    found = together([told(rooms) for rooms in unions])
    assert found.people.low <= truth <= found.people.high


def test_without_head_counts_a_union_knows_its_people():
    assert of_one(40, 55, []).people == Interval(40, 40)


@pytest.mark.django_db
def test_they_are_read_where_they_were_counted(django_assert_num_queries):
    house, other = a_house(), a_house()
    full = hold(house, date(2024, 3, 4), 2)
    hold(house, date(2024, 4, 1), 1)
    hold(house, date(2025, 3, 4), 5)
    hold(other, date(2024, 5, 6), 2)
    count_heads(training=full, counts={("f", ""): 9, ("m", ""): 4}, by=house.trainer)
    heads_by_tenant(*YEAR)  # the rows are made
    with django_assert_num_queries(5):
        found = heads_by_tenant(*YEAR)
    assert found[house.union.pk] == of_one(3, 3, [(2, 13)])
    assert found[house.union.pk].people == Interval(15, 16)
    assert found[other.union.pk].people == Interval(2, 2)
    assert together(list(found.values())).people == Interval(15, 18)

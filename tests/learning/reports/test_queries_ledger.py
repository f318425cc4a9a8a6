"""What is shown of a table that was counted again and again."""

import itertools
from datetime import date

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from learning.reports.actions.closing import close_period
from learning.reports.actions.periods import sign_off
from learning.reports.actions.releasing_totals import totals_shown
from learning.reports.actions.restating import restate
from learning.reports.counting import IN_FORCE
from learning.reports.queries_figures import Number
from learning.reports.queries_ledger import (
    held_back,
    people_by_tenant,
    table_of,
    totals,
)
from learning.reports.queries_sign_offs import standing_words
from tests.learning.reports.ledger_cast import a_house, a_year, come, hold

CELLS = st.tuples(st.sampled_from("abc"), st.sampled_from("fm"))
COUNTS = st.dictionaries(CELLS, st.integers(0, 30).map(lambda n: Number(n, n)))


def lines_of(cells):
    """Every cell and every margin: people."""
    found = {}
    for (row, column), number in cells.items():
        for line in ((row, column), (row, None), (None, column)):
            found[line] = found.get(line, 0) + number.behind
    return found


@given(first=COUNTS, runs=st.lists(COUNTS, max_size=5))
def test_no_two_tables_shown_differ_by_a_few(first, runs):
    shown = [held_back(first, runs[:at]) for at in range(len(runs) + 1)]
    assert shown[0] == first
    for before, after in itertools.pairwise(shown):
        old, new = lines_of(before), lines_of(after)
        for line in {*old, *new}:
            moved = abs(new.get(line, 0) - old.get(line, 0))
            assert moved == 0 or moved >= 5


def test_one_correction_is_held_back_and_the_fifth_lets_all_go():
    cell = ("BJ", "f")
    runs = [{cell: Number(more, more)} for more in (41, 42, 43, 44)]
    assert held_back({cell: Number(40, 40)}, runs)[cell].value == 40
    runs.append({cell: Number(45, 45)})
    assert held_back({cell: Number(40, 40)}, runs)[cell].value == 45


@pytest.mark.django_db
class TestLedger:
    @pytest.fixture
    def year(self, officer):
        return a_year(2024, officer)

    def test_an_open_period_is_counted_this_moment(self, year):
        house = a_house()
        training = hold(house, date(2024, 3, 4), 2)
        assert not any(each.is_frozen for each in totals_shown(period=year, by=None))
        come(house, training)
        of = {each.rule.key: each.number.value for each in totals(year, house.union)}
        assert (of["trained"], of["hours"]) == (3, 3 * 360)
        assert totals(year, a_house().union)[0].number.value == 0

    def test_what_runs_is_not_counted_for_the_programme(self, officer):
        """Whoever looked each hour would see who has just passed."""
        today = timezone.localdate()
        year, house = a_year(today.year, officer), a_house()
        hold(house, today, 6)
        now = {
            each.rule.key: each.number.value
            for each in totals_shown(period=year, by=None)
        }
        own = {each.rule.key: each.number.value for each in totals(year, house.union)}
        assert (now["trained"], own["trained"]) == (0, 6)
        assert people_by_tenant(year, IN_FORCE["trained"]) == {}

    def test_five_times_one_person_is_one_person(self, year, officer):
        """What is not counted in people is protected by the people behind it too."""
        house = a_house()
        one = come(house, hold(house, date(2024, 3, 4))).participant
        for month in (4, 5, 6, 7):
            hold(house, date(2024, month, 4), known=[one])
        shown = {
            each.rule.key: each.shown for each in totals_shown(period=year, by=None)
        }
        assert (shown["participations"], shown["hours"]) == (None, None)
        closed = close_period(period=year, by=officer)
        shown = {each.rule.key: each.shown for each in totals(closed)}
        assert (shown["participations"], shown["hours"]) == (None, None)

    def test_fewer_than_five_are_not_shown(self, year, officer):
        hold(a_house(), date(2024, 3, 4), 4)
        assert {each.shown for each in totals_shown(period=year, by=None)} == {None, 0}
        closed = close_period(period=year, by=officer)
        assert {each.shown for each in totals(closed)} == {None, 0}

    def test_a_table_stays_where_it_was_until_enough_has_changed(self, year, officer):
        house = a_house()
        training = hold(house, date(2024, 3, 4), 6)
        closed = close_period(period=year, by=officer)
        trained, cell = IN_FORCE["trained"], ("BJ", "f")
        for people, shown in ((7, 6), (11, 11)):
            while training.registrations.count() < people:
                come(house, training)
            restate(period=closed, by=None)
            closed.refresh_from_db()
            assert table_of(closed, trained, "country").cells[cell] == shown
            # The total tells of each restatement.
            total = next(each for each in totals(closed) if each.rule == trained)
            assert (total.number.value, total.was.value) == (people, 6)
        assert people_by_tenant(closed, trained)[house.union.pk].value == 11

    def test_queries_of_a_closed_period_do_not_grow(
        self, year, officer, django_assert_num_queries
    ):
        house = a_house()
        training = hold(house, date(2024, 3, 4), 2)
        closed = close_period(period=year, by=officer)
        for _time in range(2):
            come(house, training)
            restate(period=closed, by=None)
            closed.refresh_from_db()
            with django_assert_num_queries(2):
                totals(closed)
            with django_assert_num_queries(2):
                totals(closed, house.union)

    def test_who_has_spoken_and_whose_figures_have_changed_since(
        self, year, django_assert_num_queries
    ):
        house, silent, without = (a_house(name=name) for name in "abc")
        training = hold(house, date(2024, 3, 4), 2)
        hold(silent, date(2024, 3, 4), 1)
        totals(year, house.union)  # the rows are made
        sign_off(period=year, tenant=house.union, verdict="ours", by=house.coordinator)
        with django_assert_num_queries(4):
            first, second, third = standing_words(year)
        assert (first.union, first.is_ours, first.is_stale) == (
            house.union,
            True,
            False,
        )
        assert (second.union, second.said) == (silent.union, None)
        assert (third.union, third.has_rows) == (without.union, False)
        # Written again and the same is no change; another minute is one.
        line = training.registrations.first()
        come(house, training, person=line.participant)
        assert not standing_words(year)[0].is_stale
        come(house, training, person=line.participant, minutes=100)
        assert standing_words(year)[0].is_stale

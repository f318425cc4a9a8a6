"""Closing freezes what was counted, and nothing afterwards changes that."""

from datetime import date

import pytest
from django.utils import timezone

from learning.classroom.queries.closing import register_figures
from learning.reports import row_hashes
from learning.reports.actions import closing
from learning.reports.actions.closing import ask_to_close, close_period
from learning.reports.counting import IN_FORCE, POINTS
from learning.reports.errors import (
    ChangedMeanwhileError,
    IsClosedError,
    NotAllowedError,
    NotOverError,
)
from learning.reports.models import Figure, FrozenRegister, Period
from learning.reports.queries import count
from learning.reports.queries_figures import RULES
from learning.reports.selection import Selection
from learning.reports.tables import FROZEN, TABLES
from tests.learning.reports.ledger_cast import a_house, a_year, come, hold

pytestmark = pytest.mark.django_db
TRAINED = IN_FORCE["trained"].label


def value(period, rule="trained", **place):
    place = {"table": "", "union": None, "row": "", "column": ""} | place
    label = IN_FORCE[rule].label
    return Figure.objects.get(period=period, rule=label, **place).value


@pytest.fixture
def houses():
    return a_house(country="BJ"), a_house(country="ID")


@pytest.fixture
def year(officer, houses):
    """One woman comes twice to one union; a man leaves after two hours."""
    benin, java = houses
    first = hold(benin, date(2024, 3, 4), 2)
    known = first.registrations.first().participant
    second = hold(benin, date(2024, 10, 7), 1, known=[known])
    come(benin, second, sex="m", minutes=120)
    hold(java, date(2024, 6, 3), 1)
    hold(java, date(2025, 1, 6), 1)
    return a_year(2024, officer)


def test_every_figure_is_frozen(year, houses, officer):
    close_period(period=year, by=officer)
    assert value(year, "participations") == 6
    assert value(year, "unique") == 5
    assert value(year) == 4
    assert value(year, union=houses[0].union) == 3
    assert value(year, union=houses[1].union) == 1
    assert value(year, "hours") == 5 * 360 + 120
    assert value(year, table="country", row="BJ", column="f") == 3
    # She stands where she came first.
    assert value(year, table="quarter", row="2024Q1", column="f") == 2
    year.refresh_from_db()
    assert year.closed_by == officer
    assert year.is_closed


def test_cells_add_up_to_their_total_in_every_table(year, officer):
    close_period(period=year, by=officer)
    for rule in FROZEN:
        for table in TABLES:
            cells = Figure.objects.filter(period=year, rule=rule.label, table=table.key)
            assert sum(each.value for each in cells) == value(year, rule.key)
    assert {each.rule for each in Figure.objects.filter(table="")} == {
        each.label for each in RULES
    }


def test_it_is_what_counting_says(year, officer):
    close_period(period=year, by=officer)
    for rule in (each for each in RULES if each.unit != POINTS):  # that is a mean
        selection = Selection(start=year.starts_on, end=year.ends_on)
        assert value(year, rule.key) == count(rule, selection).total


def test_registers_are_frozen_with_the_hash_that_is_attested(year, houses, officer):
    close_period(period=year, by=officer)
    rows = FrozenRegister.objects.for_tenant(houses[0].union)
    assert rows.count() == 2
    for row in rows:
        assert row.register_hash == register_figures(row.training).register_hash
        assert row.rows_hash == row.latest_hash


def test_a_total_has_a_hash_over_its_rows(year, houses, officer):
    close_period(period=year, by=officer)
    of = {
        each.union_id: each.rows_hash
        for each in Figure.objects.filter(period=year, rule=TRAINED, table="")
    }
    assert of[None] == row_hashes.together(
        {str(union): made for union, made in of.items() if union}
    )
    assert len(set(of.values())) == 3
    assert all(len(each) == 64 for each in of.values())


def test_the_format_of_a_row_is_as_documented():
    """Who has the rows makes the same text by the description of it."""
    assert row_hashes.line([None, True, False, date(1970, 1, 2), 7, "a/b/"]) == (
        "|1|0|1970-01-02|7|a/b/\n"
    )
    assert row_hashes.together({"b": "2", "a": "1"}) == row_hashes.together(
        {"a": "1", "b": "2"}
    )


def test_a_closed_period_is_not_closed_again(year, officer):
    close_period(period=year, by=officer)
    year.refresh_from_db()
    with pytest.raises(IsClosedError):
        close_period(period=year, by=officer)


def test_a_period_that_is_not_over_stays_open(officer):
    running = a_year(timezone.localdate().year, officer)
    far = a_year(2038, officer)
    for period in (running, far):
        with pytest.raises(NotOverError):
            close_period(period=period, by=officer)
    assert Figure.objects.count() == 0


def test_an_evaluator_closes_nothing(year, evaluator):
    for close in (close_period, ask_to_close):
        with pytest.raises(NotAllowedError):
            close(period=year, by=evaluator)


def test_registers_that_change_all_the_while_are_not_frozen(year, officer, monkeypatch):
    """What was counted before and after would not fit together."""
    numbers = iter(range(100))
    monkeypatch.setattr(row_hashes, "of_registers", lambda found: str(next(numbers)))
    with pytest.raises(ChangedMeanwhileError):
        close_period(period=year, by=officer)
    assert Figure.objects.count() == 0


def test_the_worker_closes_what_was_asked_for(
    year, officer, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        ask_to_close(period=year, by=officer)
    assert Period.objects.get().is_closed
    closing.close_later.call(str(year.pk))  # once more does nothing
    assert Figure.objects.filter(period=year, table="", union=None).count() == len(
        RULES
    )


def test_what_happened_in_1970_counts_in_1970(officer, houses):
    hold(houses[0], date(1970, 2, 2), 1)
    period = close_period(period=a_year(1970, officer), by=officer)
    assert value(period) == 1
    assert value(period, table="quarter", row="1970Q1", column="f") == 1


def test_a_country_that_is_no_more_stands_for_itself(officer, houses):
    hold(houses[0], date(1990, 2, 5), 1, country="YU")
    period = close_period(period=a_year(1990, officer), by=officer)
    assert value(period, table="country", row="YU", column="f") == 1


def test_queries_do_not_grow_with_what_is_counted(
    year, houses, officer, django_assert_max_num_queries
):
    with django_assert_max_num_queries(330) as few:
        close_period(period=year, by=officer)
    for month in range(1, 7):
        hold(houses[0], date(2023, month, 6), 2)
    earlier = a_year(2023, officer)
    row_hashes.registers(earlier.starts_on, earlier.ends_on)  # the rows are made
    with django_assert_max_num_queries(len(few)):
        close_period(period=earlier, by=officer)

"""A number in words, by rule."""

from datetime import date

import pytest
from django.utils import translation

from learning.classroom.actions.heads import count_heads
from learning.reports.actions.closing import close_period
from learning.reports.actions.periods import sign_off
from learning.reports.actions.releasing_totals import totals_shown
from learning.reports.actions.restating import restate, say_why
from learning.reports.actions.sampling import draw_sample, say_found
from learning.reports.explaining import explained, in_figures
from learning.reports.models import Restatement
from learning.reports.queries_samples import asked_for
from tests.learning.factories import UnionFactory
from tests.learning.reports.ledger_cast import a_house, a_year, come, hold

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(officer):
    return a_year(2024, officer)


def words(period, rule="unique"):
    [total] = [
        each for each in totals_shown(period=period, by=None) if each.rule.key == rule
    ]
    return explained(period, total)


def test_rule_dates_and_who_is_left_out(year):
    told = words(year, "trained")
    assert "rule trained.1" in told
    assert "at least 80 per cent" in told
    assert "from January 1, 2024 to December 31, 2024" in told
    assert "may change" in told
    assert "Left out are staff" in told


def test_between_unions_it_is_an_interval(year):
    hold(a_house(), date(2024, 3, 4), 9)
    assert "longest list" not in words(year)
    hold(a_house(), date(2024, 3, 4), 3)
    # 12 less 9 would tell of three people.
    assert "longest list" not in words(year)
    hold(a_house(), date(2024, 3, 4), 4)
    told = words(year)
    assert "at least 9 people (the longest list) and at most 16" in told
    assert "longest list" not in words(year, "participations")


def test_the_longest_list_does_not_tell_of_a_small_one_beside_it(year):
    """The table of unions has both as one number."""
    roof = UnionFactory(slug="roof", level="confederation")
    federation = UnionFactory(slug="fed", parent=roof)
    for name, people in (("big", 9), ("small", 3)):
        hold(a_house(slug=name, parent=federation), date(2024, 3, 4), people)
    hold(a_house(), date(2024, 3, 4), 8)
    assert "longest list" not in words(year)


def test_heads_and_declared_lists(year):
    house = a_house()
    training = hold(house, date(2024, 3, 4), 6)
    hold(house, date(2024, 4, 4), 5, evidence="declared", method="From sheets")
    count_heads(training=training, counts={("", ""): 8}, by=house.trainer)
    told = words(year)
    assert "heads were counted in some rooms: 8" in told
    assert "between 14 and 19 people" in told
    assert "5 of the entries behind it come from earlier lists" in told
    assert "8 more were counted by heads" in words(year, "participations")


def test_two_who_are_not_declared_are_not_told_by_the_others(year):
    house = a_house()
    hold(house, date(2024, 3, 4), 2)
    hold(house, date(2024, 4, 4), 6, evidence="declared", method="From sheets")
    assert "Nearly all come from earlier lists" in words(year)


def test_what_unions_evaluators_and_logs_say(year, officer, evaluator):
    house, other = a_house(), a_house()
    training = hold(house, date(2024, 3, 4), 6)
    hold(other, date(2024, 3, 4), 6)
    sign_off(period=year, tenant=house.union, verdict="ours", by=house.coordinator)
    sign_off(
        period=year,
        tenant=other.union,
        verdict="wrong",
        words="One is missing",
        by=other.coordinator,
    )
    sample = draw_sample(period=year, size=2, by=evaluator)
    say_found(sampled=asked_for(sample)[0].row, found="found", by=evaluator)
    closed = close_period(period=year, by=officer)
    come(house, training)
    restate(period=closed, by=None)
    closed.refresh_from_db()
    told = words(closed)
    assert "figures: 2; it was said “these are ours” by 1, and “something is" in told
    assert "is wrong” by 1." in told
    assert "drew 2 of 2 trainings at random" in told
    assert "1 register was found as counted, 0 not, 0 refused, 1 not" in told
    assert "from 12 to 13: marks came late into a register" in told
    Restatement.objects.update(causes=[])
    assert "the reason is not known yet" in words(closed)
    say_why(period=closed, why="A sheet was found", by=officer)
    assert "from 12 to 13: A sheet was found." in words(closed)


def test_small_numbers_are_in_none_of_its_sentences(year, officer):
    house = a_house()
    training = hold(house, date(2024, 3, 4), 2, evidence="declared", method="Sheets")
    count_heads(training=training, counts={("", ""): 1}, by=house.trainer)
    closed = close_period(period=year, by=officer)
    come(house, training)
    restate(period=closed, by=None)
    closed.refresh_from_db()
    told = words(closed)
    assert "from fewer than 5 to fewer than 5" in told
    assert "heads were counted" not in told
    assert "A few come from earlier lists" in told


def test_units_are_written_in_the_reader_s_language(year):
    hold(a_house(), date(2024, 3, 4), 200)
    of = {each.rule.key: each for each in totals_shown(period=year, by=None)}
    assert in_figures(of["hours"]) == "1,200 h"
    assert in_figures(of["gain"]) == "–"  # nobody took both tests
    with translation.override("fr"):
        assert in_figures(of["hours"]) == "1\u202f200\xa0h"

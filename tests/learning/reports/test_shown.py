"""A figure asked for by itself tells no more than the table it is read from."""

from datetime import date

import pytest

from learning.reports.actions.closing import close_period
from learning.reports.counting import IN_FORCE
from learning.reports.shown import Wanted, shown
from tests.learning.factories import ModuleFactory, UnionFactory
from tests.learning.reports.cast import count_in
from tests.learning.reports.ledger_cast import a_house, a_year, hold

pytestmark = pytest.mark.django_db


def trained(**wanted):
    return shown(IN_FORCE["trained"], 2026, Wanted(**wanted))


@pytest.fixture
def module():
    return ModuleFactory()


@pytest.fixture
def union():
    return UnionFactory()


def test_nothing_is_nothing_and_few_are_withheld(module, union):
    assert trained() == 0
    count_in(4, module=module, union=union)
    assert trained() is None
    count_in(1, module=module, union=union)
    assert (trained(), trained(country="BJ"), trained(country="TG")) == (5, 5, 0)


def test_what_could_be_subtracted_is_withheld_with_it(module, union):
    count_in(20, module=module, union=union, sex="f")
    count_in(2, module=module, union=union, sex="m")
    assert (trained(), trained(sex="m"), trained(sex="f")) == (22, None, None)


def test_a_cell_is_withheld_as_the_table_withholds_it(module, union):
    for country, sex, people in (
        ("BJ", "f", 6),
        ("BJ", "m", 2),
        ("TG", "f", 7),
        ("TG", "m", 8),
        ("SN", "f", 9),
        ("SN", "m", 9),
    ):
        count_in(people, module=module, union=union, country=country, sex=sex)
    told = {
        (country, sex): trained(country=country, sex=sex)
        for country in ("BJ", "TG", "SN")
        for sex in ("f", "m")
    }
    assert told["BJ", "m"] is None
    # Whoever has the margins needs a rectangle of withheld cells to learn nothing.
    assert sum(value is None for value in told.values()) >= 4
    assert trained(country="BJ") == 8
    assert trained(sex="m") == 19


def test_young_is_told_where_no_withheld_band_stands_across(module, union):
    count_in(5, module=module, union=union, age_band="18-24")
    count_in(6, module=module, union=union, age_band="25-29")
    count_in(3, module=module, union=union, age_band="30-35")
    count_in(7, module=module, union=union, age_band="36-49")
    assert trained(youth="un") is None  # the small band hides among the smallest
    assert trained(youth="au") == 14


def test_a_sensitive_theme_asks_for_ten(module, union):
    module.sensitivity = "sensitive"
    module.save()
    count_in(9, module=module, union=union)
    assert trained(theme=module.pk) is None
    count_in(1, module=module, union=union)
    assert trained(theme=module.pk) == 10


def test_hours_of_a_closed_year_are_those_it_was_closed_with(officer):
    hold(a_house(), date(2024, 3, 4), 6)
    hours = IN_FORCE["hours"]
    assert shown(hours, 2024, Wanted()) == 36
    close_period(period=a_year(2024, officer), by=officer)
    hold(a_house(), date(2024, 5, 6), 6)
    assert shown(hours, 2024, Wanted()) == 36


def test_hours_of_a_few_people_stay_withheld_when_the_year_is_closed(officer):
    hold(a_house(), date(2024, 3, 4), 4)
    close_period(period=a_year(2024, officer), by=officer)
    assert shown(IN_FORCE["hours"], 2024, Wanted()) is None

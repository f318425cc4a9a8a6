"""A figure opens onto trainings, and tells nothing about anybody in them."""

from dataclasses import astuple
from datetime import date

import pytest

from learning.classroom.queries.closing import register_figures
from learning.members.models import Union
from learning.reports.counting import IN_FORCE
from learning.reports.openings import behind, left_open, shown_unions, span_of
from learning.reports.selection import WrongSelectionError
from tests.learning.factories import ModuleFactory, UnionFactory
from tests.learning.reports.cast import count_in
from tests.learning.reports.ledger_cast import a_house, a_year, come, hold

pytestmark = pytest.mark.django_db
TRAINED = IN_FORCE["trained"]


@pytest.fixture
def year(officer):
    return a_year(2024, officer)


def test_it_is_by_month_country_union_and_hash(year):
    house = a_house(name="Textile union")
    training = hold(house, date(2024, 3, 4), 3, country="TG", title="Secret title")
    [found] = behind(year, TRAINED, {}).trainings
    assert (found.month, found.country) == (date(2024, 3, 1), "TG")
    assert (found.union, found.people) == ("Textile union", "fewer than 10")
    assert found.register_hash == register_figures(training).register_hash
    told = [str(each) for each in astuple(found)]
    assert not {str(training.pk), "Secret title", "3"} & set(told)


def test_filters_are_those_of_a_training(year):
    house = a_house()
    hold(house, date(2024, 3, 4), 1, country="TG")
    hold(house, date(2024, 8, 4), 1, country="BJ")
    assert len(behind(year, TRAINED, {}).trainings) == 2
    for filters in ({"country": "TG"}, {"quarter": "2024Q1"}):
        [found] = behind(year, TRAINED, filters).trainings
        assert found.country == "TG"
    for wrong in (
        {"sex": "f"},
        {"age": "18-24"},
        {"role": "steward"},
        {"theme": "x"},
        {"quarter": "soon"},
        {"project": "no id"},
    ):
        with pytest.raises(WrongSelectionError):
            behind(year, TRAINED, wrong)


def test_a_list_does_not_tell_that_nobody_in_a_room_was_trained(year):
    house = a_house()
    training = hold(house, date(2024, 3, 4))
    come(house, training, minutes=60)
    told = [behind(year, IN_FORCE[rule], {}) for rule in ("trained", "participations")]
    assert [len(each.trainings) for each in told] == [1, 1]
    assert told[0].trainings[0].people == told[1].trainings[0].people


def test_a_list_does_not_tell_that_one_person_passed_at_home(year):
    module = ModuleFactory()
    for people, told in ((4, False), (1, True)):
        count_in(people, module=module, on=date(2024, 3, 4))
        assert behind(year, TRAINED, {}).at_home == told


def test_each_list_has_new_numbers(year):
    house = a_house()
    for month in range(1, 9):
        hold(house, date(2024, month, 4), 1)
    orders = {
        tuple(each.number for each in behind(year, TRAINED, {}).trainings)
        for _time in range(4)
    }
    assert len(orders) > 1
    assert {number for order in orders for number in order} == {
        f"00{at}" for at in range(1, 9)
    }


def test_a_union_of_one_workplace_shows_as_the_one_above(year):
    roof = UnionFactory(slug="roof", name="Roof", level="confederation")
    branch = UnionFactory(slug="branch", name="Branch", parent=roof)
    mill = UnionFactory(slug="mill", name="One mill", parent=branch)
    alone = UnionFactory(slug="alone", name="Alone")
    Union.objects.filter(pk__in=[branch.pk, alone.pk]).update(is_one_workplace=True)
    shown = shown_unions([roof.pk, branch.pk, mill.pk, alone.pk])
    assert shown[mill.pk] == shown[branch.pk] == shown[roof.pk] == "Roof"
    assert "Alone" not in shown[alone.pk]


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (0, "fewer than 10"),
        (9, "fewer than 10"),
        (10, "10 to 19"),
        (20, "20 to 39"),
        (40, "40 or more"),
    ],
)
def test_how_many_is_a_span(people, told):
    assert span_of(people) == told


def test_trainings_that_are_not_closed_are_told(year):
    house = a_house()
    hold(house, date(2024, 3, 4), 1)
    hold(house, date(2024, 4, 4), 0)
    hold(house, date(2023, 4, 4), 1)
    hold(house, date(2024, 5, 4), 1, evidence="declared", method="Sheets")
    assert [each.month.month for each in left_open(year)] == [3, 4]


def test_queries_do_not_grow(year, django_assert_num_queries):
    house = a_house()
    for month in (1, 2):
        hold(house, date(2024, month, 4), 1)
        assert len(behind(year, TRAINED, {}).trainings) == month
        with django_assert_num_queries(8):
            behind(year, TRAINED, {})

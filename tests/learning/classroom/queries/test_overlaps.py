"""Whose name is opened to be compared: who agreed, counted then, and stands for herself."""

from datetime import date

import pytest

from learning import keys
from learning.classroom.queries.overlaps import (
    countries_of_list,
    how_many_agreed,
    list_to_compare,
    who_agreed,
)
from learning.members.actions.freezing import freeze_names
from tests.learning.reports.ledger_cast import a_house
from tests.learning.reports.overlap_cast import decides, list_of

pytestmark = pytest.mark.django_db
YEAR = (date(2024, 1, 1), date(2024, 12, 31))


def names(house) -> list[str]:
    return sorted(
        " ".join(each.name.parts) for each in list_to_compare(house.union, *YEAR)
    )


@pytest.fixture
def house():
    return a_house(country="PE")


def test_only_who_agreed(house):
    list_of(house, ["Ana Quispe"])
    list_of(house, ["Rosa Mamani"], agree=False)
    assert names(house) == ["ana quispe"]
    assert how_many_agreed(house.union) == (1, 2)


def test_what_she_decided_last_holds(house):
    (ana,) = list_of(house, ["Ana Quispe"])
    decides(ana, False)
    assert names(house) == []
    decides(ana, True)
    assert names(house) == ["ana quispe"]


def test_who_was_joined_to_another_entry_is_one_and_decides_with_both(house):
    ana, again = list_of(house, ["Ana Quispe", "Ana Quispe Rojas"])
    again.merged_into = ana
    again.save()
    assert names(house) == ["ana quispe"]
    decides(again, False)
    assert who_agreed(house.union) == set()


def test_only_who_counted_then(house):
    list_of(house, ["Ana Quispe"], day=date(2023, 12, 31))
    list_of(house, ["Rosa Mamani"], day=date(2024, 12, 31))
    assert names(house) == ["rosa mamani"]


def test_no_name_is_opened_while_they_are_locked_or_the_key_is_gone(house):
    list_of(house, ["Ana Quispe"])
    freeze_names(tenant=house.union, by=house.coordinator)
    assert names(house) == []


def test_no_name_without_the_key(house):
    list_of(house, ["Ana Quispe"])
    keys.destroy_key(house.union)
    assert names(house) == []


def test_what_is_compared_says_no_id(house, django_assert_num_queries):
    people = list_of(house, ["Ana Quispe", "Rosa Mamani", "Luz Condori"])
    people[0].sex, people[0].age_band = "f", "25-29"
    people[0].save()
    with django_assert_num_queries(5):
        found = list_to_compare(house.union, *YEAR)
    assert {each.sex for each in found} == {"f", ""}
    assert {each.country for each in found} == {"PE"}
    assert not any(str(one.pk) in repr(each) for one in people for each in found)
    assert countries_of_list(house.union, *YEAR) == {"PE"}

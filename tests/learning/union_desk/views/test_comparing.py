"""A coordinator lets her union's list be compared, reads what that means, takes it back."""

import pytest
from django.test import Client

from learning.reports.models import OverlapChoice
from tests.learning.reports.ledger_cast import a_house
from tests.learning.reports.overlap_cast import list_of

pytestmark = pytest.mark.django_db
PAGE = "/en/union/figures/comparing/"


@pytest.fixture
def house():
    return a_house(country="PE")


@pytest.fixture
def desk(house):
    client = Client()
    client.force_login(house.coordinator)
    return client


def test_allow_and_take_back(desk, house):
    standing = OverlapChoice.objects.for_tenant(house.union).filter(ended_at=None)
    assert "Let our list be compared" in desk.get(PAGE).text
    assert (
        "Your list may be compared."
        in desk.post(PAGE, {"do": "allow"}, follow=True).text
    )
    assert standing.count() == 1
    assert "Stop comparing our list" in desk.get(PAGE).text
    desk.post(PAGE, {"do": "end"})
    assert not standing.exists()


def test_something_else_that_was_sent_does_nothing(desk, house):
    desk.post(PAGE, {"do": "…"})
    desk.post(PAGE)
    assert not OverlapChoice.objects.for_tenant(house.union).exists()


def test_how_many_agreed_and_no_name(desk, house):
    list_of(house, ["Ana Quispe", "Rosa Mamani"])
    list_of(house, ["Luz Condori"], agree=False)
    page = desk.get(PAGE).text
    assert "2 of 3 people with a name" in page
    assert "Quispe" not in page


def test_the_page_of_figures_leads_there(desk):
    assert PAGE in desk.get("/en/union/figures/").text


@pytest.mark.parametrize("people", [1, 3])
def test_queries(desk, house, django_assert_max_num_queries, people):
    list_of(house, ["Ana Quispe"] * people)
    desk.get(PAGE)
    with django_assert_max_num_queries(12):
        desk.get(PAGE)

"""A union sees its own figures whole, says whether they are its own, and shows registers."""

from datetime import date

import pytest
from django.test import Client

from learning.reports.actions.closing import close_period
from learning.reports.actions.restating import restate
from learning.reports.actions.sampling import draw_sample
from learning.reports.models import SignOff
from tests.learning.reports.conftest import staff
from tests.learning.reports.ledger_cast import a_house, a_year, come, hold

pytestmark = pytest.mark.django_db
FIGURES = "/en/union/figures/"


@pytest.fixture
def officer():
    return staff("officer")


@pytest.fixture
def house():
    return a_house()


@pytest.fixture
def desk(house):
    client = Client()
    client.force_login(house.coordinator)
    return client


@pytest.fixture
def year(officer):
    return a_year(2024, officer)


def page(client, address):
    return client.get(address).content.decode()


def own(period, *more):
    return "/".join([f"{FIGURES}{period.pk}", *more, ""])


def test_her_own_people_are_counted_whole(desk, house, year):
    hold(house, date(2024, 3, 4), 3, title="In March")
    hold(a_house(), date(2024, 3, 4), 40, title="Of others")
    told = page(desk, own(year))
    assert '"Number">3</td>' in told
    assert ">40<" not in told
    told = page(desk, own(year, "trained.1"))
    assert "In March" in told
    assert "Of others" not in told
    assert "at least 80 per cent" in told


def test_her_word_is_kept_and_may_change(desk, house, year):
    hold(house, date(2024, 3, 4), 3)
    page(desk, own(year))  # the rows are made, as they are each minute
    assert "Are the figures yours?" in page(desk, "/en/union/")
    assert "not said yet" in page(desk, FIGURES)
    assert desk.post(own(year), {"verdict": "wrong"}).status_code == 422
    assert desk.post(own(year), {"verdict": "perhaps"}).status_code == 422
    desk.post(own(year), {"verdict": "wrong", "words": "May is missing"})
    assert "May is missing" in page(desk, own(year))
    desk.post(own(year), {"verdict": "ours"})
    assert SignOff.objects.for_tenant(house.union).count() == 2
    assert "These are ours" in page(desk, FIGURES)
    assert "Are the figures yours?" not in page(desk, "/en/union/")


def test_what_changes_after_her_word_is_told(desk, house, year, officer):
    training = hold(house, date(2024, 3, 4), 3)
    desk.post(own(year), {"verdict": "ours"})
    assert "Registers have changed since" not in page(desk, own(year))
    come(house, training)
    assert "Registers have changed since" in page(desk, own(year))
    closed = close_period(period=year, by=officer)
    come(house, training)
    restate(period=closed, by=None)
    told = page(desk, own(year))
    assert '"Number">5</td>' in told
    assert '"When it was closed">4</td>' in told
    late = desk.post(own(year), {"verdict": "ours"}, follow=True)
    assert "closed meanwhile" in late.content.decode()


def test_registers_that_were_drawn_are_hers_to_show(desk, house, year):
    hold(house, date(2024, 3, 4), 3, title="In March")
    draw_sample(period=year, size=5, by=staff("evaluator"))
    assert "asks to see 1 register" in page(desk, "/en/union/")
    told = page(desk, FIGURES)
    assert "In March" in told
    assert "not looked at yet" in told


def test_what_is_not_there(desk, year):
    assert desk.get(own(year, "nothing")).status_code == 404
    assert desk.get(f"{FIGURES}{'0' * 8}-0000-4000-8000-{'0' * 12}/").status_code == 404
    assert "No training stands behind it" in page(desk, own(year, "trained.1"))


def test_queries_do_not_grow(desk, house, year, django_assert_max_num_queries):
    spent = {}
    for _time in range(2):
        hold(house, date(2024, 3, 4), 2)
        page(desk, own(year))  # the rows are made
        for where in (FIGURES, own(year), own(year, "trained.1")):
            with django_assert_max_num_queries(40) as now:
                page(desk, where)
            assert len(now) == spent.setdefault(where, len(now))

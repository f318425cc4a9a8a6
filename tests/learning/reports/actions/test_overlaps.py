"""Names are opened in memory, compared, and forgotten: six numbers stay, once a period."""

import random
from datetime import date

import pytest
from django.core.management import call_command

from learning.members.actions.freezing import freeze_names
from learning.members.models import AuditEntry
from learning.reports.actions import overlaps
from learning.reports.actions.closing import close_period
from learning.reports.actions.overlaps import (
    allow_comparing,
    count_overlaps,
    end_comparing,
)
from learning.reports.errors import (
    NoSuchPeriodError,
    NotAllowedError,
    NotOverError,
)
from learning.reports.models import OverlapChoice, OverlapCount
from tests.learning.reports.ledger_cast import a_house, a_year
from tests.learning.reports.overlap_cast import a_name, list_of, two_houses

pytestmark = pytest.mark.django_db
YEAR = {"starts_on": date(2024, 1, 1), "ends_on": date(2024, 12, 31)}


@pytest.fixture
def names():
    rng = random.Random(4)  # noqa: S311 -- made up, from a seed
    return [a_name(rng) for _each in range(100)]


@pytest.fixture
def houses(names):
    """Forty and forty-five people; ten stand in both lists."""
    one, other = two_houses()
    list_of(one, names[:40])
    list_of(other, names[30:75])
    return one, other


@pytest.fixture
def year(officer):
    return a_year(2024, officer)


def allow(*houses):
    for house in houses:
        allow_comparing(tenant=house.union, by=house.coordinator)


def count(officer):
    return count_overlaps(**YEAR, by=officer)


def test_how_many_are_in_both_and_nothing_else(houses, year, officer, names, caplog):
    allow(*houses)
    assert count(officer) == 1
    row = OverlapCount.objects.get()
    assert row.low <= 10 <= row.high
    assert 7 <= row.best <= 13
    assert {row.compared_a, row.compared_b} == {40, 45}
    assert {row.tenant_a, row.tenant_b} == {each.union for each in houses}
    kept = " ".join(str(value) for value in vars(row).values()) + caplog.text
    assert not any(name in kept for name in names)


def test_each_log_says_that_names_were_compared(houses, year, officer):
    allow(*houses)
    count(officer)
    for house, people in zip(houses, (40, 45), strict=True):
        log = AuditEntry.objects.for_tenant(house.union)
        entry = log.get(act=AuditEntry.Act.COMPARED)
        assert (entry.people, entry.by, entry.participant) == (people, officer, None)


def test_a_pair_is_counted_once_for_a_period_whoever_comes_between(
    houses, year, officer, names
):
    allow(*houses)
    count(officer)
    before = OverlapCount.objects.values().get()
    list_of(houses[0], names[60:75])
    assert count(officer) == 0
    assert OverlapCount.objects.values().get() == before


def test_only_unions_that_both_let_it(houses, year, officer):
    assert count(officer) == 0
    allow(houses[0])
    assert count(officer) == 0
    allow(houses[1])
    end_comparing(tenant=houses[0].union, by=houses[0].coordinator)
    assert count(officer) == 0
    log = AuditEntry.objects.for_tenant(houses[0].union)
    assert not log.filter(act=AuditEntry.Act.COMPARED).exists()


def test_a_short_list_is_not_compared(houses, year, officer, names):
    small = a_house(country="PE")
    list_of(small, names[: overlaps.LEAST_COMPARED - 1])
    allow(houses[0], small)
    assert count(officer) == 0


def test_locked_names_are_not_compared(houses, year, officer):
    allow(*houses)
    freeze_names(tenant=houses[1].union, by=houses[1].coordinator)
    assert count(officer) == 0


def test_people_of_different_countries_are_not_compared(houses, year, officer, names):
    java = a_house(country="ID")
    list_of(java, names[:40], country="ID")
    allow(houses[0], java)
    assert count(officer) == 0


def test_three_unions_are_three_pairs(houses, year, officer, names):
    third = a_house(country="PE")
    list_of(third, names[:35])
    allow(*houses, third)
    assert count(officer) == 3
    assert {row.method for row in OverlapCount.objects.all()} == {1}


def test_who_may_count_and_for_which_days(houses, year, officer, evaluator):
    with pytest.raises(NotAllowedError):
        count(evaluator)
    with pytest.raises(NotAllowedError):
        count(houses[0].coordinator)
    with pytest.raises(NoSuchPeriodError):
        count_overlaps(
            starts_on=date(2024, 1, 2), ends_on=date(2024, 12, 31), by=officer
        )
    running = a_year(2038, officer)
    with pytest.raises(NotOverError):
        count_overlaps(starts_on=running.starts_on, ends_on=running.ends_on, by=officer)


def test_closing_a_period_counts_them(
    houses, year, officer, django_capture_on_commit_callbacks
):
    allow(*houses)
    with django_capture_on_commit_callbacks(execute=True):
        close_period(period=year, by=officer)
    assert OverlapCount.objects.count() == 1


def test_the_command_counts_what_is_missing(houses, year, officer, capsys):
    close_period(period=year, by=officer)
    allow(*houses)
    call_command("count_overlaps")
    call_command("count_overlaps", "Year 2024")
    assert capsys.readouterr().out.split("\n")[:2] == [
        "1 pairs of unions compared",
        "0 pairs of unions compared",
    ]


def test_a_coordinator_of_the_union_lets_it_and_takes_it_back(houses):
    one, other = houses
    tenant = one.union
    for outsider in (other.coordinator, one.trainer):
        with pytest.raises(NotAllowedError):
            allow_comparing(tenant=tenant, by=outsider)
        with pytest.raises(NotAllowedError):
            end_comparing(tenant=tenant, by=outsider)
    first = allow_comparing(tenant=tenant, by=one.coordinator)
    assert allow_comparing(tenant=tenant, by=one.coordinator) == first
    end_comparing(tenant=tenant, by=one.coordinator)
    end_comparing(tenant=tenant, by=one.coordinator)
    allow_comparing(tenant=tenant, by=one.coordinator)
    assert OverlapChoice.objects.for_tenant(tenant).count() == 2
    acts = AuditEntry.objects.for_tenant(tenant).order_by("at", "pk")
    assert list(acts.values_list("act", flat=True)) == [
        "allowed",
        "no_longer",
        "allowed",
    ]

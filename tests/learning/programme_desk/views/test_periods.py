"""Reporting periods on a screen: from making one to reading a restatement."""

import hashlib
import html
import re
from datetime import date

import pytest
from django.utils import timezone

from learning.reports.actions.closing import close_period
from learning.reports.actions.periods import sign_off
from learning.reports.models import (
    OverlapCount,
    Period,
    Restatement,
    SampledTraining,
)
from tests.learning.reports.ledger_cast import a_house, a_year, come, hold

pytestmark = pytest.mark.django_db
PERIODS = "/en/programme/periods/"
YEAR = {"title": "Year 2024", "starts_on": "2024-01-01", "ends_on": "2024-12-31"}


def page(client, address, **data):
    return client.get(address, data).content.decode()


def address_of(period, *more):
    return "/".join([f"{PERIODS}{period.pk}", *more, ""])


def test_an_officer_makes_a_period(officer_desk):
    answer = officer_desk.post(PERIODS, YEAR)
    assert answer["Location"] == address_of(Period.objects.get())
    assert "Year 2024" in page(officer_desk, PERIODS)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"starts_on": "2025-01-01"}, "ends before it begins"),
        ({"ends_on": "2024-12-30"}, "whole years"),
        ({"ends_on": "2024-11-30"}, "whole years"),
        ({"starts_on": "1970-01-01", "ends_on": "2038-12-31"}, "120 months"),
        ({"starts_on": "2023-01-01", "ends_on": "2024-12-31"}, "“Taken” covers"),
        (
            {"title": "Taken", "starts_on": "2026-01-01", "ends_on": "2026-12-31"},
            "Name",
        ),
        ({"starts_on": "soon"}, "Enter a valid date"),
        ({"ends_on": "99999-01-01"}, "Enter a valid date"),
        ({"title": "a\x00b"}, "Null characters"),
    ],
)
def test_what_does_not_fit_is_told_and_kept(officer_desk, wrong, told):
    officer_desk.post(PERIODS, YEAR | {"title": "Taken"})
    answer = officer_desk.post(PERIODS, YEAR | {"title": "Mine"} | wrong)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert Period.objects.count() == 1


def test_an_evaluator_reads_and_makes_nothing(evaluator_desk, officer_desk):
    assert "A new period" not in page(evaluator_desk, PERIODS)
    assert evaluator_desk.post(PERIODS, YEAR).status_code == 422
    period = a_year(2024, officer_desk.user)
    for do in ("close", "restate", "why"):
        told = evaluator_desk.post(address_of(period), {"do": do, "why": "x"})
        assert told.status_code == 422
    assert not Period.objects.get().is_closed


def test_from_open_to_restated(officer_desk, django_capture_on_commit_callbacks):
    house, silent = a_house(name="Textile"), a_house(name="Palm oil")
    training = hold(house, date(2024, 3, 4), 12)
    hold(silent, date(2024, 3, 4), 3)
    period = a_year(2024, officer_desk.user)
    sign_off(
        period=period,
        tenant=house.union,
        verdict="wrong",
        words="May is missing",
        by=house.coordinator,
    )
    told = page(officer_desk, address_of(period))
    assert "May is missing" in told
    assert "1 union has not said yet" in told
    assert "2 trainings of this period are not closed" in told
    with django_capture_on_commit_callbacks(execute=True):
        officer_desk.post(address_of(period), {"do": "close"})
    told = page(officer_desk, address_of(period))
    assert "Nothing. The figures are those that were closed." in told
    assert officer_desk.get(address_of(period, "open")).status_code == 404
    come(house, training)
    with django_capture_on_commit_callbacks(execute=True):
        officer_desk.post(address_of(period), {"do": "restate"})
    told = page(officer_desk, address_of(period))
    assert "marks came late" in told
    Restatement.objects.update(causes=[])
    assert "Write it beside them" in page(officer_desk, address_of(period))
    officer_desk.post(address_of(period), {"do": "why", "why": "A sheet was found"})
    told = page(officer_desk, address_of(period))
    assert "A sheet was found" in told
    assert "Write it beside them" not in told
    # Closed twice is told.
    again = officer_desk.post(address_of(period), {"do": "close"}, follow=True)
    assert "closed already" in again.content.decode()


def test_a_running_period_is_not_closed(officer_desk):
    period = a_year(timezone.localdate().year, officer_desk.user)
    answer = officer_desk.post(address_of(period), {"do": "close"})
    assert "not over" in answer.content.decode()
    for do in ("restate", "", "why"):
        assert officer_desk.post(address_of(period), {"do": do}).status_code == 422
    period.refresh_from_db()
    assert period.asked_at is None


def test_small_numbers_are_not_shown(officer_desk):
    house = a_house()
    hold(house, date(2024, 3, 4), 4)
    period = a_year(2024, officer_desk.user)
    assert "fewer than 5" in page(officer_desk, address_of(period))
    told = page(officer_desk, address_of(period, "trained.1"))
    assert "<b>fewer than 5</b>" in told
    told = page(officer_desk, address_of(period, "open"))
    assert "fewer than 10" in told


def test_a_figure_opens_to_trainings_only(officer_desk):
    house = a_house(name="Textile")
    training = hold(house, date(2024, 3, 4), 12, country="TG", title="A telling title")
    hold(house, date(2024, 8, 4), 1, country="YU", place="Secret street")
    period = a_year(2024, officer_desk.user)
    told = page(officer_desk, address_of(period, "trained.1"))
    assert "Togo" in told
    assert "YU" in told
    assert "March 2024" in told
    assert "10 to 19" in told
    for secret in ("A telling title", "Secret street", str(training.pk)):
        assert secret not in told
    told = page(officer_desk, address_of(period, "trained.1"), quarter="2024Q1")
    assert "Togo" in told
    assert "YU" not in told
    # What a person is, is no filter: the list is the same.
    told = page(officer_desk, address_of(period, "trained.1"), sex="m")
    assert "Togo" in told
    assert "YU" in told


@pytest.mark.parametrize(
    ("rule", "query", "status"),
    [
        ("trained.1", {"quarter": "2024Q9"}, 422),
        ("trained.1", {"quarter": "soon"}, 422),
        ("trained.1", {"region": "999"}, 422),
        ("trained.1", {"project": "x"}, 422),
        ("trained.1", {"country": "\x00"}, 200),
        ("trained.9", {}, 404),
        ("nothing", {}, 404),
    ],
)
def test_wrong_addresses_are_answered(officer_desk, rule, query, status):
    period = a_year(2024, officer_desk.user)
    assert officer_desk.get(address_of(period, rule), query).status_code == status


def test_two_periods_side_by_side(officer_desk):
    house = a_house()
    hold(house, date(2023, 3, 4), 6)
    hold(house, date(2024, 3, 4), 9)
    periods = [a_year(year, officer_desk.user) for year in (2024, 2023)]
    where = f"{PERIODS}compare/"
    query = dict(zip("ab", [each.pk for each in periods], strict=True))
    told = page(officer_desk, where, **query)
    assert "+3" in told
    assert "not equally long" not in told
    for wrong in ({"a": "x"}, {"a": periods[0].pk}):
        assert officer_desk.get(where, wrong).status_code == 422
    assert officer_desk.get(where).status_code == 200


def test_an_evaluator_draws_and_looks(evaluator_desk, officer_desk):
    house = a_house()
    for month in (1, 2, 3):
        hold(house, date(2024, month, 4), 1, title=f"Telling {month}")
    period = a_year(2024, officer_desk.user)
    samples = "/en/programme/samples/"
    fields = {"period": period.pk, "size": 2, "seed": "4 8 15"}
    answer = evaluator_desk.post(samples, fields)
    where = answer["Location"]
    told = page(evaluator_desk, where)
    assert "4 8 15" in told
    assert "Telling" not in told
    evaluator_desk.post(where, {"number": 1, "found": "found"})
    for wrong in ({"number": 9}, {"number": 1, "found": "perhaps"}, {}):
        assert evaluator_desk.post(where, wrong).status_code == 422
    assert officer_desk.post(where, {"number": 2, "found": "found"}).status_code == 422
    rows = SampledTraining.objects.for_tenant(house.union)
    assert list(rows.values_list("number", "found")) == [(1, "found"), (2, "")]
    told = page(officer_desk, address_of(period))
    assert "2 of 3 trainings asked for; 1 found, 0 not found, 0 refused" in told
    for wrong in ({"size": 0}, {"size": 201}, {"period": "x"}):
        assert evaluator_desk.post(samples, fields | wrong).status_code == 422
    assert officer_desk.post(samples, fields).status_code == 422
    assert "4 8 15" in page(officer_desk, samples)


def text_of(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup)).strip()


def test_whoever_reads_a_sample_can_draw_it_again(officer_desk, evaluator_desk):
    """From what the page shows and nothing else, as its one sentence says."""
    house = a_house()
    trainings = [hold(house, date(2024, each % 12 + 1, 4), 1) for each in range(12)]
    period = a_year(2024, officer_desk.user)
    fields = {"period": period.pk, "size": 5, "seed": " «4» & 8  15 "}
    told = page(
        evaluator_desk, evaluator_desk.post("/en/programme/samples/", fields).url
    )
    facts = dict(re.findall(r"<dt>(.*?)</dt><dd[^>]*>(.*?)</dd>", told))
    seed, many = (text_of(facts[each]) for each in ("Seed", "From how many trainings"))
    listed = [
        int(text_of(each))
        for each in re.findall(r'<td data-label="Number drawn">(.*?)</td>', told)
    ]
    lots = {
        number: hashlib.sha256(f"{seed} {number}".encode()).hexdigest()
        for number in range(1, int(many) + 1)
    }
    assert "numbers from 1 to 12" in told
    assert listed == sorted(lots, key=lots.get)[:5]
    assert not any(str(each.pk) in told for each in trainings)


def test_queries_do_not_grow(officer_desk, django_assert_max_num_queries):
    house = a_house()
    training = hold(house, date(2024, 3, 4), 3)
    period = a_year(2024, officer_desk.user)
    from_first = None
    for _time in range(2):
        come(house, training)
        hold(house, date(2024, 4, 4), 2)
        page(officer_desk, address_of(period))  # the rows are made
        for where in (address_of(period), address_of(period, "trained.1"), PERIODS):
            with django_assert_max_num_queries(60) as spent:
                page(officer_desk, where)
            from_first = from_first or {}
            from_first.setdefault(where, len(spent))
            assert len(spent) == from_first[where]


def test_a_closed_period_says_how_many_people_there_are_over_all_unions(officer_desk):
    one, other = sorted((a_house(), a_house()), key=lambda each: each.union.pk)
    for house, people in ((one, 9), (other, 6)):
        hold(house, date(2024, 3, 4), people)
    period = a_year(2024, officer_desk.user)
    assert "over all unions" not in page(officer_desk, address_of(period))
    close_period(period=period, by=officer_desk.user)
    assert "9–15" in page(officer_desk, address_of(period))
    OverlapCount(
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        tenant_a=one.union,
        tenant_b=other.union,
        compared_a=9,
        compared_b=6,
        low=5,
        best=5,
        high=5,
        method=1,
    ).save()
    text = page(officer_desk, address_of(period))
    assert "2 unions that let their lists be compared (15 people, added up)" in text
    assert "10–10, probably 10" in text

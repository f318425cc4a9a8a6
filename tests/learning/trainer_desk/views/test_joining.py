"""The code on the wall, and one tap for each who waits."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learning.classroom.actions.joining import put_up_code
from learning.members import codes
from tests.learning.factories import ParticipantFactory, RegistrationFactory


@pytest.fixture
def page(cast):
    return f"/en/trainings/{cast.training.pk}/joining/"


def waits(cast):
    person = ParticipantFactory(union=cast.union, vouching="waiting", came_by="code")
    return RegistrationFactory(
        training=cast.training, participant=person, way="code", needs_vouching=True
    )


def told(response) -> str:
    return response.content.decode()


def counts(cast) -> list:
    return [row.counts for row in cast.training.registrations.order_by("number")]


def test_a_code_is_made_shown_large_and_taken_down(at_desk, cast, page):
    assert "There is no code" in told(at_desk.get(page))
    assert at_desk.get(f"{page}wall/").status_code == 404
    assert at_desk.post(page, {"days": "7"}).status_code == 302
    cast.training.refresh_from_db()
    code = cast.training.join_code.code
    wall = told(at_desk.get(f"{page}wall/"))
    assert codes.in_halves(code) in wall
    assert re.search(r"<svg[^>]*viewBox", wall)
    at_desk.post(page, {"act": "end"})
    assert at_desk.get(f"{page}wall/").status_code == 404


@pytest.mark.parametrize("days", ["", "x", "9999", "\x00"])
def test_nonsense_makes_no_code(at_desk, cast, page, days):
    assert at_desk.post(page, {"days": days}).status_code == 422
    cast.training.refresh_from_db()
    assert cast.training.join_code is None


def test_one_tap_each_and_back(at_desk, cast, page):
    lines = [waits(cast) for _ in range(3)]
    at_desk.post(f"{page}vouch/", {"vouch": lines[0].pk})
    at_desk.post(f"{page}vouch/", {"refuse": lines[1].pk})
    assert counts(cast) == [True, False, False]
    shown = told(at_desk.get(page))
    assert shown.count('name="back"') == 2
    assert shown.count('name="vouch"') == 1
    at_desk.post(f"{page}vouch/", {"back": lines[0].pk})
    assert counts(cast) == [False] * 3


def test_all_at_once_are_those_she_has_seen(at_desk, cast, page):
    lines = [waits(cast) for _ in range(3)]
    seen = {"all": "yes", "shown": [each.pk for each in lines[:2]]}
    at_desk.post(f"{page}vouch/", seen)
    assert counts(cast) == [True, True, False]
    answer = at_desk.post(f"{page}vouch/", {"vouch": "nonsense"}, follow=True)
    assert answer.status_code == 200


def test_the_list_costs_the_same_for_one_and_three(at_desk, cast, page, monkeypatch):
    # On a slow machine a second passes, and the catalogue's generation is read again.
    monkeypatch.setattr("learning.catalogue.shelf.SECONDS_BETWEEN_LOOKS", 3600)
    put_up_code(training=cast.training, by=cast.trainer)
    waits(cast)
    at_desk.get(page)  # the catalogue is in memory from here on
    with CaptureQueriesContext(connection) as one:
        at_desk.get(page)
    waits(cast)
    waits(cast)
    with CaptureQueriesContext(connection) as three:
        at_desk.get(page)
    assert len(three) == len(one)

"""Names stay masked until the password is given again, and mask themselves."""

import time

import pytest

from learning.members import actions, opened_names
from learning.members.models import AuditEntry
from tests.learning.members.conftest import PASSWORD

ADDRESS = "/en/accounts/names/"


@pytest.fixture
def signed_in(client, trainer, with_second_factor):
    with_second_factor(trainer)
    client.force_login(trainer)
    return client


def test_they_open_with_her_password_and_lead_back(signed_in):
    answer = signed_in.post(ADDRESS, {"secret": PASSWORD, "next": "/en/accounts/kept/"})
    assert answer.url == "/en/accounts/kept/"
    assert signed_in.session["names_opened_at"]


def test_a_wrong_password_opens_nothing(signed_in):
    answer = signed_in.post(ADDRESS, {"secret": "not it"})
    assert answer.status_code == 422
    assert "names_opened_at" not in signed_in.session


def test_five_minutes_after_the_last_look_they_are_masked(rf, monkeypatch):
    request = rf.get("/")
    request.session = {}
    opened_names.open_for(request)
    start = time.time()
    for minutes, is_open in ((4, True), (8, True), (14, False)):
        monkeypatch.setattr(time, "time", lambda at=start + minutes * 60: at)
        assert opened_names.are_open(request) is is_open


def test_looking_is_noted_once_for_each_thing(rf, trainer, alice, union):
    actions.name_participant(
        participant=alice.participant, name="Alice", basis="screen", by=alice.user
    )
    request = rf.get("/")
    request.session, request.user = {}, trainer
    opened_names.open_for(request)
    for thing in ("training", "training", "people"):
        opened_names.names_for(
            request, tenant=union, participants=[alice.participant], thing=thing
        )
    noted = AuditEntry.objects.for_tenant(union).order_by("at")
    assert [(row.act, row.thing) for row in noted] == [
        ("looked", "training"),
        ("looked", "people"),
    ]


def test_masked_names_are_not_read(
    rf, trainer, alice, union, django_assert_num_queries
):
    request = rf.get("/")
    request.session, request.user = {}, trainer
    with django_assert_num_queries(0):
        assert (
            opened_names.names_for(
                request, tenant=union, participants=[alice.participant]
            )
            == {}
        )

"""The class kit at the trainer's desk: ticked, made, opened; and the cards beside it."""

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from learning.catalogue import shelf as on_shelf
from learning.deliveries.models import Kit
from tests.learning.classroom.cast import a_training
from tests.learning.deliveries.kit_cast import taught_training
from tests.learning.factories import (
    ParticipantFactory,
    RegistrationFactory,
    SessionFactory,
)

WAITS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
ASKED = {
    "parts": ["voting", "smileys"],
    "people": "5",
    "power": "no",
    "devices": "no",
    "copies": "once",
    "make": "1",
}

pytestmark = pytest.mark.django_db


def address(cast, paper="kit/") -> str:
    return f"/en/trainings/{cast.training.pk}/{paper}"


def test_all_is_ticked_for_as_many_as_are_in_the_list(at_desk, cast):
    for user in ({}, {"user": None}):
        person = ParticipantFactory(union=cast.union, **user)
        RegistrationFactory(training=cast.training, participant=person)
    page = at_desk.get(address(cast)).content.decode()
    assert page.count('type="checkbox"') == page.count(" checked") - 3 == 5
    assert 'name="people" value="2"' in page
    assert "1 person in the list has neither card nor account." in page
    assert not Kit.objects.for_tenant(cast.union).exists()


@pytest.mark.slow
def test_it_says_pages_and_copies_and_opens_under_a_neutral_name(at_desk, cast):
    page = at_desk.get(address(cast), ASKED).content.decode()
    assert "With all copies: 7 pages." in page
    assert "<td><bdi>2</bdi></td><td>5</td>" in page
    assert "<td><bdi>3</bdi></td><td>1</td>" in page
    paper = at_desk.get(address(cast, "kit.pdf"), ASKED)
    assert paper.content.startswith(b"%PDF")
    assert paper["Content-Disposition"] == 'inline; filename="kit.pdf"'
    assert "no-store" in paper["Cache-Control"]


def test_while_it_is_made_the_page_looks_again_and_the_paper_leads_back(at_desk, cast):
    with override_settings(TASKS=WAITS):
        page = at_desk.get(address(cast), ASKED).content.decode()
    assert '<meta http-equiv="refresh" content="3">' in page
    back = at_desk.get(address(cast, "kit.pdf"), ASKED)
    assert back.status_code == 302
    assert back["Location"].startswith(f"{address(cast)}?parts=voting")


@pytest.mark.parametrize(
    "wrong",
    [{"parts": []}, {"parts": ["cards"]}, {"people": "61"}, {"people": "\x00"}],
)
def test_what_is_wrong_is_said_and_nothing_is_ordered(at_desk, cast, wrong):
    answer = at_desk.get(address(cast), ASKED | wrong)
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()
    assert at_desk.get(address(cast, "kit.pdf"), ASKED | wrong).status_code == 302
    assert not Kit.objects.for_tenant(cast.union).exists()


def test_another_trainers_kit_is_not_there(at_desk):
    assert at_desk.get(address(a_training())).status_code == 404
    assert at_desk.get(address(a_training(), "kit.pdf"), ASKED).status_code == 404


@pytest.mark.parametrize("size", [1, 3])
def test_it_costs_the_same_for_three_people_and_sessions(client, size, monkeypatch):
    monkeypatch.setattr("learning.members.rules.has_second_factor", lambda user: True)
    monkeypatch.setattr(on_shelf, "SECONDS_BETWEEN_LOOKS", 3600)
    cast = taught_training()
    client.force_login(cast.trainer)
    for _each in range(size):
        RegistrationFactory(training=cast.training)
        SessionFactory(training=cast.training)
    asked = ASKED | {"parts": ["plan", "sheets", "pre", "roles", "key"]}
    with override_settings(TASKS=WAITS):
        client.get(address(cast), asked)
        with CaptureQueriesContext(connection) as queries:
            client.get(address(cast), asked)
    assert len(queries) == 19

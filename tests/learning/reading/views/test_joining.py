"""Joining with a code, in the words of who does it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from learning.classroom.actions.joining import put_up_code
from learning.members.actions import (
    make_join_code,
    name_participant,
    open_the_open_tenant,
)
from learning.members.actions.freezing import freeze_names
from learning.members.models import JoinCode, Participant
from learning.members.queries import identity_of
from learning.reading.views.joining import WRONG_CODES
from tests.learning.classroom.cast import a_training
from tests.learning.factories import ParticipantFactory, UserFactory

NEW = {"secret": "739182", "again": "739182"}


@pytest.fixture
def cast(db):
    day = timezone.localdate() + timedelta(days=1)
    return a_training(starts_on=day, title="Talking with the boss")


@pytest.fixture
def code(cast):
    return put_up_code(training=cast.training, by=cast.trainer).code


@pytest.fixture
def home_code(cast):
    at = timezone.now() + timedelta(days=30)
    return make_join_code(union=cast.union, expires_at=at, by=cast.trainer).code


def lines(cast):
    return cast.training.registrations.select_related("participant")


def told(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_six_signs_lead_to_the_class(client, cast, code):
    typed = f"{code[:3].lower()} {code[3:].lower()}"
    answer = client.post("/en/join/", {"code": typed})
    assert answer["Location"] == f"/en/join/{code}/"
    page = told(client.get(answer["Location"]))
    assert "Talking with the boss" in page
    assert cast.training.place not in page


def test_without_a_place_she_gets_one_and_a_number(client, cast, code):
    answer = client.post(f"/en/join/{code}/", NEW | {"before": "year"})
    assert answer.status_code == 302
    line = lines(cast).get()
    assert (line.before, line.way, line.needs_vouching) == ("year", "code", True)
    written = client.get(answer["Location"])
    assert line.participant.user.sign_in_name in told(written)
    answer = client.post(answer["Location"], {"next": f"/en/join/{code}/"})
    page = told(client.get(answer["Location"]))
    assert "You are in" in page
    assert "No. 1" in page
    assert "still confirms" in page


def test_a_bad_pin_is_said_and_the_answer_kept(client, cast, code):
    answer = client.post(
        f"/en/join/{code}/", {"secret": "123456", "again": "123456", "before": "no"}
    )
    assert answer.status_code == 422
    assert re.search(r'value="no"[^>]* checked', told(answer))
    assert not lines(cast)


def test_who_has_a_place_confirms_once(client, cast, code):
    person = ParticipantFactory(union=cast.union)
    client.force_login(person.user)
    assert "name=before" in told(client.get(f"/en/join/{code}/")).replace('"', "")
    for _ in "12":
        client.post(f"/en/join/{code}/", {"before": "earlier"})
    line = lines(cast).get()
    assert (line.participant, line.before) == (person, "earlier")


def test_from_open_her_place_goes_over(client, cast, code):
    person = ParticipantFactory(union=open_the_open_tenant())
    client.force_login(person.user)
    assert "goes over" in told(client.get(f"/en/join/{code}/"))
    client.post(f"/en/join/{code}/", {})
    person.refresh_from_db()
    assert (person.tenant, person.came_by) == (cast.union, "code")
    assert lines(cast).get().participant == person


def test_of_another_union_she_is_told_what_to_do(client, cast, code):
    person = ParticipantFactory()
    client.force_login(person.user)
    for answer in (
        client.get(f"/en/join/{code}/"),
        client.post(f"/en/join/{code}/", {}),
    ):
        assert "another union" in told(answer)
    assert not lines(cast)


def test_staff_join_no_class(client, cast, code):
    client.force_login(UserFactory(email="a@example.org"))
    assert "joins no class" in told(client.get(f"/en/join/{code}/"))


def test_at_home_she_waits_for_her_union(client, cast, home_code):
    page = told(client.get(f"/en/join/{home_code}/"))
    assert "training of this programme" not in page
    client.post(f"/en/join/{home_code}/", NEW)
    person = Participant.objects.for_tenant(cast.union).get()
    assert (person.came_by, person.vouching) == ("union", "waiting")
    assert "Somebody of your union" in told(client.get(f"/en/join/{home_code}/"))


def test_an_expired_and_an_unknown_code_say_so(client, cast, code):
    for post in (False, True):
        for said in ("KKKKKK", "é" * 30):
            answer = (
                client.post("/en/join/", {"code": said})
                if post
                else client.get(f"/en/join/{said}/")
            )
            assert answer.status_code in (404, 422)
            assert "do not know that code" in told(answer)
    JoinCode.objects.for_tenant(cast.union).update(expires_at=timezone.now())
    answer = client.post(f"/en/join/{code}/", NEW)
    assert answer.status_code == 404
    assert "has expired" in told(answer)
    assert "has expired" in told(client.post("/en/join/", {"code": code}))


def test_a_closed_class_says_so(client, cast, code):
    cast.training.refresh_from_db()
    cast.training.state, cast.training.closed_at = "closed", timezone.now()
    cast.training.save()
    answer = client.post(f"/en/join/{code}/", NEW)
    assert answer.status_code == 404
    assert "training is over" in told(answer)


def test_guessing_is_slowed_down(client, db):
    for _ in range(WRONG_CODES.most):
        assert client.get("/en/join/KKKKKK/").status_code == 404
    assert client.get("/en/join/KKKKKK/").status_code == 429


def test_a_name_that_cannot_go_along_is_left_only_at_her_word(client, cast, code):
    person = ParticipantFactory(vouching="waiting")
    name_participant(participant=person, name="Awa", basis="screen", by=person.user)
    client.force_login(person.user)
    page = f"/en/join/{code}/"
    assert "without_name" not in told(client.get(page))
    freeze_names(tenant=cast.union, by=cast.coordinator)
    answer = client.post(page, {"before": "year"})
    assert answer.status_code == 422
    assert "your name is deleted" in told(answer)
    assert re.search(r'value="year"[^>]* checked', told(answer))
    assert identity_of(person)
    client.post(page, {"before": "year", "without_name": "1"})
    assert lines(cast).get().participant_id == person.pk
    person.refresh_from_db()
    assert identity_of(person) is None


@pytest.mark.parametrize("who", ["of another union", "staff"])
def test_whom_a_code_does_not_fit_is_shown_the_way_to_her_own_place(
    client, cast, code, who
):
    stranger = ParticipantFactory().user if who == "of another union" else cast.trainer
    client.force_login(stranger)
    page = told(client.get(f"/en/join/{code}/"))
    main = page[page.index("<main") : page.index("</main>")]
    assert 'href="/en/my/"' in main
    assert "<form" not in main
    assert client.get("/en/my/").status_code == 200

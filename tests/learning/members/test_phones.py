"""Only you use this phone? What differs, seen from the browser."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from learning.members import phones
from learning.members.sessions import IDLE_SECONDS

LESSON = "/en/modules/negotiation/strategy/"


@pytest.fixture
def shared(alice, sign_in):
    return sign_in(alice.user.sign_in_name, own_phone="no")


@pytest.fixture
def own(alice, sign_in):
    return sign_in(alice.user.sign_in_name, own_phone="yes")


def test_a_shared_session_goes_with_the_browser(shared, client):
    cookie = client.cookies["sessionid"]
    assert cookie["max-age"] == ""
    assert cookie["expires"] == ""
    assert client.session[phones.FLAG] is True


def test_and_ends_by_itself_after_half_an_hour(shared, client):
    left = Session.objects.get().expire_date - timezone.now()
    assert left <= timedelta(seconds=IDLE_SECONDS)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get(LESSON)["X-User"] == "False"


def test_a_click_keeps_it_alive(shared, client):
    session = client.session
    session[phones._TOUCHED] = 0
    session.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(seconds=60))
    client.get(LESSON)
    assert Session.objects.get().expire_date > timezone.now() + timedelta(minutes=29)


@pytest.mark.django_db
def test_most_clicks_write_nothing(shared, client, django_assert_num_queries):
    with django_assert_num_queries(2):  # the session; user and participant
        client.get("/en/my/")


def test_an_own_phone_stays_signed_in(own, client):
    assert client.cookies["sessionid"]["max-age"] == 60 * 60 * 24 * 90
    assert client.session[phones.FLAG] is False


@pytest.mark.parametrize("answer", ["", "maybe", None])
def test_anything_but_yes_is_a_shared_phone(alice, client, answer):
    body = {"login": alice.user.sign_in_name, "password": "739182"}
    if answer is not None:
        body["own_phone"] = answer
    client.post("/en/accounts/login/", body)
    assert client.session.get(phones.FLAG, True) is True


def test_pages_of_a_shared_phone_are_not_stored(shared, client):
    for path in (LESSON, "/en/accounts/kept/", "/en/accounts/choices/"):
        assert "no-store" in client.get(path)["Cache-Control"]


def test_pages_of_an_own_phone_are_private(own, client):
    assert "private" in client.get(LESSON)["Cache-Control"]


def test_an_anonymous_page_is_for_everybody(client, db):
    page = client.get(LESSON)
    assert not page.has_header("Cache-Control")
    assert not page.cookies


def test_leaving_a_shared_phone_empties_it(shared, client):
    left = client.post("/en/accounts/leave/")
    assert left["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "no-store" in left["Cache-Control"]
    assert left["Location"] == "/en/"
    assert client.get(LESSON)["X-User"] == "False"
    assert not Session.objects.exists()


def test_leaving_works_without_a_token_but_not_from_another_site(alice, sign_in):
    from django.test import Client  # noqa: PLC0415 -- one that checks tokens

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alice.user)
    elsewhere = strict.post(
        "/en/accounts/leave/", headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert elsewhere.status_code == 403
    assert strict.post("/en/accounts/leave/").status_code == 302
    assert strict.get(LESSON)["X-User"] == "False"


def test_leaving_after_the_session_has_run_out_still_empties_the_phone(client, db):
    left = client.post("/en/accounts/leave/")
    assert "storage" in left["Clear-Site-Data"]


def test_leaving_an_own_phone_keeps_what_she_took_along(own, client):
    left = client.post("/en/accounts/logout/")
    assert left["Clear-Site-Data"] == '"cache"'
    assert client.get(LESSON)["X-User"] == "False"


def test_asking_for_leave_by_link_shows_the_button(shared, client):
    page = client.get("/en/accounts/leave/")
    assert page.status_code == 200
    assert 'class="leave"' in page.content.decode()
    assert client.get(LESSON)["X-User"] == "True"

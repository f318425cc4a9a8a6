"""Staff enter staff rooms with a second factor, trainees not at all."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.utils import timezone

from learning.members.models import User

PASSWORD = "a long enough sentence"
ROOMS = ["/admin/", "/en/union/", "/en/trainings/"]


def code_now(secret):
    return format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30))


@pytest.mark.parametrize("room", ROOMS)
def test_staff_without_a_second_factor_set_it_up_first(
    coordinator, sign_in, client, room
):
    sign_in(coordinator.email, PASSWORD)
    assert client.get(room)["Location"] == "/en/accounts/second-factor/"
    page = client.get("/en/accounts/second-factor/")
    assert "/en/accounts/2fa/totp/activate/" in page.content.decode()


def test_setting_it_up_opens_the_room(coordinator, sign_in, client):
    sign_in(coordinator.email, PASSWORD)
    asked = client.get("/en/accounts/2fa/totp/activate/")["Location"]
    assert asked == (
        "/en/accounts/reauthenticate/?next=%2Fen%2Faccounts%2F2fa%2Ftotp%2Factivate%2F"
    )
    assert client.get(asked).status_code == 200
    client.post(asked, {"password": PASSWORD})
    page = client.get("/en/accounts/2fa/totp/activate/")
    assert b"data:image/svg+xml" in page.content
    secret = page.context["form"].secret
    done = client.post("/en/accounts/2fa/totp/activate/", {"code": code_now(secret)})
    assert done["Location"] == "/en/accounts/2fa/recovery-codes/"
    assert client.get(done["Location"]).status_code == 200
    assert client.get("/en/accounts/2fa/").status_code == 200
    assert client.get("/en/union/").content == b"a page"


def test_from_then_on_the_sign_in_asks_for_it(
    coordinator, sign_in, client, with_second_factor
):
    secret = with_second_factor(coordinator)
    assert secret not in str(coordinator.authenticator_set.get().data)
    asked = sign_in(coordinator.email, PASSWORD)
    assert asked["Location"] == "/en/accounts/2fa/authenticate/"
    assert client.get("/en/union/")["Location"].startswith("/en/accounts/login/")
    wrong = client.post("/en/accounts/2fa/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    client.post("/en/accounts/2fa/authenticate/", {"code": code_now(secret)})
    assert client.get("/en/union/").content == b"a page"
    assert client.session["shared_phone"] is True


def test_staff_sign_in_by_their_name_too(coordinator, sign_in, client):
    sign_in(coordinator.sign_in_name, PASSWORD)
    assert client.get("/en/my/")["X-User"] == "True"


@pytest.mark.parametrize("demo", [True, False])
def test_demo_accounts_are_spared_it_in_a_demo_alone(
    make_staff, union, administrator, sign_in, client, settings, demo
):
    from learning.members import actions  # noqa: PLC0415 -- only here
    from learning.members.roles import Coordinator  # noqa: PLC0415 -- only here

    settings.DEMO = demo
    user = make_staff("demo")
    User.objects.filter(pk=user.pk).update(sign_in_name="coordinator")
    user.set_password("palabre-demo")
    user.save(update_fields=["password"])
    actions.appoint(user=user, role=Coordinator, union=union, by=administrator)
    sign_in("coordinator", "palabre-demo")
    assert client.get("/en/union/").status_code == (200 if demo else 302)


def test_a_role_that_has_ended_opens_nothing(
    coordinator, sign_in, client, with_second_factor
):
    with_second_factor(coordinator)
    client.force_login(coordinator)
    assert client.get("/en/union/").status_code == 200
    coordinator.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert client.get("/en/union/").status_code == 403


def test_the_wrong_role_opens_nothing(trainer, client, with_second_factor):
    with_second_factor(trainer)
    client.force_login(trainer)
    assert client.get("/en/union/").status_code == 403


def test_trainees_and_visitors_stay_outside(alice, client):
    assert Client().get("/en/union/")["Location"].startswith("/en/accounts/login/")
    client.force_login(alice.user)
    assert client.get("/en/union/").status_code == 403


@pytest.mark.parametrize(
    "page",
    [
        "email/",
        "confirm-email/",
        "2fa/",
        "2fa/totp/activate/",
        "2fa/totp/deactivate/",
        "2fa/reauthenticate/",
        "2fa/recovery-codes/",
        "2fa/recovery-codes/generate/",
        "2fa/recovery-codes/download/",
        "second-factor/",
    ],
)
def test_trainees_have_neither_email_nor_second_factor(alice, client, page):
    client.force_login(alice.user)
    assert client.get(f"/en/accounts/{page}").status_code == 404
    assert client.post(f"/en/accounts/{page}", {"email": "a@b.org"}).status_code == 404


def test_sign_up_of_allauth_leads_to_ours(client, db):
    assert client.get("/en/accounts/signup/")["Location"] == "/en/accounts/keep/"
    answer = client.post(
        "/en/accounts/signup/", {"username": "x", "password1": "739182"}
    )
    assert answer["Location"] == "/en/accounts/keep/"
    assert not User.objects.exists()

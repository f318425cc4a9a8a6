"""A trainer, forty people and one router: nobody is refused; one who guesses is."""

from http import HTTPStatus

import pytest
from django.test import Client

from learning.members import actions, limits
from learning.members.models import User

PIN, WRONG = "739182", "824613"
HERE, ELSEWHERE = {"REMOTE_ADDR": "203.0.113.7"}, {"REMOTE_ADDR": "198.51.100.9"}
SIGN_IN = "/en/accounts/login/"


def sign_in(name, secret, client=None, address=HERE, language="en"):
    return (client or Client()).post(
        f"/{language}/accounts/login/", {"login": name, "password": secret}, **address
    )


@pytest.mark.slow
def test_forty_keep_their_place_come_back_and_mistype_within_a_minute(db):
    for _ in range(40):
        kept = Client().post(
            "/en/accounts/keep/", {"secret": PIN, "again": PIN}, **HERE
        )
        assert kept.status_code == HTTPStatus.FOUND
    names = list(User.objects.values_list("sign_in_name", flat=True))
    assert len(names) == 40
    for name in names[:15]:
        assert sign_in(name, WRONG).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    for name in names:
        assert sign_in(name, PIN).status_code == HTTPStatus.FOUND


def test_the_sixth_wrong_try_on_one_account_waits(alice):
    name = alice.user.sign_in_name
    for _ in range(5):
        assert sign_in(name, WRONG).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    for secret in (WRONG, PIN):
        waits = sign_in(name, secret)
        assert waits.status_code == HTTPStatus.TOO_MANY_REQUESTS
        assert 0 < int(waits["Retry-After"]) <= 300
        assert "5 minutes" in waits.content.decode()


def test_the_page_that_asks_to_wait_is_in_the_readers_language(alice):
    for _ in range(6):
        waits = sign_in(alice.user.sign_in_name, WRONG, language="fr")
    assert waits.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert waits["Content-Language"] == "fr"
    assert '<html lang="fr"' in waits.content.decode()


def test_who_guesses_here_does_not_lock_the_owner_out_elsewhere(alice):
    name = alice.user.sign_in_name
    for _ in range(8):
        sign_in(name, WRONG)
    assert sign_in(name, PIN, address=ELSEWHERE).status_code == HTTPStatus.FOUND


def test_guessing_from_many_addresses_is_slowed_down_too(alice):
    name, statuses = alice.user.sign_in_name, []
    for number in range(25):
        address = {"REMOTE_ADDR": f"198.51.100.{number}"}
        statuses.append(sign_in(name, WRONG, address=address).status_code)
    assert statuses.count(HTTPStatus.UNPROCESSABLE_ENTITY) == 20
    assert statuses[-1] == HTTPStatus.TOO_MANY_REQUESTS


def test_with_her_code_the_owner_gets_in_at_once_and_the_pause_is_over(alice):
    name = alice.user.sign_in_name
    for number in range(25):
        sign_in(name, WRONG, address={"REMOTE_ADDR": f"198.51.100.{number}"})
    new = "482951"
    back = Client().post(
        "/en/accounts/recover/",
        {
            "sign_in_name": name,
            "code": alice.recovery_code,
            "secret": new,
            "again": new,
        },
        **HERE,
    )
    assert back.status_code == HTTPStatus.FOUND
    assert sign_in(name, new).status_code == HTTPStatus.FOUND


def test_a_name_nobody_has_is_slowed_down_alike(db):
    statuses = [sign_in("lotus-9999", WRONG).status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]


def test_one_address_does_not_try_account_after_account(db, monkeypatch):
    monkeypatch.setattr(limits, "WRONG_TRIES", limits.Limit(30, limits.DAY))
    statuses = {sign_in(f"lotus-{n}", WRONG).status_code for n in range(1000, 1030)}
    assert statuses == {422}
    assert sign_in("lotus-2000", WRONG).status_code == HTTPStatus.TOO_MANY_REQUESTS


@pytest.mark.parametrize("name", ["known", "lotus-9999"])
def test_the_sixth_wrong_code_waits(alice, name):
    name = alice.user.sign_in_name if name == "known" else name
    body = {"sign_in_name": name, "code": "AAAA-AAAA-AAAA", "secret": "482951"}
    body["again"] = body["secret"]
    statuses = [
        Client().post("/en/accounts/recover/", body, **HERE).status_code
        for _ in range(6)
    ]
    assert statuses == [422] * 5 + [429]


def test_fifteen_mistyped_codes_of_fifteen_people(union):
    for _ in range(15):
        place = actions.keep_place(secret=PIN, union=union)
        body = {
            "sign_in_name": place.user.sign_in_name,
            "code": "AAAA-AAAA-AAAA",
            "secret": "482951",
            "again": "482951",
        }
        answer = Client().post("/en/accounts/recover/", body, **HERE)
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY

"""A card in the hand: scanned or typed, the first time and later, and at the door."""

import time

import pytest
from django.http import HttpResponse
from django.urls import path

from learning.members import actions
from learning.reading.views import cards as views
from tests.learning.classroom.cast import a_training
from tests.learning.factories import ParticipantFactory

NEW = {"secret": "739182", "again": "739182"}


@pytest.fixture
def cast(db):
    return a_training()


@pytest.fixture
def card(cast):
    [made] = actions.make_cards(union=cast.union, count=1, by=cast.trainer)
    return made


def told(response) -> str:
    return response.content.decode()


def scan(client, card):
    return client.get(f"/en/card/{card.secret}/")


def test_the_secret_leaves_the_address_at_once(client, card):
    answer = scan(client, card)
    assert (answer.status_code, answer["Location"]) == (302, "/en/card/")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert client.session["card_seen"] == str(card.card.pk)
    assert card.secret not in str(dict(client.session))


def test_the_first_time_she_chooses_a_pin_and_is_in(client, card):
    scan(client, card)
    assert card.sign_in_name in told(client.get("/en/card/"))
    answer = client.post("/en/card/", NEW)
    assert answer.status_code == 302
    page = told(client.get(answer["Location"]))
    assert card.sign_in_name in page
    assert "card_seen" not in client.session


def test_the_name_or_its_digits_are_no_pin(client, card):
    scan(client, card)
    digits = card.sign_in_name.partition("-")[2]
    pin = f"9{digits}7"
    answer = client.post("/en/card/", {"secret": pin, "again": pin})
    assert answer.status_code == 422


def test_typed_by_hand_it_is_the_same(client, card):
    typed = {
        "sign_in_name": card.sign_in_name.upper().replace("-", " "),
        "code": card.code.lower().replace("-", ""),
    }
    assert client.post("/en/card/", typed)["Location"] == "/en/card/"
    assert card.sign_in_name in told(client.get("/en/card/"))


def test_a_used_card_fills_in_the_name_and_asks_the_pin(client, card):
    actions.use_card(card=card.card, secret="739182")
    answer = scan(client, card)
    answer = client.get(answer["Location"])
    assert answer["Location"] == "/en/accounts/login/"
    page = told(client.get(answer["Location"]))
    assert f'value="{card.sign_in_name}"' in page
    typed = {"sign_in_name": card.sign_in_name, "code": card.code}
    client.session.flush()
    client.cookies.clear()
    answer = client.post("/en/card/", typed)
    assert answer.status_code == 422
    assert "sign in with your PIN" in told(answer)


def test_a_replaced_card_opens_nothing(client, card, cast, caplog):
    scan(client, card)
    actions.replace_card(card=card.card, by=cast.trainer)
    assert "The first time with my card" in told(client.get("/en/card/"))
    answer = scan(client, card)
    assert answer.status_code == 404
    assert "opens nothing" in told(answer)
    assert card.secret not in told(answer)
    assert card.secret not in caplog.text


def test_after_five_minutes_it_is_forgotten(client, card):
    scan(client, card)
    session = client.session
    session["card_seen_at"] = int(time.time()) - 301
    session.save()
    assert "The first time with my card" in told(client.get("/en/card/"))


def test_wrong_codes_are_slowed_down(client, card):
    typed = {"sign_in_name": card.sign_in_name, "code": "KKKK-KKKK-KKKK"}
    answers = [client.post("/en/card/", typed).status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]


def test_her_own_card_leads_to_her_place(client, card):
    place = actions.use_card(card=card.card, secret="739182")
    client.force_login(place.user)
    assert client.get(scan(client, card)["Location"])["Location"] == "/en/my/"


def test_on_another_phone_it_asks_whose_turn_it_is(client, card, cast):
    client.force_login(ParticipantFactory(union=cast.union).user)
    page = told(client.get(scan(client, card)["Location"]))
    assert "answers with this phone too" in page
    client.force_login(cast.trainer)
    page = told(client.get(scan(client, card)["Location"]))
    assert "open the register" in page


# --- with a register open -------------------------------------------------------


def at_door(request):
    return HttpResponse("at the door")


def with_register(client, cast, user):
    client.force_login(user)
    session = client.session
    session["register_session"] = str(cast.session.pk)
    session.save()


@pytest.fixture
def door(monkeypatch, settings):
    """The register's own address where it is built; until then one of that kind."""
    module = type("Doors", (), {"urlpatterns": [path("door/", at_door, name="d")]})
    if views.AT_THE_DOOR not in _names():
        monkeypatch.setattr(views, "AT_THE_DOOR", "d")
        settings.ROOT_URLCONF = _with(module)
    return views.AT_THE_DOOR


def _names() -> set:
    from learning.trainer_desk.urls import urlpatterns  # noqa: PLC0415 -- as it is now

    return {f"trainer_desk:{each.name}" for each in urlpatterns}


def _with(module):
    from cms.urls import urlpatterns  # noqa: PLC0415 -- needs Django set up

    return type("Site", (), {"urlpatterns": [*module.urlpatterns, *urlpatterns]})


def test_a_trainer_with_her_register_open_is_led_to_the_door(client, card, cast, door):
    with_register(client, cast, cast.trainer)
    answer = scan(client, card)
    assert answer["Location"] != "/en/card/"
    assert client.session["card_seen"] == str(card.card.pk)


def test_nobody_elses_register_is_a_door(client, card, cast, door):
    for user in (a_training().trainer, ParticipantFactory(union=cast.union).user):
        with_register(client, cast, user)
        assert scan(client, card)["Location"] == "/en/card/"

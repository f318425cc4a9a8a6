"""The page on which people gather around a phone."""

import pytest

from learning.members import actions
from learning.reading.circle import MOST
from tests.learning.classroom.cast import staff_of
from tests.learning.factories import PASSWORD, ParticipantFactory, UserFactory

PAGE = "/en/circle/"


@pytest.fixture
def bob(union):
    return ParticipantFactory(union=union, user__sign_in_name="teak-1002")


def told(response) -> str:
    return response.content.decode()


def add(client, name, pin=PASSWORD):
    return client.post(PAGE, {"act": "add", "sign_in_name": name, "secret": pin})


def around(client) -> list:
    return client.get(PAGE).context["around"]


def test_added_by_name_and_pin_and_taken_out(signed_in, alice, bob):
    assert add(signed_in, "Teak 1002").status_code == 302
    assert around(signed_in) == [alice, bob]
    signed_in.post(PAGE, {"act": "together", "on": "yes"})
    assert "You answer together" in told(signed_in.get(PAGE))
    signed_in.post(PAGE, {"act": f"out:{bob.pk}"})
    assert around(signed_in) == [alice]


def test_a_wrong_pin_adds_nobody_and_is_slowed_down(signed_in, alice, bob):
    answers = [add(signed_in, "teak-1002", "000000").status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]
    assert around(signed_in) == [alice]


def test_added_by_card_even_before_its_first_use(signed_in, alice, union):
    [card] = actions.make_cards(union=union, count=1, by=staff_of(union, "trainer"))
    signed_in.get(f"/en/card/{card.secret}/")
    assert card.sign_in_name in told(signed_in.get(PAGE))
    signed_in.post(PAGE, {"act": "card"})
    assert [each.user.sign_in_name for each in around(signed_in)][1:] == [
        card.sign_in_name
    ]
    answer = signed_in.post(PAGE, {"act": "card"})
    assert "Scan the card once more" in told(answer)


def test_another_unions_people_and_staff_are_told_why(signed_in, charlie):
    answer = add(signed_in, charlie.user.sign_in_name)
    assert "with another union" in told(answer)
    UserFactory(sign_in_name="boss", email="boss@example.org")
    assert add(signed_in, "boss").status_code == 422


def test_a_sixth_needs_another_phone(signed_in, union):
    for number in range(MOST):
        ParticipantFactory(union=union, user__sign_in_name=f"kiwi-{number}")
        assert add(signed_in, f"kiwi-{number}").status_code == 302
    ParticipantFactory(union=union, user__sign_in_name="kiwi-9")
    assert "second phone" in told(add(signed_in, "kiwi-9"))
    signed_in.post(PAGE, {"act": "end"})
    assert len(around(signed_in)) == 1


@pytest.mark.parametrize("act", ["", "out:x", "out:", "\x00"])
def test_nonsense_changes_nothing(signed_in, alice, act):
    assert signed_in.post(PAGE, {"act": act}).status_code == 302
    assert around(signed_in) == [alice]

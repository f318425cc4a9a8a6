"""Printing cards, handing them out, replacing lost ones."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from learning.members import actions
from learning.members.queries import cards_of
from tests.learning.factories import ParticipantFactory, RegistrationFactory

PAGE = "/en/trainings/cards/"


@pytest.fixture
def card(cast):
    [made] = actions.make_cards(union=cast.union, count=1, by=cast.trainer)
    return made.card


@pytest.fixture
def line(cast):
    return RegistrationFactory(training=cast.training)


def hand(line) -> str:
    return f"/en/trainings/{line.training_id}/people/{line.pk}/card/"


def words_of(answer) -> str:
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    return "".join(
        page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages
    )


@pytest.mark.slow
def test_a_sheet_is_the_only_place_of_its_codes(at_desk, cast):
    sheet = {"count": "2", "union": cast.union.pk, "language": "fr"}
    said = words_of(at_desk.post(PAGE, sheet))
    made = cards_of(cast.union)
    assert len(made) == 2
    assert all(each.user.sign_in_name in said for each in made)
    assert {each.user.language for each in made} == {"fr"}


@pytest.mark.parametrize("count", ["0", "61", "many", "", "1" * 30])
def test_too_many_or_none_are_said_in_words(at_desk, cast, count):
    sheet = {"count": count, "union": cast.union.pk, "language": "en"}
    assert at_desk.post(PAGE, sheet).status_code == 422
    assert not cards_of(cast.union)


def test_another_unions_cards_are_not_printed(at_desk, cast):
    sheet = {"count": "1", "union": ParticipantFactory().union.pk, "language": "en"}
    assert at_desk.post(PAGE, sheet).status_code == 422


@pytest.mark.slow
def test_a_lost_card_is_printed_anew(at_desk, cast, card):
    said = words_of(at_desk.post(f"{PAGE}{card.pk}/replace/"))
    assert card.user.sign_in_name in said
    assert cards_of(cast.union).filter(ended_at=None).get().pk != card.pk
    answer = at_desk.post(f"{PAGE}{card.pk}/replace/", follow=True)
    assert "already" in answer.content.decode()


def test_a_card_nobody_has_is_withdrawn(at_desk, cast, card, line):
    actions.hand_out(card=card, participant=line.participant, by=cast.trainer)
    at_desk.post(f"{PAGE}{card.pk}/withdraw/")
    assert cards_of(cast.union).get().ended_at is None
    [other] = actions.make_cards(union=cast.union, count=1, by=cast.trainer)
    at_desk.post(f"{PAGE}{other.card.pk}/withdraw/")
    assert cards_of(cast.union).get(pk=other.card.pk).ended_at


def test_a_printed_card_is_handed_to_somebody_on_the_sheet(at_desk, card, line):
    name = card.user.sign_in_name
    typed = f" {name.upper().replace('-', ' ')} "
    assert at_desk.post(hand(line), {"sign_in_name": typed}).status_code == 302
    line.participant.refresh_from_db()
    assert line.participant.user == card.user
    assert name in at_desk.get(hand(line)).content.decode()


def test_a_card_of_another_or_none_is_said(at_desk, cast, card, line):
    other = RegistrationFactory(training=cast.training)
    actions.hand_out(card=card, participant=other.participant, by=cast.trainer)
    for name in (card.user.sign_in_name, "baobab-0000", "\x00"):
        assert at_desk.post(hand(line), {"sign_in_name": name}).status_code == 422
    line.participant.refresh_from_db()
    assert line.participant.user is None


@pytest.mark.slow
def test_one_is_printed_for_her(at_desk, line):
    said = words_of(at_desk.post(hand(line), {"print": "yes"}))
    line.participant.refresh_from_db()
    assert line.participant.user.sign_in_name in said


def test_the_list_costs_the_same_for_one_and_three(at_desk, cast, card):
    with CaptureQueriesContext(connection) as one:
        at_desk.get(PAGE)
    actions.make_cards(union=cast.union, count=2, by=cast.trainer)
    with CaptureQueriesContext(connection) as three:
        page = at_desk.get(PAGE)
    assert len(three) == len(one)
    assert len(page.context["page"].object_list) == 3
    found = at_desk.get(PAGE, {"starts": card.user.sign_in_name})
    assert len(found.context["page"].object_list) == 1

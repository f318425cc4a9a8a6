"""Cards: printed, handed out, used once, replaced, withdrawn."""

import pytest

from learning.members import actions
from learning.members.errors import (
    CardIsDeadError,
    HasAnAccountError,
    NotAllowedError,
)
from learning.members.models import AuditEntry, Card, Participant
from learning.members.queries import card_by_code, card_by_secret, cards_of
from tests.learning.factories import ParticipantFactory

PIN = "739182"


@pytest.fixture
def printed(union, trainer):
    [card] = actions.make_cards(union=union, count=1, by=trainer)
    return card


def audit(union) -> list:
    rows = AuditEntry.objects.for_tenant(union).order_by("at", "pk")
    return [(row.act, row.people) for row in rows]


def test_cards_are_accounts_that_nobody_can_sign_in_to(union, trainer):
    made = actions.make_cards(union=union, count=3, by=trainer)
    users = [each.card.user for each in made]
    assert len({each.sign_in_name for each in made}) == 3
    assert not any(user.has_usable_password() for user in users)
    assert audit(union) == [("printed", 3)]


def test_code_and_secret_are_on_paper_only(printed):
    stored = str(Card.objects.for_tenant(printed.card.tenant_id).values().get())
    assert printed.code not in stored
    assert printed.secret not in stored
    assert printed.code not in repr(printed)
    assert len(printed.code) == 14


@pytest.mark.parametrize("count", [0, 61])
def test_a_sheet_has_its_measure(union, trainer, count):
    with pytest.raises(ValueError, match="at a time"):
        actions.make_cards(union=union, count=count, by=trainer)


def test_only_who_is_near_the_people_prints(union, alice, other_coordinator):
    for by in (alice.user, other_coordinator):
        with pytest.raises(NotAllowedError):
            actions.make_cards(union=union, count=1, by=by)


def test_a_card_is_found_by_its_secret_or_by_name_and_code(printed):
    name, code = printed.sign_in_name, printed.code
    assert card_by_secret(printed.secret) == printed.card
    assert card_by_code(name, code.lower().replace("-", " ")) == printed.card
    assert card_by_code(name, "KKKK-KKKK-KKKK") is None
    assert card_by_code("baobab-0000", code) is None
    assert card_by_secret("x" * 22) is None
    assert card_by_secret("x" * 5000) is None


def test_first_use_sets_the_pin_and_ends_the_code(printed):
    place = actions.use_card(card=printed.card, secret=PIN)
    person = place.participant
    assert place.user.check_password(PIN)
    assert (person.came_by, person.known_by, person.vouching) == ("card", "card", "")
    assert card_by_code(printed.sign_in_name, printed.code) is None
    assert card_by_secret(printed.secret).participant == person
    with pytest.raises(CardIsDeadError):
        actions.use_card(card=printed.card, secret="482913")


def test_a_card_handed_to_somebody_in_the_register_is_hers(printed, union, trainer):
    person = ParticipantFactory(union=union, user=None, known_by="name")
    actions.hand_out(card=printed.card, participant=person, by=trainer)
    place = actions.use_card(card=printed.card, secret=PIN)
    assert place.participant == person
    assert place.participant.known_by == "card"


def test_one_card_one_person(printed, union, trainer, alice):
    person = ParticipantFactory(union=union, user=None)
    with pytest.raises(HasAnAccountError):
        actions.hand_out(card=printed.card, participant=alice.participant, by=trainer)
    actions.hand_out(card=printed.card, participant=person, by=trainer)
    other = ParticipantFactory(union=union, user=None)
    with pytest.raises(HasAnAccountError):
        actions.hand_out(card=printed.card, participant=other, by=trainer)


def test_a_card_is_not_handed_to_another_union(printed, trainer, other_union):
    stranger = ParticipantFactory(union=other_union, user=None)
    with pytest.raises(NotAllowedError):
        actions.hand_out(card=printed.card, participant=stranger, by=trainer)


def test_one_is_printed_for_her_alone(union, trainer):
    person = ParticipantFactory(union=union, user=None)
    made = actions.make_card_for(participant=person, by=trainer)
    assert card_by_secret(made.secret).participant == person


def test_whoever_stands_at_the_door_with_a_card_is_somebody(printed):
    person = actions.person_of_card(card=printed.card)
    assert actions.person_of_card(card=printed.card) == person
    assert Participant.objects.for_tenant(person.tenant_id).count() == 1
    assert person.user == printed.card.user


def test_a_lost_card_dies_with_its_pin_and_the_new_one_is_the_same_person(
    printed, union, trainer
):
    place = actions.use_card(card=printed.card, secret=PIN)
    fresh = actions.replace_card(card=printed.card, by=trainer)
    assert card_by_secret(printed.secret) is None
    user = fresh.card.user
    assert (user, fresh.card.participant) == (place.user, place.participant)
    assert not user.has_usable_password()
    assert actions.use_code(user=user, code=place.recovery_code, secret=PIN) is None
    assert fresh.code != printed.code
    again = actions.use_card(card=fresh.card, secret="482913")
    assert again.participant == place.participant
    assert audit(union)[-1] == ("replaced", 1)
    with pytest.raises(CardIsDeadError):
        actions.replace_card(card=printed.card, by=trainer)
    old = Card.objects.for_tenant(union).get(pk=printed.card.pk)
    assert (old.ended_because, old.replaced_by) == ("lost", fresh.card)


def test_a_card_nobody_has_can_be_withdrawn(printed, union, trainer, coordinator):
    actions.withdraw_card(card=printed.card, by=coordinator)
    assert card_by_secret(printed.secret) is None
    assert not cards_of(union).get().user.is_active
    [used] = actions.make_cards(union=union, count=1, by=trainer)
    actions.use_card(card=used.card, secret=PIN)
    with pytest.raises(HasAnAccountError):
        actions.withdraw_card(card=used.card, by=trainer)


def test_another_union_touches_no_card(printed, other_coordinator):
    for act in (actions.replace_card, actions.withdraw_card):
        with pytest.raises(NotAllowedError):
            act(card=printed.card, by=other_coordinator)

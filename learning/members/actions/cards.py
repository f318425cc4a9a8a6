"""Code cards: printed, handed out, used once, replaced when lost.

Code and secret are in the answer that makes the paper, and nowhere else in the clear.
"""

from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from learning.members import codes, rules
from learning.members.actions.audit import note
from learning.members.actions.places import Place, new_account, new_recovery_code
from learning.members.errors import (
    CardIsDeadError,
    HasAnAccountError,
    NotAllowedError,
)
from learning.members.models import AuditEntry, Card, Participant

# A sheet has ten cards; a class more than this prints twice.
MOST_CARDS = 60


@dataclass(frozen=True)
class PrintedCard:
    """A card on its way to paper; code and secret are here once."""

    card: Card
    sign_in_name: str
    code: str = field(repr=False)
    secret: str = field(repr=False)


@transaction.atomic
def make_cards(*, union, count, by, language="") -> list[PrintedCard]:
    """Make `count` (1 to MOST_CARDS) cards of a union, each with an account of its own.

    Raises NotAllowedError unless `by` is near the people of that tenant, ValueError for
    another count.
    """
    if not rules.is_near(by, union.tenant_id):
        raise NotAllowedError("Only a trainer or coordinator of that tenant")
    if not 1 <= count <= MOST_CARDS:
        raise ValueError(f"1 to {MOST_CARDS} cards at a time")
    made = [
        _new_card(union=union, user=new_account(language=language), by=by)
        for _number in range(count)
    ]
    note(
        tenant=union.tenant_id,
        act=AuditEntry.Act.PRINTED,
        by=by,
        thing="cards",
        people=count,
    )
    return made


@transaction.atomic
def make_card_for(*, participant, by, language="") -> PrintedCard:
    """A card for somebody in the register who has no account yet: made and handed out.
    Raises as `make_cards` and `hand_out`."""
    [made] = make_cards(union=participant.union, count=1, by=by, language=language)
    hand_out(card=made.card, participant=participant, by=by)
    return made


@transaction.atomic
def hand_out(*, card, participant, by) -> Card:
    """Give a card that nobody has to a person of the same tenant without an account.

    Raises NotAllowedError, CardIsDeadError, and HasAnAccountError where the card is
    somebody's or she has an account.
    """
    if not rules.is_near(by, card.tenant_id) or (
        participant.tenant_id != card.tenant_id
    ):
        raise NotAllowedError("Only a trainer or coordinator, inside one tenant")
    card = _held(card)
    person = (
        Participant.objects.for_tenant(participant.tenant_id)
        .select_for_update()
        .get(pk=participant.pk)
    )
    if card.participant_id or person.user_id:
        raise HasAnAccountError("A card is one person's, and she has one account")
    _attach(card, person)
    note(
        tenant=card.tenant_id,
        act=AuditEntry.Act.REGISTERED,
        by=by,
        participant=person,
        thing="card",
        thing_id=card.pk,
        people=1,
    )
    return card


@transaction.atomic
def person_of_card(*, card) -> Participant:
    """Whose card it is; if nobody's yet, a new person, for somebody stands there with
    it. Raises CardIsDeadError."""
    card = _held(card)
    if card.participant_id:
        return card.participant
    person = Participant(
        tenant_id=card.tenant_id, union=card.union, came_by=Participant.Way.CARD
    )
    person.save(force_insert=True)
    _attach(card, person)
    return person


def use_card(*, card, secret) -> Place:
    """The first use: she chooses her PIN, and the card's code is dead.

    The place has the code that leads her back if she forgets the PIN. Raises
    CardIsDeadError where the card was used, replaced or withdrawn, a moment ago too.
    """
    # Slow on purpose, so not while the class waits for the database.
    hashed = make_password(secret)
    with transaction.atomic():
        card = _held(card)
        if card.used_at:
            raise CardIsDeadError("A card's code opens once")
        person = person_of_card(card=card)
        user = card.user
        user.password = hashed
        user.save(update_fields=["password"])
        card.used_at, card.participant = timezone.now(), person
        card.save(update_fields=["used_at", "participant", "changed_at"])
        return Place(user, person, new_recovery_code(user))


@transaction.atomic
def replace_card(*, card, by) -> PrintedCard:
    """A new card for a lost one: same sign-in name, same person, new code and secret.

    The old card dies at once, and so do the PIN, the recovery code and every session,
    for whoever found the card may have used it first. Raises NotAllowedError and
    CardIsDeadError.
    """
    if not rules.is_near(by, card.tenant_id):
        raise NotAllowedError("Only a trainer or coordinator of that tenant")
    card = _held(card)
    _end(card, Card.Ending.LOST)
    user = card.user
    user.set_password(None)
    user.recovery_code_hash = ""
    user.save(update_fields=["password", "recovery_code_hash"])
    made = _new_card(union=card.union, user=user, by=by, participant=card.participant)
    card.replaced_by = made.card
    card.save(update_fields=["replaced_by", "changed_at"])
    note(
        tenant=card.tenant_id,
        act=AuditEntry.Act.REPLACED,
        by=by,
        participant=card.participant,
        thing="card",
        thing_id=made.card.pk,
        people=1,
    )
    return made


@transaction.atomic
def withdraw_card(*, card, by) -> None:
    """End a card that nobody has been given; its account is shut.
    Raises NotAllowedError, CardIsDeadError, and HasAnAccountError if it is somebody's."""
    if not rules.is_near(by, card.tenant_id):
        raise NotAllowedError("Only a trainer or coordinator of that tenant")
    card = _held(card)
    if card.participant_id:
        raise HasAnAccountError("Somebody has that card: it can be replaced")
    _end(card, Card.Ending.UNUSED)
    card.user.is_active = False
    card.user.save(update_fields=["is_active"])


def _new_card(*, union, user, by, participant=None) -> PrintedCard:
    code, secret = codes.make_code(codes.RECOVERY_GROUPS), codes.make_secret()
    card = Card(
        tenant_id=union.tenant_id,
        union=union,
        user=user,
        participant=participant,
        code_hash=codes.hashed(user.pk, code),
        secret_hash=codes.hashed_secret(secret),
        printed_by=by,
    )
    card.save(force_insert=True)
    return PrintedCard(card, user.sign_in_name, code, secret)


def _held(card) -> Card:
    """The row, read again and held to the end of the transaction, if the card lives."""
    found = (
        Card.objects.for_tenant(card.tenant_id)
        .select_for_update()
        .filter(pk=card.pk, ended_at__isnull=True)
        .first()
    )
    if found is None:
        raise CardIsDeadError("Replaced or withdrawn")
    return found


def _attach(card, person) -> None:
    person.user, person.known_by = card.user, Participant.KnownBy.CARD
    person.save(update_fields=["user", "known_by", "changed_at"])
    card.participant = person
    card.save(update_fields=["participant", "changed_at"])


def _end(card, because) -> None:
    card.ended_at, card.ended_because = timezone.now(), because
    card.save(update_fields=["ended_at", "ended_because", "changed_at"])

"""What a person tells about herself: answers, consent, and, if she likes, her name."""

import unicodedata

from django.db import transaction
from django.utils import timezone

from learning import keys
from learning.members import consent, rules
from learning.members.actions.audit import note
from learning.members.actions.carrying_over import carry_over
from learning.members.actions.recounting import to_recount
from learning.members.errors import CannotChangeUnionError, NotAllowedError
from learning.members.models import AuditEntry, Consent, Identity, Participant
from learning.members.queries import (
    cards_of,
    consents_of,
    name_stays_behind,
    open_tenant,
)

ANSWERS = ("sex", "age_band", "role_at_work", "sector", "country")
# What an audit entry is about that names corrected fields.
ANSWERS_THING = "answers"
LONGEST_NAME = 120
VOUCHED = ("vouching", "vouched_at", "vouched_by", "came_by")
KnownBy, Vouching = Participant.KnownBy, Participant.Vouching


@transaction.atomic
def answer_questions(*, participant, by, **answers) -> Participant:
    """Store what she answered; an empty answer takes an earlier one back."""
    if not rules.can_name(by=by, participant=participant):
        raise NotAllowedError("Only she herself, or her trainer with her")
    for field in ANSWERS:
        if field in answers:
            setattr(participant, field, answers[field])
    participant.full_clean(exclude=["tenant", "union", "user"])
    participant.is_to_recount = True
    participant.save(update_fields=[*ANSWERS, "is_to_recount", "changed_at"])
    return participant


@transaction.atomic
def correct_answers(*, participant, by, **answers) -> list[str]:
    """Somebody near her puts right what was written down wrongly; returns the fields
    that are different now, as ANSWERS has them.

    Those, and not what is in them, go into the union's log. Raises NotAllowedError and
    ValidationError.
    """
    if not rules.is_near(by, participant.tenant_id):
        raise NotAllowedError("Only a trainer or coordinator of her tenant")
    people = Participant.objects.for_tenant(participant.tenant_id)
    before = people.select_for_update().get(pk=participant.pk)
    changed = [
        field
        for field in ANSWERS
        if field in answers and answers[field] != getattr(before, field)
    ]
    if changed:
        answer_questions(
            participant=before,
            by=by,
            **{field: answers[field] for field in changed},
        )
        note(
            tenant=before.tenant_id,
            act=AuditEntry.Act.CORRECTED,
            by=by,
            participant=before,
            thing=ANSWERS_THING,
            people=1,
            reason=", ".join(changed),
        )
    return changed


@transaction.atomic
def change_union(
    *, participant, union, by, came_by=None, without_name=False
) -> Participant:
    """She says which union is hers. From "Open" she may go anywhere, with all her data,
    and waits there until somebody vouches for her; within her tenant too. Out of a union
    only its coordinator lets her (safekeeping), unless nobody there has vouched for her.

    `came_by` is the `Participant.Way` of a code she has. While either union has locked
    all names hers can't go along: she stays, or goes `without_name`, which forgets it.
    Raises NotAllowedError, CannotChangeUnionError and NamesAreLockedError.
    """
    if not rules.can_name(by=by, participant=participant):
        raise NotAllowedError("Only she herself, or her trainer with her")
    moves = union.tenant_id != participant.tenant_id
    if moves:
        if not may_go(participant):
            raise CannotChangeUnionError("She belongs to another tenant")
        if without_name and name_stays_behind(participant, union.tenant_id):
            forget_name(participant=participant, by=by)
        carry_over(participant, union)
        near = rules.is_near(by, union.tenant_id)
        participant.vouching = Vouching.NOT_NEEDED if near else Vouching.WAITING
        participant.vouched_at = participant.vouched_by = None
        # A code of the union she leaves opens nothing in the next.
        participant.came_by = came_by or Participant.Way.OWN_PLACE
    participant.union, participant.tenant = union, union.tenant
    participant.is_to_recount = True
    participant.save(
        update_fields=["union", "tenant", "is_to_recount", "changed_at", *VOUCHED]
    )
    return participant


def may_go(participant) -> bool:
    """Whether she may name another union by herself: out of "Open", or out of one that
    has not taken her in."""
    house = open_tenant()
    return (house is not None and participant.tenant_id == house.pk) or (
        participant.vouching in (Vouching.WAITING, Vouching.REFUSED)
    )


@transaction.atomic
def decide_consent(
    *, participant, purpose, given, language, by, basis=Identity.Basis.SCREEN
) -> Consent | None:
    """Note a yes or a no; None if that is what holds already, in the same words."""
    if not rules.can_decide_for(by=by, participant=participant):
        raise NotAllowedError("Only she herself, or her trainer with her")
    latest = consents_of(participant).get(purpose)
    if latest and latest.given == given and latest.statement_version == consent.VERSION:
        return None
    decided = Consent(
        tenant_id=participant.tenant_id,
        participant=participant,
        purpose=purpose,
        given=given,
        statement_version=consent.VERSION,
        language=language,
        basis=basis,
        decided_by=by,
    )
    decided.full_clean(exclude=["tenant", "participant", "decided_by"])
    decided.save()
    to_recount([participant.pk])
    return decided


@transaction.atomic
def name_participant(
    *, participant, name, basis, by, basis_version=consent.VERSION
) -> Identity:
    """Seal a name under the tenant's key, with how she agreed to its being kept.

    Raises NotAllowedError, ValueError for one without letters, and NamesAreLockedError.
    """
    if not rules.can_name(by=by, participant=participant):
        raise NotAllowedError("Only she herself, or her trainer with her")
    name = tidy_name(name)
    identity, _is_new = Identity.objects.for_tenant(
        participant.tenant_id
    ).update_or_create(
        participant=participant,
        defaults={
            "tenant_id": participant.tenant_id,
            "sealed": keys.seal(participant.tenant_id, participant.pk, name),
            "basis": basis,
            "basis_version": basis_version,
            "basis_at": timezone.now(),
            "basis_by": by,
        },
    )
    _settle_known_by(participant)
    return identity


@transaction.atomic
def forget_name(*, participant, by) -> None:
    """Destroy the sealed name; the place and what was learned stay."""
    if not rules.can_name(by=by, participant=participant):
        raise NotAllowedError("Only she herself, or her trainer with her")
    Identity.objects.for_participant(participant).delete()
    _settle_known_by(participant)


def _settle_known_by(participant) -> None:
    """How she is known, the surest first: card, account, name, or not at all."""
    if participant.user_id is None:
        named = Identity.objects.for_participant(participant).exists()
        known = KnownBy.NAME if named else KnownBy.UNLINKED
    elif cards_of(participant.tenant_id).filter(participant=participant).exists():
        known = KnownBy.CARD
    else:
        known = KnownBy.ACCOUNT
    if known != participant.known_by:
        participant.known_by = known
        participant.save(update_fields=["known_by", "changed_at"])


def tidy_name(name: str) -> str:
    """One line, composed letters, no control characters; ValueError if nothing is left."""
    composed = unicodedata.normalize("NFC", name)
    # Marks that join or separate letters (Cf) belong to Khmer, Persian and Indic names.
    kept = "".join(
        " " if unicodedata.category(letter) in {"Cc", "Zl", "Zp"} else letter
        for letter in composed
    )
    tidied = " ".join(kept.split())[:LONGEST_NAME]
    if not tidied:
        raise ValueError("A name has at least one letter")
    return tidied

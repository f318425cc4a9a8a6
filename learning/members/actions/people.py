"""What a person tells about herself: answers, consent, and, if she likes, her name."""

import unicodedata

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from learning import keys
from learning.members import consent, rules
from learning.members.errors import CannotChangeUnionError, NotAllowedError
from learning.members.models import Consent, Identity, Participant
from learning.members.queries import consents_of, identity_of, open_tenant
from learning.tenancy import TenantScoped

ANSWERS = ("sex", "age_band", "role_at_work", "sector", "country")
LONGEST_NAME = 120


@transaction.atomic
def answer_questions(*, participant, by, **answers) -> Participant:
    """Store what she answered; an empty answer takes an earlier one back."""
    if not rules.can_name(by=by, participant=participant):
        raise NotAllowedError("Only she herself, or her trainer with her")
    for field in ANSWERS:
        if field in answers:
            setattr(participant, field, answers[field])
    participant.full_clean(exclude=["tenant", "union", "user"])
    participant.save(update_fields=[*ANSWERS, "changed_at"])
    return participant


@transaction.atomic
def change_union(*, participant, union, by) -> Participant:
    """She says which union is hers. From "Open" she may go anywhere, with all her data;
    within her tenant too. Out of a union only its coordinator lets her (safekeeping).
    """
    if not rules.can_name(by=by, participant=participant):
        raise NotAllowedError("Only she herself, or her trainer with her")
    if union.tenant_id != participant.tenant_id:
        house = open_tenant()
        if house is None or participant.tenant_id != house.pk:
            raise CannotChangeUnionError("She belongs to another tenant")
        _carry_over(participant, union.tenant)
    participant.union, participant.tenant = union, union.tenant
    participant.save(update_fields=["union", "tenant", "changed_at"])
    return participant


def _carry_over(participant, tenant) -> None:
    """Move every row about her to the new tenant, and seal her name under its key."""
    old = participant.tenant_id
    identity = identity_of(participant)
    if identity:
        name = keys.open_sealed(old, participant.pk, identity.sealed)
        Identity.objects.for_participant(participant).update(
            sealed=keys.seal(tenant, participant.pk, name)
        )
    for model in apps.get_app_config("learning").get_models():
        if not issubclass(model, TenantScoped) or model is Participant:
            continue
        fields = {field.name for field in model._meta.local_fields}
        rows = model.objects.for_tenant(old)
        if hasattr(model, "seal_for"):
            _seal_anew(rows.filter(participant=participant), tenant)
        if "participant" in fields:
            rows.filter(participant=participant).update(tenant=tenant)
        elif "user" in fields and participant.user_id:
            rows.filter(user=participant.user_id).update(tenant=tenant)


def _seal_anew(rows, tenant) -> None:
    """What a row holds sealed goes under the new tenant's key; what cannot be opened
    any more could not be read there either, and goes."""
    for row in rows:
        try:
            row.seal_for(tenant)
        except (keys.KeyMissingError, keys.KeyDamagedError, keys.SealBrokenError):
            row.delete()
        else:
            row.save(update_fields=["sealed"])


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
    return decided


@transaction.atomic
def name_participant(
    *, participant, name, basis, by, basis_version=consent.VERSION
) -> Identity:
    """Seal a name under the tenant's key, with how she agreed to its being kept."""
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
    return identity


@transaction.atomic
def forget_name(*, participant, by) -> None:
    """Destroy the sealed name; the place and what was learned stay."""
    if not rules.can_name(by=by, participant=participant):
        raise NotAllowedError("Only she herself, or her trainer with her")
    Identity.objects.for_participant(participant).delete()


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

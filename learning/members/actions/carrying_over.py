"""Taking all that is kept about a person along to another tenant."""

from functools import cache

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from learning import keys
from learning.members.models import Card, Identity, Participant, PossibleDouble
from learning.members.queries import identity_of
from learning.tenancy import TenantScoped


def carry_over(participant, union) -> None:
    """Move every row about her to the union's tenant, and seal her name under its key.

    A register stays with the union that held the training: its rows hang on the training
    and not on her, and so does what was done there. What she did herself, her cards and
    lessons credited to her go along; a credit then no longer says for which training.
    """
    old, tenant = participant.tenant_id, union.tenant
    identity = identity_of(participant)
    if identity:
        name = keys.open_sealed(old, participant.pk, identity.sealed)
        Identity.objects.for_participant(participant).update(
            sealed=keys.seal(tenant, participant.pk, name),
            # The new union's clock for names begins when the name comes there.
            changed_at=timezone.now(),
        )
    _forget_doubles(participant)
    for model in _models():
        owner = goes_along(model)
        whose = participant.pk if owner == "participant" else participant.user_id
        if not owner or whose is None:
            continue
        rows = model.objects.for_tenant(old).filter(**{owner: whose})
        if hasattr(model, "seal_for"):
            _seal_anew(rows, tenant)
        left_behind = dict.fromkeys(_ties_to_what_stays(model))
        rows.update(tenant=tenant, **left_behind)
    Card.objects.for_tenant(tenant).filter(participant=participant).update(union=union)


def _models() -> list:
    return [
        model
        for model in apps.get_app_config("learning").get_models()
        if issubclass(model, TenantScoped) and model is not Participant
    ]


@cache
def goes_along(model) -> str:
    """By which of its fields a model's rows go with a person ("participant" or "user");
    "" where they stay with the union: its own log, and all that cannot be without
    something that stays."""
    names = {field.name for field in model._meta.local_fields}
    owner = next((name for name in ("participant", "user") if name in names), "")
    if model.stays_with_union or not owner:
        return ""
    needed = [field for field in _ties(model) if not field.null]
    return owner if all(goes_along(field.related_model) for field in needed) else ""


def _ties_to_what_stays(model) -> list[str]:
    return [field.name for field in _ties(model) if not goes_along(field.related_model)]


def _ties(model) -> list:
    """Its foreign keys to rows of a tenant, but for the person and the model itself."""
    return [
        field
        for field in model._meta.local_fields
        if field.is_relation
        and issubclass(field.related_model, TenantScoped)
        and field.related_model not in (Participant, model)
    ]


def _forget_doubles(participant) -> None:
    """Whom she may be the same as in the old union is nothing for the new one."""
    PossibleDouble.objects.for_tenant(participant.tenant_id).filter(
        Q(first=participant) | Q(second=participant)
    ).delete()


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

"""Locking all names of a tenant at once, and the two keys that unlock them."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from learning.members import rules
from learning.members.actions.audit import note
from learning.members.errors import NeedsAnotherKeyError, NotAllowedError
from learning.members.models import AuditEntry, NameFreeze
from learning.members.models.freezing import keep_still
from learning.members.roles import Coordinator


def freeze_names(*, tenant, by) -> NameFreeze:
    """Any coordinator locks all names of her union at once; again is once."""
    _refuse_others(tenant, by)
    try:
        with transaction.atomic():
            keep_still(tenant)  # a name that is being stored is in before the lock
            frozen = NameFreeze(tenant=tenant, frozen_by=by)
            frozen.save(force_insert=True)
            note(tenant=tenant, act=AuditEntry.Act.FROZE, by=by, thing="union")
    except IntegrityError:  # somebody else did, at the same moment or before
        frozen = NameFreeze.objects.for_tenant(tenant).get(unlocked_at=None)
    return frozen


@transaction.atomic
def give_key(*, tenant, by) -> NameFreeze | None:
    """One of two coordinators agrees to unlock; with the second the names are open.

    Returns the lock as it stands, or None where there is none. Raises NotAllowedError,
    and NeedsAnotherKeyError where the same one gives both keys.
    """
    _refuse_others(tenant, by)
    frozen = (
        NameFreeze.objects.for_tenant(tenant)
        .select_for_update()
        .filter(unlocked_at=None)
        .first()
    )
    if frozen is None:
        return None
    now = timezone.now()
    if frozen.first_key_at is None:
        frozen.first_key_at, frozen.first_key_by = now, by
    elif frozen.first_key_by_id == by.pk:
        raise NeedsAnotherKeyError("Two coordinators unlock")
    else:
        frozen.unlocked_at, frozen.unlocked_by = now, by
    frozen.save()
    note(tenant=tenant, act=AuditEntry.Act.UNLOCKED, by=by, thing="union")
    return frozen


def _refuse_others(tenant, by) -> None:
    if not rules.holds(by, Coordinator, tenant=tenant):
        raise NotAllowedError("Only a coordinator of that tenant")

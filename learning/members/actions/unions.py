"""Founding unions, and giving one its own key."""

from django.db import transaction

from learning import keys
from learning.members import queries, rules
from learning.members.errors import HasPeopleError, NotAllowedError
from learning.members.models import Participant, Union
from learning.records import new_id


@transaction.atomic
def found_union(
    *,
    name,
    slug,
    level,
    by,
    parent=None,
    country="",
    language="en",
    time_zone="UTC",
    keeps_own_key=False,
) -> Union:
    """Put a union into the tree; with `keeps_own_key` it is a tenant from the start.

    Without a key of its own it belongs to the nearest tenant above, or to "Open".
    """
    if by is not None and not rules.can_found_unions(by):
        raise NotAllowedError("Only an administrator founds a union")
    union = Union(
        id=new_id(),
        name=name,
        slug=slug,
        level=level,
        parent=parent,
        lineage=f"{parent.lineage if parent else ''}{slug}/",
        country=country,
        language=language,
        time_zone=time_zone,
        keeps_own_key=keeps_own_key,
    )
    union.tenant = union if keeps_own_key else _tenant_above(union)
    union.full_clean(exclude=["tenant", "help_contact"])
    union.save(force_insert=True)
    if keeps_own_key:
        keys.make_key(union)
    return union


@transaction.atomic
def make_tenant(*, union, by) -> Union:
    """Give a union its own key; branches below that had none now belong to it."""
    if by is not None and not rules.can_found_unions(by):
        raise NotAllowedError("Only an administrator makes a tenant")
    union = Union.objects.select_for_update().get(pk=union.pk)
    if union.keeps_own_key:
        return union
    branch = Union.objects.within(union).filter(tenant=union.tenant_id)
    if (
        Participant.objects.for_tenant(union.tenant_id)
        .filter(union__in=branch)
        .exists()
    ):
        raise HasPeopleError(f"{union.slug}: its people must be moved with their data")
    branch.update(tenant=union)
    union.keeps_own_key, union.tenant = True, union
    union.save(update_fields=["keeps_own_key", "tenant", "changed_at"])
    keys.make_key(union)
    return union


@transaction.atomic
def open_the_open_tenant() -> Union:
    """The tenant of people without a union, run by the programme; made when first needed."""
    identifier = new_id()
    union, is_new = Union.objects.get_or_create(
        slug=queries.OPEN_SLUG,
        defaults={
            "id": identifier,
            "name": "Open",
            "level": Union.Level.OPEN,
            "lineage": f"{queries.OPEN_SLUG}/",
            "keeps_own_key": True,
            "tenant_id": identifier,
        },
    )
    if is_new:
        keys.make_key(union)
    return union


def _tenant_above(union) -> Union:
    above = union.parent
    return above.tenant if above else open_the_open_tenant()

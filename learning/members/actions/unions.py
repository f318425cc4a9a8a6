"""Founding unions, giving one its own key, and where they stand in the tree."""

from django.apps import apps
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr
from django.utils import timezone

from learning import keys
from learning.members import queries, rules
from learning.members.actions.terms import begin_with_term
from learning.members.errors import HasPeopleError, InItselfError, NotAllowedError
from learning.members.models import Membership, PastPlace, Union
from learning.records import new_id
from learning.tenancy import TenantScoped


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
    is_one_workplace=False,
) -> Union:
    """Put a union into the tree; with `keeps_own_key` it is a tenant from the start.

    Without a key of its own it belongs to the nearest tenant above, or to "Open".
    """
    _refuse_others(by)
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
        is_one_workplace=is_one_workplace,
    )
    union.tenant = union if keeps_own_key else _tenant_above(union)
    union.full_clean(exclude=["tenant", "help_contact"])
    union.save(force_insert=True)
    if keeps_own_key:
        begin_with_term(tenant=union)
        keys.make_key(union)
    return union


@transaction.atomic
def make_tenant(*, union, by) -> Union:
    """Give a union its own key; branches below that had none now belong to it."""
    _refuse_others(by)
    union = Union.objects.select_for_update().get(pk=union.pk)
    if union.keeps_own_key:
        return union
    branch = Union.objects.within(union).filter(tenant=union.tenant_id)
    if _has_rows(union.tenant_id, branch):
        raise HasPeopleError(f"{union.slug}: its people must be moved with their data")
    branch.update(tenant=union)
    union.keeps_own_key, union.tenant = True, union
    union.save(update_fields=["keeps_own_key", "tenant", "changed_at"])
    begin_with_term(tenant=union)
    keys.make_key(union)
    return union


FACTS = ("name", "level", "country", "language", "time_zone", "is_one_workplace")


@transaction.atomic
def change_union_facts(*, union, by, **facts) -> Union:
    """Correct what is known of a union: any of FACTS. Its slug stays: it is in addresses
    and file names. Raises NotAllowedError, ValidationError."""
    _refuse_others(by)
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise TypeError(f"Not a fact of a union: {sorted(unknown)}")
    union = Union.objects.select_for_update().get(pk=union.pk)
    for name, value in facts.items():
        setattr(union, name, value)
    union.full_clean(exclude=["tenant", "help_contact"])
    union.save(update_fields=[*facts, "changed_at"])
    return union


@transaction.atomic
def move_union(*, union, parent, by) -> Union:
    """Put a union, and all below it, under another one (None: at the top).

    Who keeps its own key takes its people along. Raises NotAllowedError, InItselfError,
    and HasPeopleError where the branch would come under another key while somebody's
    data or a role hangs on it.
    """
    _refuse_others(by)
    union = Union.objects.select_for_update().get(pk=union.pk)
    if parent is not None and parent.lineage.startswith(union.lineage):
        raise InItselfError(f"{parent.slug} is {union.slug}, or below it")
    branch = Union.objects.within(union)
    union.parent = parent
    tenant = union.tenant if union.keeps_own_key else _tenant_above(union)
    if tenant.pk != union.tenant_id:
        moving = branch.filter(tenant=union.tenant_id)
        if (
            _has_rows(union.tenant_id, moving)
            or Membership.objects.filter(union__in=moving).exists()
        ):
            raise HasPeopleError(f"{union.slug}: its people must be moved first")
        moving.update(tenant=tenant)
    lineage = f"{parent.lineage if parent else ''}{union.slug}/"
    if lineage != union.lineage:
        _remember_places(branch)
    branch.update(
        lineage=Concat(Value(lineage), Substr("lineage", len(union.lineage) + 1))
    )
    union.lineage, union.tenant = lineage, tenant
    union.full_clean(exclude=["tenant", "help_contact"])
    union.save(update_fields=["parent", "lineage", "tenant", "changed_at"])
    return union


def _remember_places(branch) -> None:
    """Where each stood until today: what was done earlier is counted there."""
    today = timezone.localdate()
    PastPlace.objects.bulk_create(
        PastPlace(union=each, lineage=each.lineage, until=today) for each in branch
    )


def _has_rows(tenant, unions) -> bool:
    """Whether anything that belongs to their tenant names one of these unions."""
    for model in apps.get_app_config("learning").get_models():
        names = {field.name for field in model._meta.local_fields}
        if not issubclass(model, TenantScoped) or "union" not in names:
            continue
        if model.objects.for_tenant(tenant).filter(union__in=unions).exists():
            return True
    return False


def _refuse_others(by) -> None:
    if by is not None and not rules.can_found_unions(by):
        raise NotAllowedError("Only an administrator does that to a union")


@transaction.atomic
def open_the_open_tenant() -> Union:
    """The tenant of people without a union, run by the programme; made when first needed.

    It has no term for names: nobody there would be warned before they go.
    """
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

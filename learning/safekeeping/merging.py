"""Two entries of one person: joined, taken apart again, or kept apart for good.

Events, registrations and certificates stay on the entry they were written for; who
reads follows `Participant.merged_into`, which always points at the entry that stands for
the person, never at another one that was joined itself. What was joined to what, in
which order, stands in `Merge`, so it can be taken apart exactly.
"""

from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from learning.classroom.actions.doubles import look_for_doubles_of
from learning.classroom.rules import coordinates
from learning.members.actions.audit import note
from learning.members.actions.recounting import to_recount
from learning.members.models import AuditEntry, Merge, Participant, PossibleDouble
from learning.members.queries import standing_for
from learning.safekeeping.errors import IsMergedError, IsOverError, NotHersError


@transaction.atomic
def merge(*, participant, into, by) -> Merge:
    """Say that an entry is the same person as another, which stands for both from now on.

    `into` may be joined itself: then it is the one that stands for it. Both accounts go
    on working, each with the place it had. Raises NotHersError unless `by` coordinates
    the tenant of both, IsMergedError where `participant` is joined already or they are
    one person.
    """
    tenant_id = participant.tenant_id
    if into.tenant_id != tenant_id or not coordinates(by, tenant_id):
        raise NotHersError("Only a coordinator of the tenant of both")
    people = _locked(tenant_id, participant.pk, into.pk)
    entry, target = people[participant.pk], standing_for(people[into.pk])
    if entry.merged_into_id or target.pk == entry.pk:
        raise IsMergedError("It is joined already")
    joined = Merge(tenant_id=tenant_id, merged=entry, into=target, merged_by=by)
    joined.save(force_insert=True)
    # Whoever was joined to it before points on, in one step.
    Participant.objects.for_tenant(tenant_id).filter(merged_into=entry).update(
        merged_into=target
    )
    entry.merged_into = target
    entry.save(update_fields=["merged_into", "changed_at"])
    _decide_pairs(tenant_id, entry, target, PossibleDouble.Decision.SAME, by)
    to_recount([entry.pk, target.pk])
    # Whether others are alike is asked of the one who stands from now on.
    PossibleDouble.objects.for_tenant(tenant_id).filter(
        Q(first=entry) | Q(second=entry), decision=""
    ).delete()
    _note(AuditEntry.Act.MERGED, entry, by)
    return joined


@transaction.atomic
def unmerge(*, merge, by) -> None:
    """Take two entries apart again; who was joined to the first before, stays with it.

    The pair can be decided anew. Raises NotHersError, IsOverError.
    """
    if not coordinates(by, merge.tenant_id):
        raise NotHersError("Only a coordinator of their tenant")
    rows = Merge.objects.for_tenant(merge.tenant_id)
    merge = rows.select_for_update().filter(pk=merge.pk, undone_at=None).first()
    if merge is None:
        raise IsOverError("It is taken apart already")
    entry = _locked(merge.tenant_id, merge.merged_id)[merge.merged_id]
    merge.undone_at, merge.undone_by = timezone.now(), by
    merge.save(update_fields=["undone_at", "undone_by", "changed_at"])
    people = Participant.objects.for_tenant(merge.tenant_id)
    people.filter(pk__in=_joined_to(merge.tenant_id, entry.pk)).update(
        merged_into=entry
    )
    entry.merged_into = None
    entry.save(update_fields=["merged_into", "changed_at"])
    to_recount([entry.pk, merge.into_id])
    _decide_pairs(merge.tenant_id, entry, merge.into, PossibleDouble.Decision.OPEN, by)
    _note(AuditEntry.Act.UNMERGED, entry, by)
    # Whether others are alike was not asked of it while it was joined.
    look_for_doubles_of.enqueue(str(merge.tenant_id))


@transaction.atomic
def keep_apart(*, pair, by) -> None:
    """Say that two entries are two people; they are not proposed again.

    Raises NotHersError, IsOverError where it is decided already.
    """
    if not coordinates(by, pair.tenant_id):
        raise NotHersError("Only a coordinator of their tenant")
    rows = PossibleDouble.objects.for_tenant(pair.tenant_id)
    pair = rows.select_for_update().filter(pk=pair.pk, decision="").first()
    if pair is None:
        raise IsOverError("Somebody has decided it")
    pair.decision, pair.decided_by = PossibleDouble.Decision.APART, by
    pair.decided_at = timezone.now()
    pair.save()


def _locked(tenant_id, *pks) -> dict[UUID, Participant]:
    """In the order of their ids, so that two who join the same pair wait for each other."""
    people = Participant.objects.for_tenant(tenant_id).select_for_update()
    return {each.pk: each for each in people.filter(pk__in=pks).order_by("pk")}


def _joined_to(tenant_id, pk: UUID) -> set[UUID]:
    """Everybody who was joined to an entry, directly or over others."""
    standing = Merge.objects.for_tenant(tenant_id).filter(undone_at=None)
    found: set[UUID] = set()
    near = {pk}
    while near:
        rows = standing.filter(into__in=near).values_list("merged", flat=True)
        near = set(rows) - found
        found |= near
    return found


def _decide_pairs(tenant_id, one, other, decision, by) -> None:
    first, second = sorted((one.pk, other.pk))
    is_open = decision == PossibleDouble.Decision.OPEN
    PossibleDouble.objects.for_tenant(tenant_id).filter(
        first=first, second=second
    ).update(
        decision=decision,
        decided_by=None if is_open else by,
        decided_at=None if is_open else timezone.now(),
    )


def _note(act, entry, by) -> None:
    note(tenant=entry.tenant_id, act=act, by=by, participant=entry, people=2)

"""Proposing pairs of entries that may be one person; a person decides."""

from heapq import nlargest

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from learning.classroom.queries.doubles import entries_of, possible_doubles_of
from learning.members.doubles import pairs
from learning.members.models import Participant, PossibleDouble

# More than that nobody looks through; the likeliest come first.
MOST_OPEN = 2000


@task()
def look_for_doubles_of(tenant_pk: str) -> None:
    """In the worker; the argument says nothing about anybody."""
    look_for_doubles(tenant=tenant_pk, by=None)


@task()
def propose_doubles_of(tenant_pk: str, participant_pk: str) -> None:
    """In the worker, of one person who has just been written in with a name: whom she may
    be already, for the coordinator to decide. Twice is once."""
    person = Participant.objects.for_tenant(tenant_pk).filter(pk=participant_pk).first()
    if person is None:
        return
    rows = [
        _row(person.tenant_id, pair) for _other, pair in possible_doubles_of(person)
    ]
    PossibleDouble.objects.for_tenant(tenant_pk).bulk_create(
        rows, ignore_conflicts=True
    )


@transaction.atomic
def _propose(tenant_id, found) -> int:
    rows = PossibleDouble.objects.for_tenant(tenant_id)
    known = {(row.first_id, row.second_id): row for row in rows}
    new, changed = [], []
    for pair in found:
        row = known.pop((pair.first, pair.second), None)
        if row is None:
            new.append(_row(tenant_id, pair))
        elif not row.decision and (row.likeness, row.reasons) != (
            pair.likeness,
            [*pair.reasons],
        ):
            row.likeness, row.reasons = pair.likeness, [*pair.reasons]
            row.changed_at = timezone.now()
            changed.append(row)
    # A name was corrected, or taken away: what nobody has decided goes.
    gone = [row.pk for row in known.values() if not row.decision]
    rows.filter(pk__in=gone).delete()
    rows.bulk_update(changed, ["likeness", "reasons", "changed_at"], batch_size=500)
    rows.bulk_create(new, ignore_conflicts=True, batch_size=500)
    return len(new)


def look_for_doubles(*, tenant, by) -> int:
    """Compare all names of a tenant, in memory, and write down who may be one person.

    Returns how many pairs are new. What is decided stays decided; pairs that are not
    decided and not alike any more go. Nothing happens while names are frozen, lest what
    was found before is lost. `tenant` is a Union or its pk; `by` is not kept: it is the
    clock, or whoever has read in a list.
    """
    tenant_id = getattr(tenant, "pk", tenant)
    entries = list(entries_of(tenant_id))
    if not entries:
        return 0
    found = nlargest(MOST_OPEN, pairs(entries), key=lambda pair: pair.likeness)
    return _propose(tenant_id, found)


def _row(tenant_id, pair) -> PossibleDouble:
    return PossibleDouble(
        tenant_id=tenant_id,
        first_id=pair.first,
        second_id=pair.second,
        reasons=[*pair.reasons],
        likeness=pair.likeness,
    )

"""Keeping what counting reads.

`keep_participations` makes all rows of some people again from the register, from what
they did alone and from how two entries were joined; asked twice it changes nothing. An
action that touches such a fact says whose (`members.actions.recounting`), in its own
transaction, and none has to know what changes by it. Whoever counts asks `catch_up`
first, and the worker does each minute.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby, pairwise
from uuid import UUID

from django.db import transaction

from learning.classroom.models import Participation, Registration
from learning.classroom.queries.what_counts import people_to_count, rows_of
from learning.members.models import Participant

# What a row carries apart from its keys and its flags.
FACTS = (
    *("person", "counted_on", "union", "lineage", "country", "theme", "modality"),
    *("project", "language", "sex", "age_band", "role_at_work", "sector"),
    *("minutes", "planned", "for_trainers", "passed_on", "certified_on"),
    *("percent_before", "percent_after", "before", "is_declared", "counts"),
    "trained_on",
)
PREVIOUS = ("previous_on", "previous_in_theme_on", "previous_trained_on")

# So many people are held at once while their rows are made.
AT_ONCE = 200


def catch_up() -> int:
    """Make the rows anew of everybody marked for it; returns how many people."""
    done = 0
    while _marked().exists():
        done += _next_ones()
    return done


def _marked():
    return Participant.unscoped.filter(is_to_recount=True)


@transaction.atomic
def _next_ones() -> int:
    # The mark is taken off before the facts are read, and under a lock: what changes
    # meanwhile waits, and marks again.
    held = _marked().order_by("pk").select_for_update(no_key=True)
    people = dict(held.values_list("pk", "tenant")[:AT_ONCE])
    Participant.unscoped.filter(pk__in=list(people)).update(is_to_recount=False)
    whose = defaultdict(set)
    for pk, tenant in people.items():
        whose[tenant].add(pk)
    elsewhere = Registration.unscoped.filter(participant__in=list(people))
    for tenant, pk in elsewhere.values_list("tenant", "participant").distinct():
        whose[tenant].add(pk)
    for tenant, some in whose.items():
        keep_participations(tenant=tenant, participants=some, by=None)
    return len(people)


@transaction.atomic
def keep_participations(*, tenant, participants: Iterable[UUID], by) -> None:
    """Make the rows of these people anew, and of all entries that are the same people.

    `tenant` is the union that keeps the facts, or its pk; `participants` are primary
    keys. A person who has gone over to another union keeps here what she did here.
    What is not to be counted (staff, not vouched for, consent taken back) has no row.
    """
    tenant = getattr(tenant, "pk", tenant)
    people = people_to_count(tenant, participants)
    if not people:
        return
    known = {
        row.pk: row
        for row in Participation.unscoped.select_related("participant").filter(
            participant__in=[each.pk for each in people]
        )
    }
    rows = rows_of(tenant, people)
    for row in rows:
        _keep_as_known(row, known.get(row.pk))
    made = {row.pk for row in rows}
    gone = {pk for pk, row in known.items() if pk not in made and _is_of(row, tenant)}
    Participation.objects.for_tenant(tenant).filter(pk__in=gone).delete()
    Participation.unscoped.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*FACTS, *PREVIOUS, "changed_at"],
    )
    _tell_previous_ones({each.merged_into_id or each.pk for each in people})


def _is_of(row: Participation, tenant) -> bool:
    """Whether this tenant says if the row is there. What somebody did alone goes along
    with her; a module that she began here and counts here is not ours to take away."""
    went = row.module_id and row.participant.tenant_id != tenant
    return row.tenant_id == tenant and not went


def _keep_as_known(row: Participation, known: Participation | None) -> None:
    """Her union, and its place in the tree, are those of the day it counts on; which of
    her rows came before is told afterwards, and only where it changed."""
    if known is None:
        return
    if known.counted_on == row.counted_on:
        row.union_id, row.lineage = known.union_id, known.lineage
    row.previous_trained_on = known.previous_trained_on
    if row.counts:
        row.previous_on = known.previous_on
        row.previous_in_theme_on = known.previous_in_theme_on


def _tell_previous_ones(persons: set[UUID]) -> None:
    """Write into each row of these people which day came before it.

    Over all tenants, because a person may have gone from one to another; read are days
    and nothing about anybody.
    """
    rows = (
        Participation.unscoped.filter(person__in=persons)
        .only("pk", "person", "counts", "counted_on", "theme", "trained_on", *PREVIOUS)
        .order_by("person", "counted_on", "pk")
    )
    changed = []
    for _, of_one in groupby(rows, key=lambda row: row.person):
        changed += _follow(list(of_one))
    Participation.unscoped.bulk_update(changed, PREVIOUS, batch_size=500)


def _follow(rows: list[Participation]) -> list[Participation]:
    """The rows of one person, in their order, each told which came before; those that
    were told something else until now."""
    told = {row.pk: dict.fromkeys(PREVIOUS) for row in rows}
    latest = None
    of_theme = {}
    for row in rows:
        if row.counts:
            told[row.pk]["previous_on"] = latest
            told[row.pk]["previous_in_theme_on"] = of_theme.get(row.theme_id)
            latest = of_theme[row.theme_id] = row.counted_on
    trained = [row for row in rows if row.trained_on]
    trained.sort(key=lambda row: (row.trained_on, row.pk))
    for before, row in pairwise(trained):
        told[row.pk]["previous_trained_on"] = before.trained_on
    changed = []
    for row in rows:
        if told[row.pk] != {name: getattr(row, name) for name in PREVIOUS}:
            vars(row).update(told[row.pk])
            changed.append(row)
    return changed

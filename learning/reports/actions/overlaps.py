"""Counting who stands in the lists of two unions, at closing, without a list.

Two tenants' names are in memory at a time, of those who agreed, and go with the function
that opened them. What is written is six numbers for each pair of tenants.
"""

from itertools import combinations

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import task

from learning.classroom.actions.participations import catch_up
from learning.classroom.queries.overlaps import countries_of_list, list_to_compare
from learning.members.actions.audit import note
from learning.members.linkage import VERSION, overlap_of
from learning.members.models import AuditEntry, Union
from learning.reports import rules
from learning.reports.errors import (
    NoSuchPeriodError,
    NotAllowedError,
    NotOverError,
)
from learning.reports.models import OverlapChoice, OverlapCount, Period

# A shorter list is not compared: whoever knows who is in it would learn of each of them
# whether she is in the other.
LEAST_COMPARED = 30
THING = "overlap"


def allow_comparing(*, tenant, by) -> OverlapChoice:
    """A coordinator lets her union's list be compared, unseen; again is once.

    Only people who agreed themselves are compared. Raises NotAllowedError.
    """
    _refuse_others(tenant, by)
    try:
        with transaction.atomic():
            choice = OverlapChoice(tenant=tenant, allowed_by=by)
            choice.save(force_insert=True)
            note(tenant=tenant, act=AuditEntry.Act.ALLOWED, by=by, thing=THING)
    except IntegrityError:  # it stands already
        choice = OverlapChoice.objects.for_tenant(tenant).get(ended_at=None)
    return choice


@transaction.atomic
def end_comparing(*, tenant, by) -> None:
    """From now on nobody's name is opened for it; what was counted stays, for it says
    nothing about anybody. Where it does not stand nothing happens. Raises
    NotAllowedError."""
    _refuse_others(tenant, by)
    choice = (
        OverlapChoice.objects.for_tenant(tenant)
        .select_for_update()
        .filter(ended_at=None)
        .first()
    )
    if choice:
        choice.ended_at, choice.ended_by = timezone.now(), by
        choice.save()
        note(tenant=tenant, act=AuditEntry.Act.NO_LONGER, by=by, thing=THING)


def _refuse_others(tenant, by) -> None:
    if not rules.can_let_compare(by, tenant):
        raise NotAllowedError("Only a coordinator of that tenant")


@task()
def count_overlaps_later(starts_on: str, ends_on: str) -> None:
    """In the worker, after a period was closed; in the name of whoever closed it."""
    period = Period.objects.filter(starts_on=starts_on, ends_on=ends_on).first()
    if period and period.closed_by:
        count_overlaps(
            starts_on=period.starts_on, ends_on=period.ends_on, by=period.closed_by
        )


def count_overlaps(*, starts_on, ends_on, by) -> int:
    """Compare the lists of all tenants that let it, pair by pair, for a reporting period.

    Returns how many pairs were counted now. A pair that was counted for this period is
    not counted again, whatever has changed. People of different countries are taken for
    different people, so tenants without a country in common are not compared.

    `by` None is the person at the server's console. Raises NotAllowedError,
    NoSuchPeriodError (the span must be one, so that nobody learns from two spans that
    differ by a day), NotOverError.
    """
    if by is not None and not rules.can_keep_periods(by):
        raise NotAllowedError("Officers and administrators close periods")
    if not Period.objects.filter(starts_on=starts_on, ends_on=ends_on).exists():
        raise NoSuchPeriodError("No reporting period has these days")
    if ends_on >= timezone.localdate():
        raise NotOverError("Its last day is not over")
    catch_up()
    pairs = _pairs_to_count(starts_on, ends_on)
    noted: set = set()
    made, opened_for, first = 0, None, []
    for a, b in pairs:
        if a != opened_for:
            opened_for, first = a, _opened(a, starts_on, ends_on, by, noted)
        # Allowed when the job began, and perhaps no longer.
        if len(first) < LEAST_COMPARED or not _let_compare(a, b):
            continue
        second = _opened(b, starts_on, ends_on, by, noted)
        if len(second) >= LEAST_COMPARED:
            made += _count_pair(starts_on, ends_on, (a, first), (b, second))
    return made


def _pairs_to_count(starts_on, ends_on) -> list[tuple[Union, Union]]:
    counted = set(
        OverlapCount.objects.filter(starts_on=starts_on, ends_on=ends_on).values_list(
            "tenant_a", "tenant_b"
        )
    )
    tenants = sorted(_tenants_that_let(), key=lambda tenant: tenant.pk)
    countries = {each: countries_of_list(each, starts_on, ends_on) for each in tenants}
    return [
        (a, b)
        for a, b in combinations(tenants, 2)
        if (a.pk, b.pk) not in counted and _meet(countries[a], countries[b])
    ]


def _tenants_that_let() -> list[Union]:
    return [each for each in Union.objects.tenants() if _let_compare(each)]


def _let_compare(*tenants) -> bool:
    return all(
        OverlapChoice.objects.for_tenant(each).filter(ended_at=None).exists()
        for each in tenants
    )


def _meet(ones: set[str], others: set[str]) -> bool:
    """Whether there may be one person in both; "" is not stated, and may be any."""
    if not ones or not others:
        return False
    return bool(ones & others) or "" in ones or "" in others


def _opened(tenant, starts_on, ends_on, by, noted: set) -> list:
    """The list of a tenant, and a line in its log: before anybody learns anything."""
    people = list_to_compare(tenant, starts_on, ends_on)
    if people and tenant not in noted:
        noted.add(tenant)
        note(
            tenant=tenant,
            act=AuditEntry.Act.COMPARED,
            by=by,
            thing=THING,
            people=len(people),
        )
    return people


def _count_pair(starts_on, ends_on, one, other) -> int:
    (a, first), (b, second) = one, other
    found = overlap_of(first, second)
    row = OverlapCount(
        starts_on=starts_on,
        ends_on=ends_on,
        tenant_a=a,
        tenant_b=b,
        compared_a=len(first),
        compared_b=len(second),
        low=found.low,
        best=found.best,
        high=found.high,
        method=VERSION,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # another worker was quicker
        return 0
    return 1

"""Closing a period: every figure is frozen with its rule and a hash over its rows."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from learning.members.models import User
from learning.reports import row_hashes, rules
from learning.reports.actions.overlaps import count_overlaps_later
from learning.reports.actions.releasing_all import release_closed
from learning.reports.errors import (
    ChangedMeanwhileError,
    IsClosedError,
    NotAllowedError,
    NotOverError,
)
from learning.reports.models import Figure, FrozenRegister, Period
from learning.reports.queries_figures import counted, hashes

# Counting is done outside of any transaction, because it takes long; if registers
# changed while it went on, it is done again, so many times.
TRIES = 3
AT_ONCE = 1000


def _check(period: Period, by, today: date) -> None:
    if not rules.can_keep_periods(by):
        raise NotAllowedError("Officers and administrators close periods")
    if period.is_closed:
        raise IsClosedError("It is closed already")
    if period.ends_on >= today:
        raise NotOverError("Its last day is not over")


@transaction.atomic
def ask_to_close(*, period: Period, by) -> None:
    """Let the worker close it; asked twice, it is closed once.

    Raises NotAllowedError, IsClosedError, NotOverError.
    """
    period = Period.objects.select_for_update().get(pk=period.pk)
    _check(period, by, timezone.localdate())
    period.asked_at, period.asked_by = timezone.now(), by
    period.save(update_fields=["asked_at", "asked_by", "changed_at"])
    transaction.on_commit(lambda: close_later.enqueue(str(period.pk)))


@task()
def close_later(period: str) -> None:
    """In the worker."""
    found = Period.objects.filter(pk=period, closed_at=None).first()
    if found and found.asked_by:
        closed = close_period(period=found, by=found.asked_by)
        release_closed(closed, today=timezone.localdate())


def close_period(*, period: Period, by: User) -> Period:
    """Count and freeze: totals of the programme and of each tenant, and every cell of
    the fixed tables. From then on a change is a restatement.

    All figures are of one state of the rows: the hash over everything is taken before
    and after. Raises NotAllowedError, IsClosedError, NotOverError, ChangedMeanwhileError.
    """
    _check(period, by, timezone.localdate())
    span = (period.starts_on, period.ends_on)
    for _try in range(TRIES):
        looked_at = timezone.now()
        registers = row_hashes.registers(*span)
        figures, made = counted(*span), hashes(*span)
        rows_hash = row_hashes.of_registers(registers)
        if row_hashes.of_registers(row_hashes.registers(*span)) == rows_hash:
            break
    else:
        raise ChangedMeanwhileError("Registers changed while it was counted")
    with transaction.atomic():
        period = Period.objects.select_for_update().get(pk=period.pk)
        if period.is_closed:
            raise IsClosedError("Somebody closed it meanwhile")
        period.closed_at, period.closed_by = timezone.now(), by
        period.looked_at = looked_at
        period.rows_hash = period.latest_hash = rows_hash
        period.save()
        Figure.objects.bulk_create(
            [
                Figure(
                    period=period,
                    rule=place.rule,
                    table=place.table,
                    union_id=place.union,
                    row=place.row,
                    column=place.column,
                    value=number.value,
                    behind=number.behind,
                    rows_hash=made.get(place, ""),
                )
                for place, number in figures.items()
            ],
            batch_size=AT_ONCE,
        )
        _freeze_registers(period, registers)
        days = period.starts_on.isoformat(), period.ends_on.isoformat()
        transaction.on_commit(lambda: count_overlaps_later.enqueue(*days))
    return period


def _freeze_registers(period: Period, registers) -> None:
    of_trainings = row_hashes.register_hashes(
        each.training for each in registers if each.training
    )
    FrozenRegister.unscoped.bulk_create(
        [
            FrozenRegister(
                period=period,
                tenant_id=each.tenant,
                training_id=each.training,
                register_hash=of_trainings.get(each.training, ""),
                rows_hash=each.rows_hash,
                latest_hash=each.rows_hash,
            )
            for each in registers
        ],
        batch_size=AT_ONCE,
    )

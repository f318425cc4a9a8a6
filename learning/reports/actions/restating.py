"""Counting closed periods again: what has changed becomes a restatement."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from learning.reports import row_hashes, rules
from learning.reports.actions.closing import AT_ONCE
from learning.reports.causes import causes_of
from learning.reports.errors import (
    ChangedMeanwhileError,
    IsClosedError,
    NeedsWordsError,
    NotAllowedError,
)
from learning.reports.models import Figure, FrozenRegister, Period, Restatement
from learning.reports.queries_figures import Number, Place, counted
from learning.reports.queries_ledger import frozen, latest, rules_of

TRIES = 3


@task()
def restate_later(period: str) -> None:
    """In the worker, when somebody of the programme asks for it."""
    for found in Period.objects.filter(pk=period, closed_at__isnull=False):
        restate(period=found, by=None)


def restate_all(*, by=None) -> int:
    """Look at every closed period; returns how many figures were restated. Where no row
    has changed since the last look, that is one pass over the rows and no counting."""
    closed = Period.objects.filter(closed_at__isnull=False).order_by("starts_on")
    return sum(len(restate(period=each, by=by)) for each in closed)


def restate(*, period: Period, by) -> list[Restatement]:
    """Count a closed period again, and keep each number that is another than the one
    that holds. The frozen figures stay as they are.

    `by` None is the clock. Asked again without a change between, it does nothing.
    Raises NotAllowedError, IsClosedError where it is not closed yet, ChangedMeanwhileError.
    """
    if by is not None and not rules.can_keep_periods(by):
        raise NotAllowedError("Officers and administrators restate")
    if not period.is_closed:
        raise IsClosedError("It is not closed: its figures are counted anew each time")
    span = (period.starts_on, period.ends_on)
    for _try in range(TRIES):
        looked_at = timezone.now()
        registers = row_hashes.registers(*span)
        rows_hash = row_hashes.of_registers(registers)
        if rows_hash == period.latest_hash:
            Period.objects.filter(pk=period.pk).update(looked_at=looked_at)
            return []
        found = counted(*span, rules=rules_of(period))
        if row_hashes.of_registers(row_hashes.registers(*span)) == rows_hash:
            break
    else:
        raise ChangedMeanwhileError("Registers changed while it was counted")
    with transaction.atomic():
        period = Period.objects.select_for_update().get(pk=period.pk)
        changed = _look_at_registers(period, registers)
        causes = causes_of(changed, period.looked_at)
        restated = _restate(period, found, causes, by)
        period.latest_hash, period.looked_at = rows_hash, looked_at
        period.save(update_fields=["latest_hash", "looked_at", "changed_at"])
    return restated


def _look_at_registers(period: Period, registers) -> list[FrozenRegister]:
    """Write down how each stands now; returns those that stand otherwise than before."""
    known = {
        (each.tenant_id, each.training_id): each
        for each in FrozenRegister.unscoped.filter(period=period)
    }
    now = {(each.tenant, each.training): each.rows_hash for each in registers}
    changed, new = [], []
    for key in [*known, *(key for key in now if key not in known)]:
        row = known.get(key) or FrozenRegister(
            period=period, tenant_id=key[0], training_id=key[1]
        )
        if row.latest_hash == now.get(key, ""):
            continue
        row.latest_hash = now.get(key, "")
        (changed if key in known else new).append(row)
    FrozenRegister.unscoped.bulk_update(changed, ["latest_hash"], batch_size=500)
    FrozenRegister.unscoped.bulk_create(new, batch_size=AT_ONCE)
    return [*changed, *new]


def _restate(period, found, causes, by) -> list[Restatement]:
    known, holds = frozen(period), latest(period)
    changed = [
        place
        for place in {*holds, *found}
        if holds.get(place, Number(0, 0)).value != found.get(place, Number(0, 0)).value
    ]
    changed.sort(key=lambda place: tuple(map(str, place)))
    _freeze_nothing(period, [place for place in changed if place not in known])
    known = frozen(period)
    everybody = sorted({word for words in causes.values() for word in words})
    now = timezone.now()
    restated = [
        Restatement(
            figure_id=known[place],
            old=holds.get(place, Number(0, 0)).value,
            new=found.get(place, Number(0, 0)).value,
            old_behind=holds.get(place, Number(0, 0)).behind,
            behind=found.get(place, Number(0, 0)).behind,
            found_at=now,
            found_by=by,
            causes=causes.get(place.union, []) if place.union else everybody,
        )
        for place in changed
    ]
    return Restatement.objects.bulk_create(restated, batch_size=AT_ONCE)


def _freeze_nothing(period, places: Iterable[Place]) -> None:
    """A cell without anybody was not written down at closing; its figure was 0."""
    Figure.objects.bulk_create(
        [
            Figure(
                period=period,
                rule=place.rule,
                table=place.table,
                union_id=place.union,
                row=place.row,
                column=place.column,
                value=0,
                behind=0,
                rows_hash=row_hashes.NOTHING if not place.table else "",
            )
            for place in places
        ],
        batch_size=AT_ONCE,
    )


@transaction.atomic
def say_why(*, period: Period, why: str, by) -> int:
    """The programme's own words on restatements that no log explains; returns how many
    got them. What was said once stays. Raises NotAllowedError, NeedsWordsError."""
    if not rules.can_keep_periods(by):
        raise NotAllowedError("Officers and administrators say why")
    if not why.strip():
        raise NeedsWordsError("Why?")
    return Restatement.objects.filter(figure__period=period, causes=[], why="").update(
        why=why.strip(), why_by=by, changed_at=timezone.now()
    )

"""Which unions have said what of their figures in a period."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef
from django.utils import timezone

from learning.classroom.actions.participations import catch_up
from learning.classroom.models import Participation
from learning.members.models import Union
from learning.reports import row_hashes
from learning.reports.models import Period, SignOff


@dataclass(frozen=True)
class Word:
    """A union and its latest word; `said` is None where it has not spoken. `is_stale`:
    its rows are others now than when it spoke."""

    union: Union
    said: SignOff | None
    has_rows: bool
    is_stale: bool = False

    @property
    def is_ours(self) -> bool:
        return bool(self.said and self.said.verdict == SignOff.Verdict.OURS)

    @property
    def is_wrong(self) -> bool:
        return bool(self.said and self.said.verdict == SignOff.Verdict.WRONG)


def latest_word(period: Period, tenant) -> SignOff | None:
    return (
        SignOff.objects.for_tenant(tenant)
        .filter(period=period)
        .order_by("-said_at", "-pk")
        .first()
    )


def waiting_for(tenant) -> list[Period]:
    """Periods that are over and open, with figures of a union that has not spoken; one
    query."""
    said = SignOff.objects.for_tenant(tenant).filter(period=OuterRef("pk"))
    own = Participation.objects.for_tenant(tenant).filter(
        counted_on__range=(OuterRef("starts_on"), OuterRef("ends_on"))
    )
    return list(
        Period.objects.filter(
            ~Exists(said),
            Exists(own),
            closed_at=None,
            ends_on__lt=timezone.localdate(),
        ).order_by("starts_on")
    )


def standing_words(period: Period) -> list[Word]:
    """Every union that keeps its own key, by name, with its latest word; those without
    figures in the period last. Four queries, and two more for a union that seems to
    have changed since it spoke."""
    catch_up()
    latest = {
        each.tenant_id: each
        for each in SignOff.unscoped.filter(period=period).order_by("said_at", "pk")
    }
    rows = _rows_by_tenant(period)
    words = [
        Word(
            union,
            latest.get(union.pk),
            has_rows=union.pk in rows,
            is_stale=_seems_stale(period, latest.get(union.pk), rows.get(union.pk)),
        )
        for union in Union.objects.tenants().order_by("name", "pk")
    ]
    return sorted(words, key=lambda each: not each.has_rows)


def _rows_by_tenant(period: Period) -> dict[UUID, tuple]:
    """Tenant → how many rows, and when one of them was last written."""
    rows = (
        Participation.unscoped.filter(
            row_hashes.within(period.starts_on, period.ends_on)
        )
        .values_list("tenant")
        .annotate(Count("pk"), Max("changed_at"))
        .order_by()
    )
    return {tenant: (number, written) for tenant, number, written in rows}


def is_stale(period: Period, said: SignOff) -> bool:
    """Whether a union's rows are others now than when it said this."""
    registers = row_hashes.registers(period.starts_on, period.ends_on, said.tenant_id)
    return row_hashes.of_registers(registers) != said.rows_hash


def _seems_stale(period: Period, said: SignOff | None, rows) -> bool:
    """Counted first, for the hash takes reading them all."""
    if said is None:
        return False
    number, written = rows or (0, None)
    if number != said.rows:
        return True
    if written is None or written <= said.said_at:
        return False
    return is_stale(period, said)

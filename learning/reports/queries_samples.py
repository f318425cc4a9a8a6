"""Reading samples: for the evaluator, for the unions asked, and beside a figure."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from learning.reports.models import Period, Sample, SampledTraining
from learning.reports.openings import shown_unions
from learning.reports.row_hashes import register_hashes

Found = SampledTraining.Found


@dataclass(frozen=True)
class Asked:
    """A training of a sample, as the evaluator sees it: enough for the union to find it
    by the sample's number, and nothing about people."""

    row: SampledTraining
    month: date
    country: str
    union: str
    # Whether the register is still the one that was drawn.
    is_same: bool


def asked_for(sample: Sample) -> list[Asked]:
    """Every training of a sample in its order; four queries."""
    rows = list(
        SampledTraining.unscoped.filter(sample=sample)
        .select_related("training")
        .order_by("number")
    )
    hashes = register_hashes([row.training_id for row in rows])
    unions = shown_unions({row.training.union_id for row in rows})
    return [
        Asked(
            row,
            row.training.ends_on.replace(day=1),
            row.training.country,
            unions[row.training.union_id],
            hashes[row.training_id] == row.register_hash,
        )
        for row in rows
    ]


def asked_of(tenant) -> list[SampledTraining]:
    """Whose registers an evaluator wants to see, of one union: those not looked at yet
    first; one query."""
    return list(
        SampledTraining.objects.for_tenant(tenant)
        .select_related("training", "sample__period")
        .order_by("found", "-sample__drawn_at", "number")[:200]
    )


def registers_asked_for(tenant) -> int:
    """How many registers of a union an evaluator has not looked at yet."""
    return SampledTraining.objects.for_tenant(tenant).filter(found="").count()


def results_of(period: Period) -> list[tuple[Sample, dict[str, int]]]:
    """Each sample of a period with how many were found, not found, refused and not
    looked at yet (by SampledTraining.Found); two queries."""
    samples = list(Sample.objects.filter(period=period).select_related("period"))
    counts = {sample.pk: dict.fromkeys(Found.values, 0) for sample in samples}
    rows = (
        SampledTraining.unscoped.filter(sample__in=samples)
        .values_list("sample", "found")
        .annotate(Count("pk"))
        .order_by()
    )
    for sample, found, number in rows:
        counts[sample][found] = number
    return [(sample, counts[sample.pk]) for sample in samples]

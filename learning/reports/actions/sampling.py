"""An evaluator draws trainings at random, and says whether their registers were there."""

import hashlib
import secrets
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from learning.classroom.models import Training
from learning.reports import row_hashes, rules
from learning.reports.errors import NotAllowedError, NothingToDrawError
from learning.reports.models import Period, Sample, SampledTraining
from learning.reports.models.samples import MOST_SAMPLED


def numbered(pks: list[UUID], sample: UUID) -> list[UUID]:
    """Trainings in the order of the numbers, 1 and up, that they bear in one sample and
    nowhere else, whatever order they come in. Its random id decides: so their own ids
    need not leave the house, and numbers of two samples can't be laid side by side."""
    return sorted(pks, key=lambda pk: _lot(sample, pk))


def drawn(many: int, seed: str, size: int) -> list[int]:
    """The numbers that a seed draws out of those from 1 to `many`: those whose SHA-256
    of "<seed> <number>" is lowest, the lowest first. Anybody can do it again."""
    return sorted(range(1, many + 1), key=lambda number: _lot(seed, number))[:size]


def _lot(seed, each) -> str:
    return hashlib.sha256(f"{seed} {each}".encode()).hexdigest()


def list_hash(pks: list[UUID]) -> str:
    """Over the list that was drawn from, in the order of its numbers."""
    lines = "".join(f"{pk}\n" for pk in pks)
    return hashlib.sha256(lines.encode()).hexdigest()


@transaction.atomic
def draw_sample(*, period: Period, size: int, by, seed: str = "") -> Sample:
    """Draw `size` trainings of those behind a period's figures (all of them, if there
    are fewer), for good; another draw is another sample.

    `seed` is the evaluator's own, such as the numbers of a public lottery; without one
    it is made at random; any room in it is one space, as a page shows it. Raises
    NotAllowedError, ValueError for an impossible size, NothingToDrawError.
    """
    if not rules.can_sample(by):
        raise NotAllowedError("An evaluator draws samples")
    if not 1 <= size <= MOST_SAMPLED:
        raise ValueError(f"Between 1 and {MOST_SAMPLED}")
    pks = [
        each.training
        for each in row_hashes.registers(period.starts_on, period.ends_on)
        if each.training
    ]
    if not pks:
        raise NothingToDrawError("No training in this period")
    seed = " ".join(seed.split()) or secrets.token_hex(8)
    sample = Sample(
        period=period,
        seed=seed,
        size=size,
        drawn_from=len(pks),
        drawn_by=by,
    )
    in_order = numbered(pks, sample.pk)
    sample.list_hash = list_hash(in_order)
    sample.save(force_insert=True)
    numbers = drawn(len(pks), seed, size)
    picked = [in_order[number - 1] for number in numbers]
    hashes = row_hashes.register_hashes(picked)
    tenants = dict(Training.unscoped.filter(pk__in=picked).values_list("pk", "tenant"))
    SampledTraining.unscoped.bulk_create(
        [
            SampledTraining(
                sample=sample,
                tenant_id=tenants[pk],
                training_id=pk,
                number=place,
                drawn_number=number,
                register_hash=hashes[pk],
            )
            for place, (number, pk) in enumerate(
                zip(numbers, picked, strict=True), start=1
            )
        ]
    )
    return sample


@transaction.atomic
def say_found(*, sampled: SampledTraining, found: str, by) -> SampledTraining:
    """Whether the register was shown and is as it was counted; may be said anew.

    `found` is one of SampledTraining.Found, "" takes it back. Raises NotAllowedError,
    ValueError.
    """
    if not rules.can_sample(by):
        raise NotAllowedError("An evaluator says what she found")
    rows = SampledTraining.objects.for_tenant(sampled.tenant_id).select_for_update()
    row = rows.get(pk=sampled.pk)
    row.found = SampledTraining.Found(found)
    row.looked_at = timezone.now() if row.found else None
    row.looked_by = by if row.found else None
    row.save(update_fields=["found", "looked_at", "looked_by", "changed_at"])
    return row

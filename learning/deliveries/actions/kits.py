"""The class kit of a training: ordered the night before, made by the worker, soon gone.

Code cards are not in it. A card's code and secret exist on paper and, hashed, in the
database, and nowhere else; a kit is a file that is stored. So cards are printed by
themselves, at once, and never stored (docs/decisions/0019-class-kit.md).
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from learning.activities.specs import canonical_json
from learning.catalogue.shelf import shelf
from learning.classroom.models import Training
from learning.deliveries.actions.ordering import form_in, make_it, placed, throw_away
from learning.deliveries.kit import KitWishes
from learning.deliveries.kit_paper import kit_paper, kit_pdf
from learning.deliveries.models import Kit

# It says which sign-in names come to a training: no longer there than it takes to print.
KEPT_FOR = timedelta(days=2)


@dataclass(frozen=True)
class PlannedKit:
    """A kit as it would be now; `paper` is what stands in it."""

    training: Training
    wishes: KitWishes
    paper: dict

    @cached_property
    def content(self) -> str:
        return hashlib.sha256(canonical_json(self.paper).encode()).hexdigest()

    @cached_property
    def key(self) -> str:
        parts = [str(self.training.pk), self.content, form_in(self.training.language)]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    @property
    def ordered(self) -> Kit | None:
        """Its row if it has been ordered, as it stands now."""
        rows = Kit.objects.for_tenant(self.training.tenant_id)
        return rows.filter(key=self.key).first()


def plan_kit(*, training: Training, wishes: KitWishes) -> PlannedKit:
    """The kit of a training as it is planned now; writes nothing."""
    return PlannedKit(training, wishes, kit_paper(training, wishes))


def order_kit(*, planned: PlannedKit, by) -> Kit:
    """Its row; orders it where it is not there. The row comes back as it stands, as with
    `order`. `by` is not kept."""
    training = planned.training
    return placed(
        Kit.objects.for_tenant(training.tenant_id),
        key=planned.key,
        fields={
            "tenant_id": training.tenant_id,
            "training": training,
            "language": training.language,
            "content": planned.content,
            "parameters": planned.wishes.to_json(),
        },
        enqueue=lambda found: make_kit.enqueue(str(found.tenant_id), str(found.pk)),
    )


@task()
def make_kit(tenant: str, kit: str) -> None:
    """Make one kit and put it into the storage of files; a failure is written down."""
    found = (
        Kit.objects.for_tenant(tenant)
        .select_related("training__union")
        .filter(pk=UUID(kit), made_at=None)
        .first()
    )
    if found is None:
        return
    shelf.look_again()
    planned = plan_kit(
        training=found.training, wishes=KitWishes.from_json(found.parameters)
    )
    if planned.content != found.content:
        # Planned anew meanwhile: who waits asks for what is there now.
        found.delete()
        return

    def made() -> bytes:
        pdf, found.pages = kit_pdf(planned.paper)
        return pdf

    make_it(found, made)


def throw_away_kits(*, participant, by) -> None:
    """Throw away every kit that somebody's sign-in name may stand in."""
    trainings = participant.registrations.values("training")
    rows = Kit.objects.for_tenant(participant.tenant_id)
    for row in rows.filter(training__in=trainings):
        throw_away(row)


def tidy_kits(*, tenant) -> int:
    """Throw away kits of two days ago; returns how many went."""
    rows = Kit.objects.for_tenant(tenant)
    old = list(rows.filter(changed_at__lt=timezone.now() - KEPT_FOR))
    for row in old:
        throw_away(row)
    return len(old)

"""Booklets and session plans: papers of a module, which everybody shares."""

import hashlib
import json
from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from learning.catalogue.on_shelf import ModuleOnShelf
from learning.catalogue.shelf import shelf
from learning.deliveries.actions.ordering import form_in, make_it, placed, throw_away
from learning.deliveries.booklet import booklet_pdf
from learning.deliveries.models import Delivery
from learning.deliveries.plan_paper import plan_pdf
from learning.deliveries.source import ModuleSource, source_of
from learning.deliveries.wishes import Wishes

# Kept while somebody may still be asking for it; made again if they are later.
KEPT_FOR = timedelta(days=30)
OUTDATED_KEPT_FOR = timedelta(days=1)


def order(
    *, kind: str, source: ModuleSource, wishes: Wishes | None = None, by
) -> Delivery:
    """The paper for this very content and these wishes; orders it where it is not there.

    Ordering twice is ordering once. The row comes back as it stands now: `made_at`,
    `failed_at`, or neither while it waits for the worker. `by` (None: a visitor) is not
    kept: a paper has no owner.
    """
    return placed(
        Delivery.objects,
        key=key_of(kind, source, wishes),
        fields={
            "kind": kind,
            "module_id": source.key,
            "language": source.language,
            "edition": source.edition,
            "content": source.digest,
            "parameters": wishes.to_json() if wishes else {},
        },
        enqueue=lambda found: make.enqueue(found.pk),
    )


def is_there(*, kind: str, source: ModuleSource, wishes: Wishes | None = None) -> bool:
    """Whether asking for it costs no work: it has been ordered, or made."""
    return Delivery.objects.filter(key=key_of(kind, source, wishes)).exists()


def key_of(kind: str, source: ModuleSource, wishes: Wishes | None = None) -> str:
    """Names all that the file depends on: content, layout, interface words, wishes."""
    parts = [
        kind,
        source.key,
        source.language,
        source.digest,
        form_in(source.language),
        wishes.to_json() if wishes else {},
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


@task()
def make(delivery_pk: int) -> None:
    """Make one paper and put it into the storage of files; a failure is written down."""
    found = Delivery.objects.filter(pk=delivery_pk, made_at=None).first()
    if found is None:
        return
    shelf.look_again()
    module = shelf.index().by_key.get(found.module_id)
    source = _same_source(found, module)
    if source is None:
        # It was changed or withdrawn meanwhile: who waits asks for what is there now.
        found.delete()
        return
    make_it(found, lambda: _pdf(found, source))


def _same_source(found: Delivery, module: ModuleOnShelf | None) -> ModuleSource | None:
    source = source_of(module, found.language) if module else None
    return source if source and source.digest == found.content else None


def _pdf(found: Delivery, source: ModuleSource) -> bytes:
    if found.kind == Delivery.Kind.BOOKLET:
        return booklet_pdf(source)
    return plan_pdf(source, Wishes.from_json(found.parameters))


def tidy() -> int:
    """Throw away papers of old editions, failed ones, and those long made.

    Returns how many went. Idempotent; what is asked for again is made again.
    """
    now = timezone.now()
    current = {}
    gone = 0
    for row in Delivery.objects.outdated(before=now - OUTDATED_KEPT_FOR):
        at = (row.module_id, row.language)
        if at not in current:
            module = shelf.index().by_key.get(row.module_id)
            current[at] = source_of(module, row.language).digest if module else ""
        is_fresh = row.made_at and row.made_at > now - KEPT_FOR
        if is_fresh and row.content == current[at]:
            continue
        throw_away(row)
        gone += 1
    return gone

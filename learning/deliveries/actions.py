"""Papers are ordered by a request, made by the task worker, and thrown away when old."""

import hashlib
import json
import logging
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import to_locale
from django_tasks import task

from learning.catalogue.on_shelf import ModuleOnShelf
from learning.catalogue.shelf import shelf
from learning.deliveries.booklet import booklet_pdf
from learning.deliveries.models import Delivery
from learning.deliveries.plan_paper import plan_pdf
from learning.deliveries.source import ModuleSource, source_of
from learning.deliveries.wishes import Wishes

logger = logging.getLogger(__name__)

# After so long a task was lost with its worker, and a failed paper is tried again.
TRIED_AGAIN_AFTER = timedelta(minutes=10)
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
    key = key_of(kind, source, wishes)
    with transaction.atomic():
        found, is_new = Delivery.objects.get_or_create(
            key=key,
            defaults={
                "kind": kind,
                "module_id": source.key,
                "language": source.language,
                "edition": source.edition,
                "content": source.digest,
                "parameters": wishes.to_json() if wishes else {},
                "ordered_at": timezone.now(),
            },
        )
        if not is_new and not _is_to_be_ordered_again(found):
            return found
        if not is_new:
            found.ordered_at, found.failed_at = timezone.now(), None
            found.made_at, found.file = None, ""
            found.save()
        make.enqueue(found.pk)
    # Where tasks run at once it is there already.
    found.refresh_from_db()
    return found


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
        _form(source.language),
        wishes.to_json() if wishes else {},
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


@cache
def _form(language: str) -> str:
    """Changes with an update of the program or of its translations."""
    here = Path(__file__).parent
    catalogue = (
        Path(settings.LOCALE_PATHS[0]) / to_locale(language) / "LC_MESSAGES/django.mo"
    )
    digest = hashlib.sha256()
    for path in [*sorted(here.rglob("*.py")), *sorted(here.rglob("*.typ")), catalogue]:
        if path.exists():
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _is_to_be_ordered_again(found: Delivery) -> bool:
    if found.made_at:
        return not default_storage.exists(found.file)
    return timezone.now() - (found.failed_at or found.ordered_at) > TRIED_AGAIN_AFTER


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
    try:
        name = _store(found, _pdf(found, source))
    except Exception:
        logger.exception("paper %s could not be made", found.pk)
        found.failed_at = timezone.now()
        found.save(update_fields=["failed_at", "changed_at"])
        return
    found.file, found.made_at, found.failed_at = name, timezone.now(), None
    found.save(update_fields=["file", "made_at", "failed_at", "changed_at"])


def _same_source(found: Delivery, module: ModuleOnShelf | None) -> ModuleSource | None:
    source = source_of(module, found.language) if module else None
    return source if source and source.digest == found.content else None


def _pdf(found: Delivery, source: ModuleSource) -> bytes:
    if found.kind == Delivery.Kind.BOOKLET:
        return booklet_pdf(source)
    return plan_pdf(source, Wishes.from_json(found.parameters))


def _store(found: Delivery, content: bytes) -> str:
    """A name that tells nothing: the hash. A file left by a lost task is replaced."""
    name = f"deliveries/{found.key}.pdf"
    default_storage.delete(name)
    return default_storage.save(name, ContentFile(content))


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
        if row.file:
            default_storage.delete(row.file)
        row.delete()
        gone += 1
    return gone

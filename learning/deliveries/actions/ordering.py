"""What every paper on demand has in common: ordered once, made once, stored by its hash."""

import hashlib
import logging
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import to_locale

from learning import certificates, deliveries
from learning.deliveries.models import OrderedPaper

logger = logging.getLogger(__name__)

# After so long a task was lost with its worker, and a failed paper is tried again.
TRIED_AGAIN_AFTER = timedelta(minutes=10)


def placed(
    rows, *, key: str, fields: dict, enqueue: Callable[[OrderedPaper], None]
) -> OrderedPaper:
    """The row of that key as it stands now; ordered where it is not there, was lost, or
    failed a while ago. Ordering twice is ordering once."""
    with transaction.atomic():
        found, is_new = rows.get_or_create(
            key=key, defaults=fields | {"ordered_at": timezone.now()}
        )
        if not is_new and not _is_to_be_ordered_again(found):
            return found
        if not is_new:
            found.ordered_at, found.failed_at = timezone.now(), None
            found.made_at, found.file = None, ""
            found.save()
        enqueue(found)
    # Where tasks run at once it is there already.
    return rows.get(pk=found.pk)


def make_it(found: OrderedPaper, pdf: Callable[[], bytes]) -> None:
    """Make one paper and put it into the storage of files; a failure is written down."""
    try:
        name = _store(found, pdf())
    except Exception:
        logger.exception("paper %s could not be made", found.pk)
        found.failed_at = timezone.now()
        found.save(update_fields=["failed_at", "changed_at"])
        return
    found.file, found.made_at, found.failed_at = name, timezone.now(), None
    found.save()


def throw_away(found: OrderedPaper) -> None:
    if found.file:
        default_storage.delete(found.file)
    found.delete()


@cache
def form_in(language: str) -> str:
    """Changes with an update of the program or of its translations."""
    catalogue = (
        Path(settings.LOCALE_PATHS[0]) / to_locale(language) / "LC_MESSAGES/django.mo"
    )
    homes = [Path(room.__file__).parent for room in (deliveries, certificates)]
    digest = hashlib.sha256()
    for path in [
        *sorted(path for home in homes for path in home.rglob("*.py")),
        *sorted(path for home in homes for path in home.rglob("*.typ")),
        catalogue,
    ]:
        if path.exists():
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _is_to_be_ordered_again(found: OrderedPaper) -> bool:
    if found.made_at:
        return not default_storage.exists(found.file)
    return timezone.now() - (found.failed_at or found.ordered_at) > TRIED_AGAIN_AFTER


def _store(found: OrderedPaper, content: bytes) -> str:
    """A name that tells nothing: the hash. A file left by a lost task is replaced."""
    name = f"deliveries/{found.key}.pdf"
    default_storage.delete(name)
    return default_storage.save(name, ContentFile(content))

"""Whose names are gone for good: a list beside the keys, outside database and back-ups.

A back-up that is restored brings back what has been erased since. So each erasure is
written down here first, by random id and without a name, and applied again before a
restored site serves anybody (`manage.py reapply_erasures`, part of `prepare`).
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone

NAME, PERSON, ROSTER = "name", "person", "roster"


@dataclass(frozen=True)
class Erased:
    """`what` is gone: a participant's name, all about a person, or a sealed list."""

    what: str
    tenant: UUID
    pk: UUID


def file() -> Path:
    return Path(settings.KEYS_DIR) / "erased.jsonl"


def remember(*, what: str, tenant, pks: Iterable[UUID]) -> None:
    """Add to the list, on disk before this returns."""
    tenant_id = getattr(tenant, "pk", tenant)
    lines = [
        json.dumps(
            {
                "what": what,
                "tenant": str(tenant_id),
                "id": str(pk),
                "on": timezone.now().date().isoformat(),
            }
        )
        for pk in pks
    ]
    if not lines:
        return
    handle = os.open(file(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        # One write, and a line break before: a torn line of a crash stays by itself.
        os.write(handle, ("\n" + "\n".join(lines) + "\n").encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def read() -> Iterator[Erased]:
    """What is on the list; a line torn by a crash belongs to an erasure that was not
    carried out, and is passed over."""
    if not file().exists():
        return
    with file().open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                row = json.loads(line)
                yield Erased(row["what"], UUID(row["tenant"]), UUID(row["id"]))
            except (ValueError, KeyError, TypeError):
                continue

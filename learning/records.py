"""Base models: rows that know when they were made, and rows that never change."""

import hashlib
import uuid

from django.core.exceptions import ValidationError
from django.db import models
from uuid_utils.compat import uuid7


def new_id() -> uuid.UUID:
    """A UUIDv7: unique anywhere, and in order of time, so indexes stay dense.

    The compat module gives the standard library's UUID, which Django's field wants.
    """
    return uuid7()


def same_moment_id(moment: uuid.UUID, content: str) -> uuid.UUID:
    """An id that keeps the time of `moment` and tells this content from any other.

    A form carries one id. Sent twice it is one event; gone back to, changed and sent
    again, it is another.
    """
    digest = int.from_bytes(
        hashlib.sha256(moment.bytes + content.encode()).digest()[:8]
    )
    low = (0b10 << 62) | (digest >> 2)
    return uuid.UUID(int=(moment.int >> 64 << 64) | low)


class ImmutableError(ValidationError):
    """Somebody tried to change a row that is a fact."""


class Stamped(models.Model):
    """Knows when it was made and last changed."""

    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class AppendOnly(models.Model):
    """A fact: stored once, never changed by saving it again.

    Erasure of a person's rows is the one exception; it goes through querysets in
    the places that `tests/test_consistency.py` names.
    """

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ImmutableError(f"{type(self).__name__} is append-only")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ImmutableError(f"{type(self).__name__} is append-only")

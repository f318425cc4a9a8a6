"""Sessions in the database; on a shared phone they end by themselves.

The cookie of a shared phone goes with the browser (no Max-Age). Where the browser is
never closed, the row here ends after half an hour without a click.
"""

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.utils import timezone

from learning.statements import Statement

IDLE_SECONDS = 30 * 60

# Asked on every page of everybody who is signed in.
_stored = Statement(
    lambda now, key: Session.objects.filter(
        expire_date__gt=now, session_key=key
    ).values_list("session_data"),
    Session._meta.get_field("expire_date"),
    Session._meta.get_field("session_key"),
)


class SessionStore(DatabaseSessions):
    def load(self):
        row = _stored.row(timezone.now(), self.session_key)
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])

    def get_expiry_age(self, **kwargs):
        if self.get("shared_phone"):
            return IDLE_SECONDS
        return super().get_expiry_age(**kwargs)

    def get_expiry_date(self, **kwargs):
        if self.get("shared_phone"):
            kwargs["expiry"] = IDLE_SECONDS
        return super().get_expiry_date(**kwargs)

    def _validate_session_key(self, key):
        """Cookies come from outside; PostgreSQL refuses a key with a NUL in it."""
        return super()._validate_session_key(key) and key.isascii() and key.isalnum()

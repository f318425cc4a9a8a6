"""Sessions in the database; on a shared phone they end by themselves.

The cookie of a shared phone goes with the browser (no Max-Age). Where the browser is
never closed, the row here ends after half an hour without a click.
"""

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions

IDLE_SECONDS = 30 * 60


class SessionStore(DatabaseSessions):
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

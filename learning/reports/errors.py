"""What can stand in the way of an action upon reports, each by its own name."""


class ReportsError(Exception):
    """Something the house rules forbid; `str()` says it in English, for logs."""


class NotAllowedError(ReportsError):
    """Not for this role, or not of her union."""


class HasSpansError(ReportsError):
    """An indicator goes when none of its spans is left, seen ones included."""


class NotStandingError(ReportsError):
    """Decided, taken over or taken back meanwhile."""

"""What can stand in the way of erasing and destroying."""


class SafekeepingError(Exception):
    """Something the house rules forbid; `str()` says it in English, for logs."""


class NotHersError(SafekeepingError):
    """Neither she herself nor a coordinator of her tenant."""


class IsStaffError(SafekeepingError):
    """Somebody who works here: her roles end first."""


class AlreadyAskedError(SafekeepingError):
    """Somebody has asked for the same, and it waits for a second coordinator."""


class NeedsAnotherError(SafekeepingError):
    """Whoever asked for it does not confirm it."""


class IsOverError(SafekeepingError):
    """Withdrawn, confirmed already, or older than seven days."""

"""What can stand in the way of erasing, destroying and joining."""


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
    """Withdrawn, decided already, or older than seven days."""


class IsMergedError(SafekeepingError):
    """It is joined to another entry already, or they are one entry."""

"""What can stand in the way of an action upon reports, each by its own name."""


class ReportsError(Exception):
    """Something the house rules forbid; `str()` says it in English, for logs."""


class ReversedError(ReportsError):
    """It ends before it begins."""


class NotWholeYearsError(ReportsError):
    """It does not begin with a calendar year or does not end with one."""


class TooLongError(ReportsError):
    """More months than a reporting period has."""


class OverlapsError(ReportsError):
    """Another period covers one of its months; `args[0]` is its name."""


class IsClosedError(ReportsError):
    """A closed period stays as it is."""


class NotOverError(ReportsError):
    """Its last day is not over yet."""


class ChangedMeanwhileError(ReportsError):
    """Registers changed all the while it was counted."""


class NeedsWordsError(ReportsError):
    """It has to be said what is wrong, or why."""


class NothingToDrawError(ReportsError):
    """There is no training in the period."""


class NotAllowedError(ReportsError):
    """Not for this role, or not of her union."""


class HasSpansError(ReportsError):
    """An indicator goes when none of its spans is left, seen ones included."""


class NotStandingError(ReportsError):
    """Decided, taken over or taken back meanwhile."""


class NoSuchPeriodError(ReportsError):
    """No reporting period has these days."""

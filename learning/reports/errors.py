"""What can stand in the way of keeping the ledger."""


class ReportsError(Exception):
    """Something the house rules forbid; `str()` says it in English, for logs."""


class MayNotError(ReportsError):
    """The account's roles do not include this."""


class ReversedError(ReportsError):
    """It ends before it begins."""


class NotWholeMonthsError(ReportsError):
    """It does not begin with a month or does not end with one."""


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

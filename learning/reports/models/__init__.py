"""What the reports keep: targets, outcomes, and totals of earlier years."""

from learning.reports.models.history import DeclaredTotal, HistoryImport
from learning.reports.models.outcomes import Outcome, OutcomeMove, OutcomePair
from learning.reports.models.targets import Indicator, TargetSpan

__all__ = [
    "DeclaredTotal",
    "HistoryImport",
    "Indicator",
    "Outcome",
    "OutcomeMove",
    "OutcomePair",
    "TargetSpan",
]

"""What the reports keep: the ledger, targets, outcomes, releases, earlier years."""

from learning.reports.models.bundles import ReportBundle
from learning.reports.models.figures import Figure, FrozenRegister, Restatement
from learning.reports.models.history import DeclaredTotal, HistoryImport
from learning.reports.models.outcomes import Outcome, OutcomeMove, OutcomePair
from learning.reports.models.overlaps import OverlapChoice, OverlapCount
from learning.reports.models.periods import Period, PeriodMonth, SignOff
from learning.reports.models.released import ReleasedPattern
from learning.reports.models.samples import Sample, SampledTraining
from learning.reports.models.targets import Indicator, TargetSpan

__all__ = [
    "DeclaredTotal",
    "Figure",
    "FrozenRegister",
    "HistoryImport",
    "Indicator",
    "Outcome",
    "OutcomeMove",
    "OutcomePair",
    "OverlapChoice",
    "OverlapCount",
    "Period",
    "PeriodMonth",
    "ReleasedPattern",
    "ReportBundle",
    "Restatement",
    "Sample",
    "SampledTraining",
    "SignOff",
    "TargetSpan",
]

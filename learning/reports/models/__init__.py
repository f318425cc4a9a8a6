"""What the reports keep: periods, what the unions said of them, figures and samples."""

from learning.reports.models.figures import Figure, FrozenRegister, Restatement
from learning.reports.models.periods import Period, PeriodMonth, SignOff
from learning.reports.models.samples import Sample, SampledTraining

__all__ = [
    "Figure",
    "FrozenRegister",
    "Period",
    "PeriodMonth",
    "Restatement",
    "Sample",
    "SampledTraining",
    "SignOff",
]

"""What reports keep."""

from learning.reports.models.bundles import ReportBundle
from learning.reports.models.released import ReleasedPattern

__all__ = ["ReleasedPattern", "ReportBundle"]

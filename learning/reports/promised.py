"""What an indicator can be counted by, and how far a target is reached."""

from dataclasses import dataclass
from decimal import Decimal

from learning.reports.counting import BY_LABEL, IN_FORCE, Rule
from learning.reports.models import Indicator, TargetSpan
from learning.reports.outcome_rules import OUTCOME_RULE_BY_LABEL, OutcomeRule
from learning.reports.tables import FROZEN

# What an indicator can be counted by: what is frozen along the tables, hours of
# everybody, records. Learning gain is an average and tells too much of a few.
COUNTABLE = (*FROZEN, IN_FORCE["hours"], *OUTCOME_RULE_BY_LABEL.values())


@dataclass(frozen=True)
class Against:
    """One indicator in one span. `actual` is None where nothing is known yet, or where
    it is withheld, which `withheld` tells apart. Numbers are in the indicator's unit."""

    indicator: Indicator
    span: TargetSpan
    actual: Decimal | None
    withheld: bool = False

    @property
    def title(self) -> str:
        return self.indicator.title

    @property
    def unit(self) -> str:
        return self.indicator.unit

    @property
    def baseline(self) -> Decimal | None:
        return self.indicator.baseline

    @property
    def target(self) -> Decimal | None:
        return self.span.target

    @property
    def share(self) -> int | None:
        """How far the target is reached, in per cent, rounded down: of 0 only where it
        is reached. Where less is better, it is the target in per cent of the actual."""
        if self.actual is None or self.target is None:
            return None
        done, whole = self.actual, self.target
        if not self.indicator.ascending:
            done, whole = whole, done
        if whole <= 0:
            return 100 if done >= whole else 0
        return int(done * 100 / whole)


def rule_of(indicator: Indicator) -> Rule | OutcomeRule | None:
    """What it is counted by; None: by hand."""
    label = indicator.counted_by
    return BY_LABEL.get(label) or OUTCOME_RULE_BY_LABEL.get(label)

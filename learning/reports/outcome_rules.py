"""Records of what came of it, counted by named rules like everything else."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from learning.reports.models import Outcome

RECORDS = "records"


@dataclass(frozen=True)
class OutcomeRule:
    """One kind of records; the label is what is stored with a figure."""

    key: str
    version: int
    kind: str
    name: Promise
    says: Promise
    unit: str = RECORDS

    @property
    def label(self) -> str:
        return f"outcome.{self.key}.{self.version}"

    def described(self) -> str:
        return str(self.says)


_SAYS = _(
    "Records whose first day lies in the period. What two unions tell of one and the "
    "same thing, and somebody of the programme has said so, is counted once. What is "
    "still under discussion, or was withdrawn, is not counted."
)
OUTCOME_RULES = (
    OutcomeRule(
        "agreement", 1, Outcome.Kind.AGREEMENT, _("Collective agreements"), _SAYS
    ),
    OutcomeRule("case", 1, Outcome.Kind.CASE, _("Cases solved"), _SAYS),
    OutcomeRule("law", 1, Outcome.Kind.LAW, _("Laws and policies"), _SAYS),
    OutcomeRule(
        "structure", 1, Outcome.Kind.STRUCTURE, _("New union structures"), _SAYS
    ),
)
OUTCOME_RULE_BY_LABEL = {rule.label: rule for rule in OUTCOME_RULES}

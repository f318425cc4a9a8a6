"""May they? Predicates over accounts and roles."""

from learning.members.roles import (
    Administrator,
    Coordinator,
    Evaluator,
    ProgrammeOfficer,
)
from learning.members.rules import holds


def can_keep_targets(user) -> bool:
    """Indicators, targets and what they came to."""
    return holds(user, ProgrammeOfficer, Administrator)


def can_declare(user) -> bool:
    """Enter totals of earlier years, on behalf of a union too."""
    return holds(user, ProgrammeOfficer, Administrator)


def can_decide_outcome_pairs(user) -> bool:
    """Say whether two unions tell of one thing."""
    return holds(user, ProgrammeOfficer, Administrator)


def can_keep_outcomes(user, tenant) -> bool:
    """Records of what came of it are the union's own."""
    return holds(user, Coordinator, tenant=tenant)


def can_keep_periods(user) -> bool:
    """Make periods, close them, say why a figure was restated."""
    return user.is_authenticated and holds(user, ProgrammeOfficer, Administrator)


def can_sample(user) -> bool:
    """Draw trainings and say whether their registers were there."""
    return user.is_authenticated and holds(user, Evaluator)


def can_let_compare(user, tenant) -> bool:
    """Whether her union's list may be compared, unseen, with other unions'."""
    return holds(user, Coordinator, tenant=tenant)

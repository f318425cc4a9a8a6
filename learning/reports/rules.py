"""May they? Over periods, figures and samples."""

from learning.members.roles import Administrator, Evaluator, ProgrammeOfficer
from learning.members.rules import holds


def can_keep_periods(user) -> bool:
    """Make periods, close them, say why a figure was restated."""
    return user.is_authenticated and holds(user, ProgrammeOfficer, Administrator)


def can_sample(user) -> bool:
    """Draw trainings and say whether their registers were there."""
    return user.is_authenticated and holds(user, Evaluator)

"""May they? For what is written to trainers and never shown to trainees."""

from learning.members.roles import (
    Administrator,
    Author,
    Coordinator,
    ProgrammeOfficer,
    Trainer,
    Translator,
)
from learning.members.rules import holds

PREPARE_SESSIONS = (
    Trainer,
    Coordinator,
    Author,
    Translator,
    ProgrammeOfficer,
    Administrator,
)


def may_plan(user) -> bool:
    """Whether the account may read trainer notes and the secret sheets of roles."""
    return user.is_authenticated and holds(user, *PREPARE_SESSIONS)

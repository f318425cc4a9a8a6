"""May they? For the trainer's desk."""

from learning.members.queries import tenants_where
from learning.members.rules import NEAR_PEOPLE


def tenants_of_trainer(user) -> list:
    """The tenants whose trainees this account helps (trainer or coordinator there)."""
    if not user.is_authenticated:
        return []
    return sorted(tenants_where(user, *NEAR_PEOPLE), key=lambda tenant: tenant.name)

"""May they? For the trainer's desk."""

from learning.members.roles import Coordinator, Trainer


def tenants_of_trainer(user) -> list:
    """The tenants whose trainees this account helps (trainer or coordinator there)."""
    if not user.is_authenticated:
        return []
    return sorted(
        {
            each.union.tenant
            for each in user.memberships.current()
            .with_role(Trainer, Coordinator)
            .select_related("union__tenant")
            if each.union.tenant_id
        },
        key=lambda tenant: tenant.name,
    )

"""May they? Over trainings and those who take part.

A trainer has her own trainings, a coordinator those of her tenant. Whoever may not
see a training is told that it is not there.
"""

from django.utils import timezone

from learning.members.queries import is_frozen, tenants_where
from learning.members.roles import Administrator, Coordinator, Trainer
from learning.members.rules import NEAR_PEOPLE, holds


def tenants_of_trainer(user) -> list:
    """The tenants whose trainees this account helps (trainer or coordinator there)."""
    if not user.is_authenticated:
        return []
    return sorted(tenants_where(user, *NEAR_PEOPLE), key=lambda tenant: tenant.name)


def can_plan(user, tenant) -> bool:
    """Whether the account may plan a training in a tenant."""
    return user.is_authenticated and holds(user, *NEAR_PEOPLE, tenant=tenant)


def holds_training(user, training) -> bool:
    """Whether it is one of her own: she leads it or helps with it, and is trainer now."""
    if not user.is_authenticated:
        return False
    hers = (
        training.trainer_id == user.pk
        or training.co_trainers.filter(user=user).exists()
    )
    return hers and holds(user, *NEAR_PEOPLE, tenant=training.tenant_id)


def coordinates(user, tenant) -> bool:
    return user.is_authenticated and holds(user, Coordinator, tenant=tenant)


def can_see(user, training) -> bool:
    """Its trainers, and the coordinators of its tenant."""
    return holds_training(user, training) or coordinates(user, training.tenant_id)


def can_change(user, training) -> bool:
    """Plan, register, close: whoever sees it, until it is closed; then corrections only."""
    return can_see(user, training)


def can_open_names(user, training, today=None) -> bool:
    """A trainer until 14 days after the last day, a coordinator always; nobody while
    the tenant's names are frozen or this training's are destroyed."""
    if training.names_destroyed_at or is_frozen(training.tenant_id):
        return False
    if coordinates(user, training.tenant_id):
        return True
    return holds_training(user, training) and not training.names_are_closed(
        today or timezone.localdate()
    )


def trains_in(user, tenant) -> bool:
    return user.is_authenticated and holds(user, Trainer, tenant=tenant)


def can_keep_projects(user) -> bool:
    return user.is_authenticated and holds(user, Administrator)


def is_herself(user, registration) -> bool:
    """Whether a line of a register is the account's own, or of an entry that was joined
    to hers and has no account: two accounts are two places."""
    person = registration.participant
    if person.user_id:
        return person.user_id == user.pk
    joined = person.merged_into
    return joined is not None and joined.user_id == user.pk

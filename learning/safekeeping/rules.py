"""May they? Over everything that is kept about a person."""

from learning.members.queries import coordinators_of
from learning.members.roles import Coordinator
from learning.members.rules import holds, is_staff_account


def can_erase(by, participant) -> bool:
    """She herself, or a coordinator of her tenant."""
    return by is not None and (
        participant.user_id == by.pk or coordinates(by, participant.tenant_id)
    )


def can_export(by, participant) -> bool:
    """The same: what is kept about her is hers, and her union answers for it."""
    return can_erase(by, participant)


def coordinates(user, tenant) -> bool:
    return user.is_authenticated and holds(user, Coordinator, tenant=tenant)


def needs_second(tenant) -> bool:
    """Whether a second coordinator is there to confirm."""
    return len(coordinators_of(tenant)) > 1


def works_here(participant) -> bool:
    return participant.user is not None and is_staff_account(participant.user)

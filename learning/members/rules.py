"""May they? Predicates over accounts, roles and tenants."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from learning.members.accounts import DEMO_SIGN_IN_NAMES
from learning.members.models import Membership
from learning.members.roles import (
    ROLE_BY_SLUG,
    ROLES,
    Administrator,
    Coordinator,
    Evaluator,
    ProgrammeOfficer,
    Trainer,
)

PROGRAMME_ROLES = (ProgrammeOfficer, Evaluator, Administrator)
# Who helps a trainee back in, and opens names, in the own tenant.
NEAR_PEOPLE = (Trainer, Coordinator)


def is_staff_account(user) -> bool:
    """Staff have an e-mail address and a second factor; trainees have neither."""
    return bool(user.is_authenticated and user.email)


def is_demo_account(user) -> bool:
    return settings.DEMO and user.sign_in_name in DEMO_SIGN_IN_NAMES


def has_second_factor(user) -> bool:
    return Authenticator.objects.filter(
        user=user, type=Authenticator.Type.TOTP
    ).exists()


def lacks_second_factor(user) -> bool:
    """Staff who must set one up before they enter a staff room."""
    return (
        (is_staff_account(user) or user.is_superuser)
        and not is_demo_account(user)
        and not has_second_factor(user)
    )


def holds(user, *roles, tenant=None) -> bool:
    """Whether the account holds one of the roles now (in that tenant, if one is named)."""
    held = Membership.objects.current().with_role(*roles).filter(user=user)
    if tenant is not None:
        held = held.filter(union__tenant=tenant)
    return held.exists()


def writes_content(user) -> bool:
    """Whether one of the roles held today opens the editor."""
    return holds(user, *[role for role in ROLES if role.writes_content])


def can_appoint(*, by, user, role, union) -> bool:
    """Whether `by` may give `role` in `union` to `user`; see roles.py for who gives what.

    `by` None is the person at the server's console, who may name the first
    administrator and nobody else.
    """
    if by is None:
        first = not Membership.objects.with_role(Administrator).exists()
        return role is Administrator and first
    if role.reads_names and (by == user or holds(user, *PROGRAMME_ROLES)):
        # The programme counts and the union names; nobody does both.
        return False
    if role.for_programme and holds(user, *NEAR_PEOPLE):
        return False
    if is_first_coordinator(role, union) and holds(by, Administrator):
        return True
    return any(
        holds(by, giver, tenant=None if giver.for_programme else union.tenant_id)
        for giver in _givers(role)
    )


def can_end(*, by, membership) -> bool:
    """Whoever may give a role may end it; and everybody may lay down the own one."""
    if by == membership.user:
        return True
    tenant = membership.union.tenant_id if membership.union else None
    return any(
        holds(by, giver, tenant=None if giver.for_programme else tenant)
        for giver in _givers(ROLE_BY_SLUG[membership.role])
    )


def is_first_coordinator(role, union) -> bool:
    return role is Coordinator and union is not None and not union.coordinated_since


def can_found_unions(user) -> bool:
    return holds(user, Administrator)


def can_reset(*, by, user) -> bool:
    """A trainer or coordinator, for a trainee of the own tenant; never for staff."""
    participant = getattr(user, "participant", None)
    return (
        participant is not None
        and by != user
        and not user.email
        and holds(by, *NEAR_PEOPLE, tenant=participant.tenant_id)
    )


def is_near(user, tenant) -> bool:
    """A trainer or coordinator of the tenant: prints cards, makes codes, vouches."""
    return user is not None and holds(user, *NEAR_PEOPLE, tenant=tenant)


def can_name(*, by, participant) -> bool:
    """She herself, or a trainer or coordinator of her tenant."""
    return participant.user_id == by.pk or holds(
        by, *NEAR_PEOPLE, tenant=participant.tenant_id
    )


def can_decide_for(*, by, participant) -> bool:
    """Consent is hers; a trainer may write down what was signed or read aloud."""
    return can_name(by=by, participant=participant)


def can_delete_account(user) -> bool:
    """Trainees by themselves; staff ask, because others' access hangs on theirs."""
    return (
        user.is_authenticated
        and not is_staff_account(user)
        and getattr(user, "participant", None) is not None
    )


def _givers(role):
    return [ROLE_BY_SLUG[slug] for slug in role.given_by]

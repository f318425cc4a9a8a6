"""Reads over accounts, roles and people; each says for which tenant it asks."""

from learning.members.models import (
    Consent,
    Identity,
    Membership,
    Participant,
    ResetCode,
    Union,
    User,
)
from learning.members.roles import ROLE_BY_SLUG, Coordinator, Trainer

OPEN_SLUG = "open"


def participant_of(user) -> Participant | None:
    """The person behind an account; no query where the backend loaded both."""
    return getattr(user, "participant", None)


def tenant_of(user) -> Union | None:
    """The tenant that keeps this trainee's data."""
    participant = participant_of(user)
    return participant.tenant if participant else None


def open_tenant() -> Union | None:
    """The tenant of people without a union, where it has been made."""
    return Union.objects.filter(slug=OPEN_SLUG).first()


def memberships_of(user):
    """What the account is now, and where."""
    return (
        Membership.objects.current()
        .filter(user=user)
        .select_related("union", "union__tenant")
        .order_by("role")
    )


def roles_of(user) -> set[type]:
    """The role classes the account holds now. A trainee's place needs no role."""
    return {ROLE_BY_SLUG[held.role] for held in memberships_of(user)}


def tenants_where(user, *roles) -> list[Union]:
    """The tenants in which the account holds one of the roles now."""
    held = memberships_of(user).with_role(*roles)
    return list({each.union.tenant_id: each.union.tenant for each in held}.values())


def trainers_of(participant) -> list[User]:
    """Who helps this person: trainers of her tenant now."""
    return _users_with(Trainer, participant.tenant_id)


def coordinators_of(tenant) -> list[User]:
    return _users_with(Coordinator, tenant)


def trainees_of(tenant, *, name_starts=""):
    """The participants of one tenant who have an account, by sign-in name."""
    return (
        Participant.objects.for_tenant(tenant)
        .filter(
            user__isnull=False,
            user__email="",
            user__sign_in_name__startswith=name_starts,
        )
        .select_related("user", "union")
        .order_by("user__sign_in_name")
    )


def latest_reset(user) -> ResetCode | None:
    """The last time somebody opened her account with a code, so that she can be told."""
    participant = participant_of(user)
    if participant is None:
        return None
    return (
        ResetCode.objects.for_tenant(participant.tenant_id)
        .filter(user=user, used_at__isnull=False)
        .order_by("-used_at")
        .first()
    )


def consents_of(participant) -> dict[str, Consent]:
    """What holds now: the latest decision for each purpose she was asked about."""
    return {row.purpose: row for row in reversed(consent_history(participant))}


def consent_history(participant) -> list[Consent]:
    """Every decision, latest first."""
    return list(
        Consent.objects.for_participant(participant).order_by("-decided_at", "-pk")
    )


def agrees(participant, purpose) -> bool:
    """Whether she said yes, and has not taken it back."""
    latest = consents_of(participant).get(purpose)
    return latest is not None and latest.given


def identity_of(participant) -> Identity | None:
    return Identity.objects.for_participant(participant).first()


def unions_to_choose_from():
    """What "which is your union?" offers: every union but the one for people without."""
    return Union.objects.exclude(level=Union.Level.OPEN).order_by("name")


def _users_with(role, tenant) -> list[User]:
    held = (
        Membership.objects.current()
        .with_role(role)
        .filter(union__tenant=tenant, user__is_active=True)
        .select_related("user")
    )
    return sorted({each.user for each in held}, key=lambda user: user.sign_in_name)

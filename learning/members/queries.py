"""Reads over accounts, roles and people; each says for which tenant it asks."""

from collections.abc import Iterator
from contextlib import suppress
from uuid import UUID

from learning import keys
from learning.members import codes
from learning.members.models import (
    Card,
    Consent,
    Identity,
    JoinCode,
    Membership,
    NamesTerm,
    Participant,
    ResetCode,
    Union,
    User,
)
from learning.members.models.freezing import is_frozen
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


def trainers_of_tenant(tenant) -> list[User]:
    return _users_with(Trainer, tenant)


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


def name_stays_behind(participant, tenant) -> bool:
    """Whether she has a name that can't go along to another tenant, because names are
    locked here or there. Three queries at most."""
    locked = is_frozen(participant.tenant_id) or is_frozen(tenant)
    return locked and identity_of(participant) is not None


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


def role_towards(user, tenant) -> str:
    """The slug of the role the account holds in a tenant now; its role in the programme,
    or "", where it has none there."""
    if user is None:
        return ""
    held = list(memberships_of(user))
    here = [each for each in held if each.union and each.union.tenant_id == tenant]
    for each in [*here, *[each for each in held if each.union is None]]:
        return each.role
    return ""


def term_of(tenant) -> NamesTerm | None:
    """How long the tenant keeps names; None where nobody has decided yet."""
    return NamesTerm.objects.for_tenant(tenant).first()


def names_of(tenant, participants) -> dict[UUID, str]:
    """The names of these participants of one tenant, by their id, decrypted in memory.

    Who has none, or one that does not open any more, is not in it. Empty while the
    tenant's names are frozen. Two queries. The caller has asked whether the reader may
    (rules), and notes it in the audit log.
    """
    if is_frozen(tenant):
        return {}
    sealed = Identity.objects.for_tenant(tenant).filter(participant__in=participants)
    try:
        return dict(
            keys.open_many(tenant, sealed.values_list("participant_id", "sealed"))
        )
    except keys.KeyMissingError:
        return {}


def names_among(tenant) -> Iterator[tuple[UUID, str]]:
    """(id, name) of everybody of a tenant, one after the other, to be searched in memory
    and forgotten; none while names are frozen. Two queries; as `names_of` else."""
    if is_frozen(tenant):
        return
    sealed = Identity.objects.for_tenant(tenant).filter(participant__merged_into=None)
    rows = sealed.values_list("participant_id", "sealed").iterator(chunk_size=2000)
    with suppress(keys.KeyMissingError):
        yield from keys.open_many(tenant, rows)


def card_by_secret(secret: str) -> Card | None:
    """The living card whose QR code holds this secret, with account, person and union.

    The one who scans has no tenant yet: the card tells. Looked up by a keyed hash, so
    the time it takes says nothing about secrets there are.
    """
    if len(secret) > codes.LONGEST_SECRET:
        return None
    return _cards_anywhere().filter(secret_hash=codes.hashed_secret(secret)).first()


def card_by_pk(pk) -> Card | None:
    """A living card that has just been seen (members/card_seen.py), in any tenant."""
    return _cards_anywhere().filter(pk=pk).first()


def card_by_code(sign_in_name: str, code: str) -> Card | None:
    """The living, unused card with this sign-in name and this code; the same work is
    done where there is no such name."""
    found = (
        _cards_anywhere()
        .filter(user__sign_in_name=sign_in_name, used_at__isnull=True)
        .first()
    )
    if not codes.matches(
        found.user_id if found else "nobody", code, found.code_hash if found else ""
    ):
        return None
    return found


def _cards_anywhere():
    return Card.unscoped.filter(ended_at__isnull=True).select_related(
        "user", "participant", "union"
    )


def cards_of(tenant, *, name_starts=""):
    """The cards of a tenant, the latest printed first, with account and union."""
    return (
        Card.objects.for_tenant(tenant)
        .filter(user__sign_in_name__startswith=name_starts)
        .select_related("user", "union")
        .order_by("-printed_at", "-pk")
    )


def join_code_by(typed: str) -> JoinCode | None:
    """The join code that was typed or scanned; it may have expired (`is_over`)."""
    code = codes.tidy(typed)
    return (
        JoinCode.unscoped.filter(code=code, ended_at__isnull=True)
        .select_related("union", "union__tenant")
        .first()
    )


def join_code_of(union) -> JoinCode | None:
    """The union's own code, for people at home; it may have expired."""
    return (
        JoinCode.objects.for_tenant(union.tenant_id)
        .filter(union=union, for_class=False, ended_at__isnull=True)
        .first()
    )


def people_waiting(tenant):
    """The people of a tenant who wait for somebody to vouch for them, the longest first;
    each with account and union."""
    return (
        Participant.objects.for_tenant(tenant)
        .filter(vouching=Participant.Vouching.WAITING, merged_into__isnull=True)
        .select_related("user", "union")
        .order_by("created_at", "pk")
    )


def people_decided(tenant):
    """Those somebody vouched for or refused, the latest first: each can be taken back."""
    return (
        Participant.objects.for_tenant(tenant)
        .filter(vouched_at__isnull=False, merged_into__isnull=True)
        .select_related("user", "union")
        .order_by("-vouched_at", "pk")
    )


def join_codes_of(tenant):
    """The codes for people at home in a tenant that were not ended, with their union."""
    return (
        JoinCode.objects.for_tenant(tenant)
        .filter(for_class=False, ended_at__isnull=True)
        .select_related("union")
        .order_by("union__name")
    )


def standing_for(participant) -> Participant:
    """The entry that stands for this person: herself, or whom she was joined to.

    At most one query; `merged_into` never points at an entry that is joined itself.
    """
    return participant.merged_into or participant


def entries_of_person(participant) -> list[Participant]:
    """All entries of one person, the standing one first: what she did is written on any
    of them, so whoever adds up what one person did asks for all. One or two queries."""
    standing = standing_for(participant)
    joined = Participant.objects.for_tenant(standing.tenant_id)
    return [standing, *joined.filter(merged_into=standing).order_by("created_at")]

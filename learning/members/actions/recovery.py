"""The way back in: the code she wrote down, or one from her trainer or coordinator."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from learning.members import codes, rules
from learning.members.actions.audit import note
from learning.members.actions.places import choose_secret, new_recovery_code
from learning.members.errors import NotAllowedError
from learning.members.models import AuditEntry, ResetCode, User
from learning.members.queries import memberships_of, participant_of
from learning.members.roles import Coordinator, Trainee, Trainer

RESET_DAYS = 7


@transaction.atomic
def issue_reset_code(*, user, by) -> str:
    """A one-time code for a trainee who is locked out; ends those given before."""
    if not rules.can_reset(by=by, user=user):
        raise NotAllowedError("Only a trainer or coordinator of her own tenant")
    tenant = participant_of(user).tenant_id
    now = timezone.now()
    _open_codes(user, tenant).update(expires_at=now)
    code = codes.make_code(codes.RESET_GROUPS)
    ResetCode.objects.for_tenant(tenant).create(
        tenant_id=tenant,
        user=user,
        code_hash=codes.hashed(user.pk, code),
        expires_at=now + timedelta(days=RESET_DAYS),
        issued_by=by,
        issued_by_role=_role_towards(by, tenant),
    )
    note(
        tenant=tenant,
        act=AuditEntry.Act.RESET,
        by=by,
        participant=participant_of(user),
        people=1,
    )
    return code


@transaction.atomic
def use_code(*, user, code, secret) -> str | None:
    """Let her back in with a new PIN or password: returns her next recovery code.

    None if the code is not hers. `user` None does the same work, so that the time taken
    does not tell whether an account exists. The codes used are used up, sessions
    elsewhere end, and what she learned stays.
    """
    participant = participant_of(user) if user else None
    if participant is None or user.email or not user.is_active:
        codes.matches("nobody", code, "")
        User().set_password(secret)
        return None
    if not (_spend_reset_code(user, participant, code) or _spend_own(user, code)):
        User().set_password(secret)
        return None
    choose_secret(user=user, secret=secret)
    return new_recovery_code(user)


@transaction.atomic
def renew_recovery_code(*, user) -> str:
    """A new code to write down, if the paper is lost; the old one is worth nothing."""
    return new_recovery_code(user)


def _spend_reset_code(user, participant, code) -> bool:
    for row in _open_codes(user, participant.tenant_id):
        if codes.matches(user.pk, code, row.code_hash):
            # The condition makes it once, even for two requests at the same moment.
            return bool(
                _open_codes(user, participant.tenant_id)
                .filter(pk=row.pk)
                .update(used_at=timezone.now(), code_hash="")
            )
    return False


def _spend_own(user, code) -> bool:
    if not codes.matches(user.pk, code, user.recovery_code_hash):
        return False
    spent = User.objects.filter(
        pk=user.pk, recovery_code_hash=user.recovery_code_hash
    ).update(recovery_code_hash="")
    if not spent:
        return False
    # Noted like the others, so that her desk can tell her: if it was not she, then
    # somebody has her paper.
    now = timezone.now()
    tenant = user.participant.tenant_id
    ResetCode.objects.for_tenant(tenant).create(
        tenant_id=tenant,
        user=user,
        code_hash="",
        expires_at=now,
        used_at=now,
        issued_by=user,
        issued_by_role=Trainee.slug,
    )
    return True


def _open_codes(user, tenant):
    return ResetCode.objects.for_tenant(tenant).filter(
        user=user, used_at__isnull=True, expires_at__gt=timezone.now()
    )


def _role_towards(by, tenant) -> str:
    held = (
        memberships_of(by).with_role(Trainer, Coordinator).filter(union__tenant=tenant)
    )
    return held.first().role

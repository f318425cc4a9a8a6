"""Inviting somebody to work here, and ending all of it."""

from django.db import transaction
from django.db.models import F

from learning.members.actions.appointments import appoint, end_role
from learning.members.actions.audit import note
from learning.members.actions.places import make_staff_account
from learning.members.models import AuditEntry, Membership, User


@transaction.atomic
def invite(*, email, role, union, by, ends_on=None, language="") -> Membership:
    """Give a role in a union (None: in the programme) to the account with this address,
    made where there is none.

    The new account has no password; the view sends the letter by which she chooses one.
    Raises as `appoint` and `make_staff_account` do.
    """
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        user = make_staff_account(email=email, by=by, language=language)
    membership = appoint(user=user, role=role, union=union, by=by, ends_on=ends_on)
    if union is not None:
        note(
            tenant=union.tenant_id,
            act=AuditEntry.Act.APPOINTED,
            by=by,
            thing=role.slug,
            thing_id=user.pk,
        )
    return membership


@transaction.atomic
def end_one_role(*, membership, by) -> None:
    """End one role, and all sessions of whoever held it: she signs in anew with what she
    has left. Raises NotAllowedError."""
    end_role(membership=membership, by=by)
    if membership.union is not None:
        note(
            tenant=membership.union.tenant_id,
            act=AuditEntry.Act.ENDED_ROLE,
            by=by,
            thing=membership.role,
            thing_id=membership.user_id,
        )
    end_sessions(user=membership.user, by=by)


@transaction.atomic
def end_roles(*, user, tenant, by) -> int:
    """End every role the account holds in a tenant, and all its sessions; returns how
    many roles. Raises NotAllowedError where `by` may not end one of them."""
    held = Membership.objects.current().filter(user=user, union__tenant=tenant)
    ended = 0
    for membership in held:
        end_one_role(membership=membership, by=by)
        ended += 1
    end_sessions(user=user, by=by)
    return ended


def end_sessions(*, user, by) -> None:
    """Every session of the account ends with its next click."""
    User.objects.filter(pk=user.pk).update(session_era=F("session_era") + 1)

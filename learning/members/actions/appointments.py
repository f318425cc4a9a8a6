"""Giving and ending roles."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from learning.members import rules
from learning.members.errors import (
    LastAdministratorError,
    NeedsEmailError,
    NeedsEndError,
    NotAllowedError,
    NotATenantError,
)
from learning.members.models import Membership, Participant, Union, User
from learning.members.queries import participant_of
from learning.members.roles import STAFF_ROLES, Administrator, Coordinator, Evaluator


@transaction.atomic
def appoint(*, user, role, by, union=None, ends_on=None) -> Membership:
    """Give `role` to `user`, until `ends_on` if that is set; again to change the date.

    `by` None is the person at the server's console: the first administrator only.
    """
    if union is not None:
        # Two first coordinators at the same moment would be one too many.
        union = Union.objects.select_for_update().get(pk=union.pk)
    if (union is None) != role.for_programme:
        raise NotAllowedError(f"{role.slug}: wrong place for this role")
    if not rules.can_appoint(by=by, user=user, role=role, union=union):
        raise NotAllowedError(f"{by} may not appoint a {role.slug} here")
    if role is Coordinator and not union.keeps_own_key:
        raise NotATenantError(f"{union.slug} does not keep its own key")
    if role.is_staff and not user.email:
        raise NeedsEmailError(f"A {role.slug} signs in by e-mail")
    if role is Evaluator and ends_on is None:
        raise NeedsEndError("An evaluator's role ends on a date")
    if ends_on is not None and ends_on < timezone.localdate():
        raise NeedsEndError("That date is over")
    membership, _is_new = Membership.objects.update_or_create(
        user=user,
        union=union,
        role=role.slug,
        defaults={"ends_on": ends_on, "appointed_by": by},
    )
    if role is Coordinator and not union.coordinated_since:
        union.coordinated_since = timezone.now()
        union.save(update_fields=["coordinated_since", "changed_at"])
    _follow_roles(user)
    return membership


@transaction.atomic
def end_role(*, membership, by) -> None:
    """End a role at once; the row stays and says that it was held.

    Raises NotAllowedError, and LastAdministratorError.
    """
    if not rules.can_end(by=by, membership=membership):
        raise NotAllowedError(f"{by} may not end this role")
    if membership.role == Administrator.slug and not _others(membership).exists():
        raise LastAdministratorError("Nobody could appoint another")
    membership.ends_on = timezone.localdate() - timedelta(days=1)
    membership.save(update_fields=["ends_on", "changed_at"])
    _follow_roles(membership.user)


def _others(membership):
    held = Membership.objects.current().with_role(Administrator)
    return held.exclude(pk=membership.pk)


def _follow_roles(user) -> None:
    """What hangs on roles: the door to the editor, and not being counted as trained."""
    user.is_staff = rules.writes_content(user)
    User.objects.filter(pk=user.pk).update(is_staff=user.is_staff)
    participant = participant_of(user)
    if participant and rules.holds(user, *STAFF_ROLES):
        Participant.objects.for_tenant(participant.tenant_id).filter(
            pk=participant.pk
        ).update(is_counted=False, is_to_recount=True)

"""Who works for the union: inviting, roles that end, leaving."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from learning.classroom.models import Training
from learning.members import limits
from learning.members.actions.inviting import end_one_role, invite
from learning.members.errors import MembersError
from learning.members.forms import posted
from learning.members.letters import send_invitation
from learning.members.models import Membership, User
from learning.members.roles import ROLE_BY_SLUG, STAFF_ROLES, Trainer
from learning.members.rules import can_end
from learning.members.too_many import slowed_down
from learning.members.views.entering import UNPROCESSABLE
from learning.union_desk.actions import let_go
from learning.union_desk.doors import coordinator_required
from learning.union_desk.forms import INVITED, InviteForm, LetGoForm
from learning.union_desk.rooms import ROOMS

PER_DAY = limits.Limit(30, limits.DAY)


def _working_for(tenant):
    """Roles held now, by e-mail address; one query."""
    return (
        Membership.objects.current()
        .with_role(*STAFF_ROLES)
        .filter(union__tenant=tenant)
        .select_related("user", "union")
        .order_by("user__email", "role")
    )


@never_cache
@require_http_methods(["GET", "POST"])
@slowed_down
@coordinator_required
def staff(request, tenant):
    """`/<lang>/union/staff/`: who works here, and a form to invite one more."""
    form = InviteForm(posted(request))
    if form.is_valid() and _invite(request, tenant, form):
        return redirect("union_desk:staff")
    rows = [
        (each, ROLE_BY_SLUG[each.role].label, can_end(by=request.user, membership=each))
        for each in _working_for(tenant)
    ]
    return render(
        request,
        "learning/union_desk/staff.html",
        {"rooms": ROOMS, "room": "staff", "tenant": tenant, "form": form, "rows": rows},
        status=UNPROCESSABLE if form.is_bound else None,
    )


def _invite(request, tenant, form) -> bool:
    """Appoint, and send the letter with which she chooses a password."""
    limits.take("invite", str(request.user.pk), (PER_DAY,))
    asked = form.cleaned_data
    try:
        membership = invite(
            email=asked["email"],
            role=INVITED[asked["role"]],
            union=tenant,
            by=request.user,
            ends_on=asked["ends_on"],
            language=request.LANGUAGE_CODE,
        )
    except MembersError:
        form.add_error("email", _("This account may not have that role here."))
        return False
    send_invitation(request, membership.user)
    messages.success(
        request,
        _("Done. She gets a letter with a link by which she chooses her password."),
    )
    return True


@require_POST
@coordinator_required
def end(request, tenant, membership):
    """End one role at once."""
    held = _working_for(tenant).filter(pk=membership).first()
    if held is None or not can_end(by=request.user, membership=held):
        raise Http404
    end_one_role(membership=held, by=request.user)
    messages.success(request, _("That role has ended."))
    return redirect("union_desk:staff")


@never_cache
@require_http_methods(["GET", "POST"])
@coordinator_required
def leaving(request, tenant, user):
    """One form: roles and sessions end, trainings go to somebody else."""
    held = list(_working_for(tenant).filter(user=user))
    if not held or any(not can_end(by=request.user, membership=each) for each in held):
        raise Http404
    trainings = Training.objects.for_tenant(tenant).filter(trainer=user)
    trainings = trainings.exclude(state=Training.State.CLOSED)
    form = LetGoForm(posted(request), trainers=_other_trainers(tenant, user))
    if form.is_valid():
        let_go(
            user=held[0].user,
            tenant=tenant,
            by=request.user,
            trainings_to=form.cleaned_data["trainings_to"],
        )
        messages.success(request, _("She has left: roles and sessions have ended."))
        return redirect("union_desk:staff")
    return render(
        request,
        "learning/union_desk/leaving.html",
        {
            "rooms": ROOMS,
            "room": "staff",
            "tenant": tenant,
            "form": form,
            "leaver": held[0].user,
            "roles": [ROLE_BY_SLUG[each.role].label for each in held],
            "trainings": trainings.count(),
        },
        status=UNPROCESSABLE if form.is_bound else None,
    )


def _other_trainers(tenant, user):
    teaching = (
        Membership.objects.current().with_role(Trainer).filter(union__tenant=tenant)
    )
    return (
        User.objects.filter(pk__in=teaching.values("user"), is_active=True)
        .exclude(pk=user)
        .order_by("email")
    )

"""Who works for the programme: officers, evaluators, administrators, its authors."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from learning.members import limits
from learning.members.actions import open_the_open_tenant
from learning.members.actions.inviting import end_one_role, invite
from learning.members.errors import LastAdministratorError, MembersError
from learning.members.forms import posted
from learning.members.letters import send_invitation
from learning.members.roles import ROLE_BY_SLUG
from learning.members.rules import can_end
from learning.members.too_many import slowed_down
from learning.members.views.entering import UNPROCESSABLE
from learning.programme_desk.doors import administrator_required
from learning.programme_desk.forms import ROLES, StaffForm
from learning.programme_desk.queries import working_for_programme
from learning.programme_desk.rooms import rooms_for

PER_PAGE = 50
PER_DAY = limits.Limit(30, limits.DAY)


@never_cache
@require_http_methods(["GET", "POST"])
@slowed_down
@administrator_required
def staff(request):
    """`/<lang>/programme/staff/`: who works here, and a form for one more."""
    form = StaffForm(posted(request))
    if form.is_valid() and _invited(request, form):
        return redirect("programme_desk:staff")
    page = Paginator(working_for_programme(), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "learning/programme_desk/staff.html",
        {
            "rooms": rooms_for(request.user),
            "room": "staff",
            "form": form,
            "page": page,
            "rows": [(each, ROLE_BY_SLUG[each.role].label) for each in page],
        },
        status=UNPROCESSABLE if form.is_bound else None,
    )


def _invited(request, form) -> bool:
    limits.take("invite", str(request.user.pk), (PER_DAY,))
    asked = form.cleaned_data
    role = ROLES[asked["role"]]
    try:
        membership = invite(
            email=asked["email"],
            role=role,
            union=None if role.for_programme else open_the_open_tenant(),
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
@administrator_required
def end(request, membership):
    """End one role at once, and the sessions of whoever held it."""
    held = working_for_programme().filter(pk=membership).first()
    if held is None or not can_end(by=request.user, membership=held):
        raise Http404
    try:
        end_one_role(membership=held, by=request.user)
    except LastAdministratorError:
        messages.error(
            request, _("She is the only administrator. Invite another one first.")
        )
    else:
        messages.success(request, _("That role has ended."))
    return redirect("programme_desk:staff")

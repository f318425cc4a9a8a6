"""Who may come in here: coordinators, each into her own tenant."""

from functools import wraps

from django.http import Http404

from learning.members.doors import staff_required
from learning.members.queries import tenants_where
from learning.members.roles import Coordinator

_CHOSEN = "union_desk_tenant"


def coordinator_required(view):
    """The view gets the tenant; for anybody else there is nothing here (404).

    Somebody who coordinates two tenants chooses by `?tenant=`, which holds until she
    chooses the other; else it is the first by name.
    """

    @staff_required()
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        tenants = sorted(
            tenants_where(request.user, Coordinator), key=lambda tenant: tenant.name
        )
        chosen = request.GET.get("tenant") or request.POST.get("tenant")
        if chosen and chosen not in [each.slug for each in tenants]:
            raise Http404
        if len(tenants) > 1 and chosen:
            request.session[_CHOSEN] = chosen
        wanted = chosen or request.session.get(_CHOSEN)
        # The one she chose may have ended meanwhile.
        tenants.sort(key=lambda tenant: tenant.slug != wanted)
        if not tenants:
            raise Http404
        request.desks = sorted(tenants, key=lambda tenant: tenant.name)
        return view(request, *args, tenant=tenants[0], **kwargs)

    return wrapped

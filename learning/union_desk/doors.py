"""Who may come in here: coordinators, each into her own tenant."""

from functools import wraps

from django.http import Http404

from learning.members.doors import staff_required
from learning.members.queries import tenants_where
from learning.members.roles import Coordinator


def coordinator_required(view):
    """The view gets the tenant; for anybody else there is nothing here (404).

    Somebody who coordinates two tenants chooses by `?tenant=`, else the first by name.
    """

    @staff_required()
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        tenants = sorted(
            tenants_where(request.user, Coordinator), key=lambda tenant: tenant.name
        )
        chosen = request.GET.get("tenant") or request.POST.get("tenant")
        found = [each for each in tenants if chosen in (None, "", each.slug)]
        if not found:
            raise Http404
        return view(request, *args, tenant=found[0], **kwargs)

    return wrapped

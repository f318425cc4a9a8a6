"""Whether the union's list may be compared, unseen, with other unions' lists."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from learning.classroom.queries.overlaps import how_many_agreed
from learning.members.models import AuditEntry
from learning.reports.actions.overlaps import (
    LEAST_COMPARED,
    allow_comparing,
    end_comparing,
)
from learning.reports.models import OverlapChoice
from learning.union_desk.doors import coordinator_required
from learning.union_desk.rooms import ROOMS

SHOWN = 10


@never_cache
@require_http_methods(["GET", "POST"])
@coordinator_required
def comparing(request, tenant):
    """`/<lang>/union/figures/comparing/`; `do=allow` allows it, `do=end` takes it back."""
    if request.method == "POST":
        if request.POST.get("do") == "allow":
            allow_comparing(tenant=tenant, by=request.user)
            messages.success(request, _("Your list may be compared."))
        elif request.POST.get("do") == "end":
            end_comparing(tenant=tenant, by=request.user)
            messages.success(request, _("Your list is not compared any more."))
        return redirect("union_desk:comparing")
    agreed, named = how_many_agreed(tenant)
    opened = AuditEntry.objects.for_tenant(tenant).filter(act=AuditEntry.Act.COMPARED)
    return render(
        request,
        "learning/union_desk/comparing.html",
        {
            "rooms": ROOMS,
            "room": "figures",
            "tenant": tenant,
            "choice": OverlapChoice.objects.for_tenant(tenant)
            .filter(ended_at=None)
            .first(),
            "agreed": agreed,
            "named": named,
            "least": LEAST_COMPARED,
            "opened": opened.order_by("-at")[:SHOWN],
        },
    )

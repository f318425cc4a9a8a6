"""Monday's list."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from learning.union_desk.doors import coordinator_required
from learning.union_desk.queries.monday import lines_for
from learning.union_desk.queries.people import branches_of
from learning.union_desk.rooms import ROOMS


@never_cache
@require_safe
@coordinator_required
def desk(request, tenant):
    """`/<lang>/union/`: what waits, then the union's own branches."""
    return render(
        request,
        "learning/union_desk/desk.html",
        {
            "rooms": ROOMS,
            "room": "monday",
            "tenant": tenant,
            "lines": lines_for(tenant),
            "branches": branches_of(tenant),
        },
    )

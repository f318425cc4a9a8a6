"""Two entries that may be one person, side by side; the coordinator decides, and undoes."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from learning.classroom.models import Registration
from learning.members.models import Merge, Participant, PossibleDouble, Union
from learning.members.opened_names import are_open, names_for
from learning.safekeeping.errors import SafekeepingError
from learning.safekeeping.merging import keep_apart, merge, unmerge
from learning.trainer_desk.roster_words import REASONS
from learning.union_desk.doors import coordinator_required
from learning.union_desk.queries.doubles import open_pairs
from learning.union_desk.rooms import ROOMS

PER_PAGE = 50


@dataclass
class Side:
    """One entry as it is shown beside the other."""

    participant: Participant
    name: str
    trainings: list


@never_cache
@require_safe
@coordinator_required
def doubles(request: HttpRequest, tenant: Union) -> HttpResponse:
    """`/<lang>/union/doubles/`: what is not decided, the likeliest first."""
    rows = (
        open_pairs(tenant)
        .select_related("first__user", "second__user", "first__union", "second__union")
        .order_by("-likeness", "pk")
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    sides = _sides(
        request, tenant, [p for row in page for p in (row.first, row.second)]
    )
    pairs = [
        (row, sides[row.first_id], sides[row.second_id], _reasons(row)) for row in page
    ]
    context = _context(request, tenant, page) | {"pairs": pairs}
    return render(request, "learning/union_desk/doubles.html", context)


@never_cache
@require_safe
@coordinator_required
def joined(request: HttpRequest, tenant: Union) -> HttpResponse:
    """`/<lang>/union/doubles/joined/`: what was joined, the latest first."""
    rows = (
        Merge.objects.for_tenant(tenant)
        .filter(undone_at=None)
        .select_related(
            "merged__user", "into__user", "merged__union", "into__union", "merged_by"
        )
        .order_by("-merged_at", "pk")
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    sides = _sides(request, tenant, [p for row in page for p in (row.merged, row.into)])
    merges = [(row, sides[row.merged_id], sides[row.into_id]) for row in page]
    context = _context(request, tenant, page) | {"merges": merges}
    return render(request, "learning/union_desk/joined.html", context)


def _context(request, tenant, page) -> dict:
    return {
        "rooms": ROOMS,
        "room": "doubles",
        "tenant": tenant,
        "page": page,
        "names_open": are_open(request),
        "may_open": True,
    }


def _sides(request, tenant, people) -> dict[UUID, Side]:
    """Names and trainings of a page of people; as many queries for one as for fifty."""
    names = names_for(
        request, tenant=tenant, participants=people, thing="doubles", thing_id=None
    )
    trainings: dict[UUID, list] = {}
    rows = (
        Registration.objects.for_tenant(tenant)
        .filter(participant__in=people)
        .select_related("training")
        .order_by("-training__starts_on")
    )
    for row in rows:
        trainings.setdefault(row.participant_id, []).append(row)
    return {
        each.pk: Side(each, names.get(each.pk, ""), trainings.get(each.pk, []))
        for each in people
    }


def _reasons(row) -> list:
    return [REASONS[reason] for reason in row.reasons if reason in REASONS]


@require_POST
@coordinator_required
def decide(request: HttpRequest, tenant: Union, pair: UUID) -> HttpResponse:
    """`decision`: "same" or "apart"; anything else changes nothing."""
    found = _or_404(PossibleDouble, tenant, pair)
    try:
        if request.POST.get("decision") == "same":
            entry, standing = in_order(found.first, found.second)
            merge(participant=entry, into=standing, by=request.user)
            messages.success(request, _("Joined: one person from now on."))
        elif request.POST.get("decision") == "apart":
            keep_apart(pair=found, by=request.user)
            messages.success(request, _("Two people. We will not ask again."))
    except SafekeepingError:
        messages.warning(request, _("Somebody has decided this pair meanwhile."))
    return _back("union_desk:doubles", tenant)


def in_order(one: Participant, other: Participant) -> tuple[Participant, Participant]:
    """(who is joined, who stands): whoever has an account stands, else the older entry."""
    return tuple(
        sorted((one, other), key=lambda p: (p.user_id is None, p.created_at, p.pk))
    )[::-1]


@require_POST
@coordinator_required
def take_apart(request: HttpRequest, tenant: Union, merge: UUID) -> HttpResponse:
    found = _or_404(Merge, tenant, merge)
    try:
        unmerge(merge=found, by=request.user)
        messages.success(request, _("Taken apart: two entries again."))
    except SafekeepingError:
        messages.warning(request, _("It was taken apart already."))
    return _back("union_desk:joined", tenant)


def _or_404(model, tenant, pk: UUID):
    found = model.objects.for_tenant(tenant).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _back(name, tenant) -> HttpResponse:
    response = redirect(name)
    response["Location"] += f"?tenant={tenant.slug}"
    return response

"""The trainer's desk: what is next, her trainings by month, who is stuck, helping back
in, which facts have changed since she last taught."""

from datetime import timedelta
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from learning.catalogue.on_shelf import ModuleOnShelf
from learning.catalogue.shelf import shelf
from learning.classroom.actions.helping import settle
from learning.classroom.models import HelpRequest
from learning.classroom.queries.desk import facts_changed_since, open_requests
from learning.classroom.queries.following import trainings_due
from learning.classroom.queries.trainings import (
    about,
    last_taught,
    left_open,
    soonest,
    trainings_of,
)
from learning.trainer_desk.forms.desk import SinceForm
from learning.trainer_desk.views.found import tenants_or_404

PER_PAGE = 50
# Of those that are over and not closed, the page shows so many.
MOST_LEFT_OPEN = 5
LONGEST_SEARCH = 100


@login_required
@never_cache
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """`/<lang>/trainings/`; `?q=cotonou&page=2` looks through her trainings,
    `?since=2026-11-22` says from when on changed facts are told."""
    tenants = tenants_or_404(request)
    form = SinceForm(request.GET if request.GET.get("since") else None)
    context = {
        "rows": [(each, _lesson_title(each)) for each in open_requests(tenants)],
        "form": form,
        "modules": [
            (each.slug, each.outward_title(get_language()))
            for each in shelf.index().modules
            if each.lessons and _is_open(each, tenants)
        ],
        **_trainings(request),
        **_changed(request, form, tenants),
    }
    status = 400 if form.errors else 200
    return render(request, "learning/trainer_desk/desk.html", context, status=status)


def _trainings(request: HttpRequest) -> dict:
    today = timezone.localdate()
    hers = trainings_of(request.user)
    typed = request.GET.get("q", "")[:LONGEST_SEARCH].replace("\x00", "")
    pages = Paginator(about(hers, typed), PER_PAGE)
    return {
        "to_ask": sum(each.to_ask for each in trainings_due(hers, today)),
        "next": soonest(hers, today).first(),
        "left_open": list(left_open(hers, today)[:MOST_LEFT_OPEN]),
        "page": pages.get_page(request.GET.get("page")),
        "q": typed,
        "today": today,
    }


def _changed(request: HttpRequest, form: SinceForm, tenants: list) -> dict:
    """Since she last taught each module; a year back for what she never taught."""
    today = timezone.localdate()
    since, taught = today - timedelta(days=365), last_taught(request.user, today)
    if form.is_bound and form.is_valid():
        since, taught = form.cleaned_data["since"], {}
    changed = facts_changed_since(
        since, tenants=tenants, language=get_language(), taught=taught
    )
    return {"since": since, "has_taught": bool(taught), "changed": changed}


def _is_open(module: ModuleOnShelf, tenants: list) -> bool:
    return any(module.is_open_to(signed_in=True, tenant_id=t.pk) for t in tenants)


def _lesson_title(asked: HelpRequest) -> str:
    module = shelf.index().module_of_lesson.get(asked.lesson_id)
    if not module or not asked.lesson:
        return ""
    lesson = module.lesson(asked.lesson.slug)
    return module.outward_title_of(lesson, get_language()) if lesson else ""


@login_required
@require_POST
def settle_request(request: HttpRequest, pk: UUID) -> HttpResponse:
    for tenant in tenants_or_404(request):
        found = HelpRequest.objects.for_tenant(tenant).filter(pk=pk).first()
        if found:
            settle(request=found, by=request.user)
            return redirect("trainer_desk:desk")
    raise Http404

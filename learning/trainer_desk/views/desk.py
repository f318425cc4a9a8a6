"""The trainer's desk. So far: who is stuck, helping back in, which facts have changed."""

from datetime import timedelta
from uuid import UUID

from django.contrib.auth.decorators import login_required
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
from learning.classroom.rules import tenants_of_trainer
from learning.trainer_desk.forms.desk import SinceForm


def _tenants_or_404(request: HttpRequest) -> list:
    tenants = tenants_of_trainer(request.user)
    if not tenants:
        raise Http404
    return tenants


@login_required
@never_cache
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """`/<lang>/trainings/`; `?since=2026-11-22`: from when on changed facts are told."""
    tenants = _tenants_or_404(request)
    rows = [(each, _lesson_title(each)) for each in open_requests(tenants)]
    form = SinceForm(request.GET if request.GET.get("since") else None)
    # Until trainings say when she last taught: a year back.
    since = timezone.localdate() - timedelta(days=365)
    if form.is_bound and form.is_valid():
        since = form.cleaned_data["since"]
    if not form.is_bound:
        form.initial["since"] = since
    changed = facts_changed_since(since, tenants=tenants, language=get_language())
    modules = [
        (each.slug, each.text_in(get_language())["title"])
        for each in shelf.index().modules
        if each.lessons and _is_open(each, tenants)
    ]
    return render(
        request,
        "learning/trainer_desk/desk.html",
        {
            "rows": rows,
            "form": form,
            "since": since,
            "changed": changed,
            "modules": modules,
        },
        status=400 if form.errors else 200,
    )


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
    for tenant in _tenants_or_404(request):
        found = HelpRequest.objects.for_tenant(tenant).filter(pk=pk).first()
        if found:
            settle(request=found, by=request.user)
            return redirect("trainer_desk:desk")
    raise Http404

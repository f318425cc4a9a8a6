"""The union's own code for people at home, and who of them waits to be vouched for."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from learning.classroom.actions.vouching import refuse_person, vouch_for_person
from learning.classroom.rules import tenants_of_trainer
from learning.members.actions import end_join_code, make_join_code, wait_again
from learning.members.copying import languages
from learning.members.errors import NotAllowedError
from learning.members.models import JoinCode, Participant
from learning.members.queries import (
    join_codes_of,
    people_decided,
    people_waiting,
)
from learning.trainer_desk import texts
from learning.trainer_desk.forms.cards import HomeCodeForm
from learning.trainer_desk.views.joining import PER_PAGE, show_wall


def tenants_or_404(request: HttpRequest) -> list:
    tenants = tenants_of_trainer(request.user)
    if not tenants:
        raise Http404
    return tenants


def chosen(request: HttpRequest, tenants: list):
    """Who works for two tenants chooses by ?tenant=."""
    asked = request.GET.get("tenant")
    return next((each for each in tenants if each.slug == asked), tenants[0])


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def at_home(request: HttpRequest) -> HttpResponse:
    """`/<lang>/trainings/at-home/`."""
    tenants = tenants_or_404(request)
    tenant = chosen(request, tenants)
    bound = request.POST if request.method == "POST" else None
    form = HomeCodeForm(bound, tenants=tenants)
    if form.is_valid():
        make_join_code(
            union=form.cleaned_data["union"],
            expires_at=timezone.now() + timedelta(days=form.cleaned_data["days"]),
            by=request.user,
        )
        return redirect("trainer_desk:at_home")
    waiting = Paginator(people_waiting(tenant), PER_PAGE)
    decided = Paginator(people_decided(tenant), PER_PAGE)
    told = languages(request, tenant.language)
    return render(
        request,
        "learning/trainer_desk/at_home.html",
        {
            "tenants": tenants,
            "tenant": tenant,
            "form": form,
            "codes": [
                (each, None if each.is_over else texts.at_home(each, told.chosen))
                for each in join_codes_of(tenant)
            ],
            "languages": told,
            "waiting": waiting.get_page(request.GET.get("page")),
            "decided": decided.get_page(request.GET.get("decided")),
        },
        status=422 if form.is_bound else None,
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD"])
def home_wall(request: HttpRequest, join_code: UUID) -> HttpResponse:
    found = _code_or_404(request, join_code)
    living = None if found.is_over else found
    return show_wall(
        request, living, title=found.union.name, back=reverse("trainer_desk:at_home")
    )


@login_required
@require_POST
def end_code(request: HttpRequest, join_code: UUID) -> HttpResponse:
    end_join_code(join_code=_code_or_404(request, join_code), by=request.user)
    messages.success(request, _("The code is down. Who has joined stays."))
    return redirect("trainer_desk:at_home")


@login_required
@require_POST
def decide(request: HttpRequest, participant: UUID) -> HttpResponse:
    """ "vouch", "refuse" or "back", of one person."""
    acts = {"vouch": vouch_for_person, "refuse": refuse_person, "back": wait_again}
    person = _person_or_404(request, participant)
    act = acts.get(request.POST.get("act"))
    if act:
        try:
            act(participant=person, by=request.user)
        except NotAllowedError:
            messages.error(request, _("Nobody vouches for herself: ask a colleague."))
    return redirect("trainer_desk:at_home")


def _code_or_404(request: HttpRequest, pk: UUID) -> JoinCode:
    for tenant in tenants_or_404(request):
        found = join_codes_of(tenant).filter(pk=pk).first()
        if found:
            return found
    raise Http404


def _person_or_404(request: HttpRequest, pk: UUID) -> Participant:
    for tenant in tenants_or_404(request):
        found = Participant.objects.for_tenant(tenant).filter(pk=pk).first()
        if found:
            return found
    raise Http404

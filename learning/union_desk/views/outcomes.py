"""What came of it, as the union itself tells it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from learning.classroom.models import Training
from learning.members.countries import country_choices
from learning.members.forms import posted
from learning.members.models import Union
from learning.members.views.entering import UNPROCESSABLE
from learning.reports.actions.outcomes import (
    FACTS,
    bring_back_outcome,
    move_outcome,
    tell_outcome,
    withdraw_outcome,
)
from learning.reports.cycle import places
from learning.reports.models import Outcome
from learning.reports.queries_outcomes import covered, outcomes_of, untold
from learning.union_desk.doors import coordinator_required
from learning.union_desk.forms_outcomes import MoveForm, NewOutcomeForm, OutcomeForm
from learning.union_desk.rooms import ROOMS

PER_PAGE = 50


def _page(request, tenant: Union, template: str, form=None, **context) -> HttpResponse:
    room = {"rooms": ROOMS, "room": "outcomes", "tenant": tenant, "form": form}
    return render(
        request,
        f"learning/union_desk/{template}.html",
        room | context,
        status=UNPROCESSABLE if form is not None and form.is_bound else None,
    )


@never_cache
@require_safe
@coordinator_required
def outcomes(request: HttpRequest, tenant: Union) -> HttpResponse:
    """`/<lang>/union/outcomes/`: what was told, and what answers speak of untold."""
    page = Paginator(outcomes_of(tenant), PER_PAGE).get_page(request.GET.get("page"))
    countries = dict(country_choices(request.LANGUAGE_CODE))
    return _page(
        request,
        tenant,
        "outcomes",
        page=page,
        rows=[(each, countries.get(each.country, each.country)) for each in page],
        untold=untold(tenant),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@coordinator_required
def new_outcome(request: HttpRequest, tenant: Union) -> HttpResponse:
    """`?kind=&training=` come from an answer that speaks of it."""
    known = {"union": tenant, "country": tenant.country}
    if request.GET.get("kind") in Outcome.Kind.values:
        known["kind"] = request.GET["kind"]
    if training := _training(tenant, request.GET.get("training", "")):
        known |= {"trainings": [training], "country": training.country}
    form = NewOutcomeForm(posted(request), tenant=tenant, initial=known)
    if form.is_valid() and (told := _told(request, tenant, form)):
        messages.success(request, _("Kept. The programme can read it too."))
        return redirect("union_desk:outcome", told.pk)
    return _page(request, tenant, "outcome_form", form)


def _training(tenant: Union, typed: str) -> Training | None:
    try:
        pk = UUID(typed)
    except ValueError:
        return None
    return Training.objects.for_tenant(tenant).filter(pk=pk).first()


def _told(request, tenant, form, outcome=None) -> Outcome | None:
    try:
        return tell_outcome(
            tenant=tenant, by=request.user, outcome=outcome, **form.cleaned_data
        )
    except ValidationError as refused:
        _add_errors(form, refused)
    return None


def _add_errors(form, refused: ValidationError) -> None:
    for field, errors in refused.message_dict.items():
        form.add_error(field if field in form.fields else None, errors)


def _outcome_or_404(tenant: Union, pk: UUID) -> Outcome:
    found = outcomes_of(tenant).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@never_cache
@require_http_methods(["GET", "POST"])
@coordinator_required
def outcome(request: HttpRequest, tenant: Union, outcome: UUID) -> HttpResponse:
    """One record and the cycle it stands in; posted, it has come to another step."""
    found = _outcome_or_404(tenant, outcome)
    form = MoveForm(posted(request), initial={"step": found.step})
    if form.is_valid():
        try:
            move_outcome(outcome=found, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            _add_errors(form, refused)
        else:
            messages.success(request, _("It stands there now."))
            return redirect("union_desk:outcome", found.pk)
    moves = list(found.moves.all())
    return _page(
        request,
        tenant,
        "outcome",
        form,
        outcome=found,
        covered=covered(found, to_programme=False),
        country=dict(country_choices(request.LANGUAGE_CODE)).get(found.country),
        trainings=found.trainings.order_by("starts_on"),
        moves=moves,
        places=places(found, moves),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@coordinator_required
def change_outcome(request: HttpRequest, tenant: Union, outcome: UUID) -> HttpResponse:
    found = _outcome_or_404(tenant, outcome)
    known = {field: getattr(found, field) for field in (*FACTS, "union")}
    known["trainings"] = found.trainings.all()
    form = OutcomeForm(posted(request), tenant=tenant, initial=known)
    if form.is_valid() and _told(request, tenant, form, found):
        messages.success(request, _("Put right."))
        return redirect("union_desk:outcome", found.pk)
    return _page(request, tenant, "outcome_form", form, outcome=found)


@require_POST
@coordinator_required
def withdraw(request: HttpRequest, tenant: Union, outcome: UUID) -> HttpResponse:
    """`do=back` brings it back; anything else withdraws it."""
    found = _outcome_or_404(tenant, outcome)
    if request.POST.get("do") == "back":
        bring_back_outcome(outcome=found, by=request.user)
        messages.success(request, _("It stands again."))
    else:
        withdraw_outcome(outcome=found, by=request.user)
        messages.success(request, _("Withdrawn: it is counted nowhere any more."))
    return redirect("union_desk:outcome", found.pk)

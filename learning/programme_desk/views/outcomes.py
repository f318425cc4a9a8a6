"""What came of it, in all unions: records, totals, and what is told twice."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from learning.programme_desk.doors import officer_required, reader_required
from learning.programme_desk.forms_outcomes import OutcomesForm
from learning.programme_desk.rooms import rooms_for
from learning.programme_desk.themes import country_names
from learning.reports.actions.outcomes import decide_outcome_pair
from learning.reports.cycle import places
from learning.reports.models import OutcomePair
from learning.reports.queries_outcomes import (
    Told,
    covered,
    covered_together,
    decided_pairs,
    open_pairs,
    standing,
    told,
    totals,
)
from learning.reports.rules import can_decide_outcome_pairs

PER_PAGE = 50


def _page(request, template: str, **context) -> HttpResponse:
    room = {"rooms": rooms_for(request.user), "room": "outcomes"}
    return render(request, f"learning/programme_desk/{template}.html", room | context)


@never_cache
@require_safe
@reader_required
def outcomes(request: HttpRequest) -> HttpResponse:
    """`/<lang>/programme/outcomes/?kind=&country=&year=`: totals, then the records."""
    form = OutcomesForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = _asked_for(**asked)
    page = Paginator(found[::-1], PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    names = country_names()
    return _page(
        request,
        "outcomes",
        form=form,
        totals=[(each, covered_together(each)) for each in totals(found)],
        rows=[(each, names.get(each.first.country)) for each in page],
        page=page,
        query=query.urlencode(),
        pairs=open_pairs().count(),
        may_decide=can_decide_outcome_pairs(request.user),
    )


def _asked_for(kind="", country="", year=None) -> list[Told]:
    rows = standing()
    if kind:
        rows = rows.filter(kind=kind)
    if country:
        rows = rows.filter(country=country)
    return [each for each in told(rows) if year in (None, each.first.starts_on.year)]


@never_cache
@require_safe
@reader_required
def outcome(request: HttpRequest, outcome: UUID) -> HttpResponse:
    """One record; of the trainings behind it month, country and evidence."""
    found = get_object_or_404(standing(), pk=outcome)
    names = country_names()
    moves = list(found.moves.all())
    return _page(
        request,
        "outcome",
        outcome=found,
        country=names.get(found.country),
        covered=covered(found, to_programme=True),
        trainings=[
            (each, names.get(each.country, each.country))
            for each in found.trainings.order_by("starts_on")
        ],
        places=places(found, moves),
    )


@never_cache
@require_safe
@officer_required
def doubles(request: HttpRequest) -> HttpResponse:
    """`/<lang>/programme/outcomes/doubles/`: one thing or two? What was decided, too."""
    rows = decided_pairs() if "decided" in request.GET else open_pairs()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return _page(
        request,
        "outcome_doubles",
        page=page,
        pairs=page.object_list,
        decided="decided" in request.GET,
        query="decided" if "decided" in request.GET else "",
    )


@require_POST
@officer_required
def decide(request: HttpRequest, outcome_pair: UUID) -> HttpResponse:
    """`decision` is "same", "different", or "open" to take it back."""
    pair = get_object_or_404(OutcomePair, pk=outcome_pair)
    said = {
        "same": (OutcomePair.Decision.SAME, _("One thing: it is counted once.")),
        "different": (OutcomePair.Decision.DIFFERENT, _("Two things, both counted.")),
        "open": (OutcomePair.Decision.OPEN, _("Taken back: it is open again.")),
    }
    if request.POST.get("decision") in said:
        decision, words = said[request.POST["decision"]]
        decide_outcome_pair(pair=pair, decision=decision, by=request.user)
        messages.success(request, words)
    return redirect("programme_desk:outcome_doubles")

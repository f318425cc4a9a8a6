"""Indicators: what was promised, and what it came to."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from learning.members.forms import posted
from learning.members.views.entering import UNPROCESSABLE
from learning.programme_desk.doors import officer_required
from learning.programme_desk.forms_targets import (
    IndicatorForm,
    NewIndicatorForm,
    SpanForm,
)
from learning.programme_desk.refusals import say
from learning.programme_desk.rooms import rooms_for
from learning.reports.actions.targets import (
    FIELDS,
    keep_indicator,
    remove_indicator,
    set_span,
    take_out_span,
)
from learning.reports.errors import HasSpansError
from learning.reports.models import Indicator, TargetSpan
from learning.reports.promised import rule_of
from learning.reports.queries_targets import latest_of, spans_of

PER_PAGE = 20


def _page(request, template: str, *forms, **context) -> HttpResponse:
    return render(
        request,
        f"learning/programme_desk/{template}.html",
        {"rooms": rooms_for(request.user), "room": "indicators"} | context,
        status=UNPROCESSABLE if any(form.is_bound for form in forms) else None,
    )


@never_cache
@require_safe
@officer_required
def indicators(request: HttpRequest) -> HttpResponse:
    """`/<lang>/programme/indicators/`: each with the span under way."""
    page = Paginator(Indicator.objects.all(), PER_PAGE).get_page(
        request.GET.get("page")
    )
    latest = latest_of(page.object_list, timezone.localdate())
    rows = [(each, latest.get(each)) for each in page]
    return _page(request, "indicators", page=page, rows=rows)


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required
def new_indicator(request: HttpRequest) -> HttpResponse:
    form = NewIndicatorForm(posted(request))
    if form.is_valid():
        if Indicator.objects.filter(slug=form.cleaned_data["slug"]).exists():
            form.add_error("slug", _("There is one of that short name already."))
        elif kept := _kept(request, form, form.cleaned_data["slug"]):
            return redirect("programme_desk:indicator", kept.slug)
    return _page(request, "new_indicator", form, form=form)


def _kept(request, form, slug: str) -> Indicator | None:
    facts = {field: form.cleaned_data[field] for field in FIELDS}
    try:
        kept = keep_indicator(
            slug=slug,
            title=form.cleaned_data["title"],
            language=request.LANGUAGE_CODE,
            by=request.user,
            **facts,
        )
    except ValidationError as refused:
        say(form, refused)
        return None
    messages.success(request, _("Kept."))
    return kept


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required
def indicator(request: HttpRequest, indicator: str) -> HttpResponse:
    """One indicator; `do` is "facts", "span" or "remove"."""
    found = get_object_or_404(Indicator, slug=indicator)
    do = request.POST.get("do", "")
    known = {field: getattr(found, field) for field in FIELDS}
    known |= {"title": found.title, "theme": found.theme_id}
    facts = IndicatorForm(request.POST if do == "facts" else None, initial=known)
    span = SpanForm(request.POST if do == "span" else None, counted=found.is_counted)
    done = (
        (do == "facts" and facts.is_valid() and _kept(request, facts, found.slug))
        or (do == "span" and span.is_valid() and _promised(request, found, span))
        or (do == "remove" and _removed(request, found))
    )
    if done == "gone":
        return redirect("programme_desk:indicators")
    if done:
        return redirect("programme_desk:indicator", found.slug)
    return _page(
        request,
        "indicator",
        facts,
        span,
        indicator=found,
        rule=rule_of(found),
        spans=spans_of(found),
        facts=facts,
        span=span,
    )


def _promised(request, indicator, form) -> bool:
    try:
        set_span(indicator=indicator, by=request.user, **form.cleaned_data)
    except ValidationError as refused:
        say(form, refused)
        return False
    messages.success(request, _("Kept."))
    return True


def _removed(request, indicator) -> str:
    try:
        remove_indicator(indicator=indicator, by=request.user)
    except HasSpansError:
        messages.error(request, _("It has spans. Take them out first."))
        return ""
    messages.success(request, _("Removed."))
    return "gone"


@require_POST
@officer_required
def take_out(request: HttpRequest, indicator: str, span) -> HttpResponse:
    found = get_object_or_404(TargetSpan, pk=span, indicator__slug=indicator)
    take_out_span(span=found, by=request.user)
    messages.success(request, _("Taken out."))
    return redirect("programme_desk:indicator", indicator)

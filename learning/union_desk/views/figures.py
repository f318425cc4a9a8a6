"""The union's own figures, its word on them, and registers an evaluator asked for."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from learning.members.forms import posted
from learning.members.views.entering import UNPROCESSABLE
from learning.reports.actions.periods import sign_off
from learning.reports.errors import IsClosedError, NeedsWordsError
from learning.reports.explaining import written
from learning.reports.models import Period, SignOff
from learning.reports.queries_ledger import totals
from learning.reports.queries_samples import asked_of
from learning.reports.queries_sign_offs import is_stale, latest_word
from learning.union_desk.doors import coordinator_required
from learning.union_desk.forms import SignOffForm
from learning.union_desk.queries.figures import own_behind
from learning.union_desk.rooms import ROOMS

PER_PAGE = 50


@never_cache
@require_safe
@coordinator_required
def figures(request, tenant):
    """`/<lang>/union/figures/`: the periods, and the registers to show."""
    said = {
        each.period_id: each
        for each in SignOff.objects.for_tenant(tenant).order_by("said_at", "pk")
    }
    return render(
        request,
        "learning/union_desk/figures.html",
        {
            "rooms": ROOMS,
            "room": "figures",
            "tenant": tenant,
            "periods": [(each, said.get(each.pk)) for each in Period.objects.all()],
            "asked": asked_of(tenant),
        },
    )


@never_cache
@require_http_methods(["GET", "POST"])
@coordinator_required
def of_period(request, tenant, period):
    """One period's figures of this union; its word on them is a POST."""
    found = get_object_or_404(Period, pk=period)
    form = SignOffForm(posted(request))
    if form.is_valid() and _said(request, found, tenant, form):
        return redirect("union_desk:figures_of", found.pk)
    rows = [
        (
            each,
            written(each.rule, each.number.value),
            written(each.rule, each.was.value) if each.was is not None else "",
        )
        for each in totals(found, tenant)
    ]
    word = latest_word(found, tenant)
    return render(
        request,
        "learning/union_desk/figures_of.html",
        {
            "rooms": ROOMS,
            "room": "figures",
            "tenant": tenant,
            "period": found,
            "rows": rows,
            "word": word,
            "is_stale": is_stale(found, word) if word else False,
            "form": form,
        },
        status=UNPROCESSABLE if form.is_bound else None,
    )


def _said(request, period, tenant, form) -> bool:
    try:
        sign_off(period=period, tenant=tenant, by=request.user, **form.cleaned_data)
    except NeedsWordsError:
        form.add_error("words", _("Say what is wrong, so that it can be put right."))
        return False
    except IsClosedError:
        messages.error(
            request,
            _("It has been closed meanwhile. Correct the register: that is told too."),
        )
        return True
    messages.success(request, _("Thank you. The programme sees what you said."))
    return True


@never_cache
@require_safe
@coordinator_required
def behind(request, tenant, period, rule):
    """One figure of this union: its trainings, and their people one step further."""
    found = get_object_or_404(Period, pk=period)
    total = next(
        (each for each in totals(found, tenant) if each.rule.label == rule), None
    )
    if total is None:
        raise Http404
    own = own_behind(tenant, found, total.rule)
    return render(
        request,
        "learning/union_desk/figure_behind.html",
        {
            "rooms": ROOMS,
            "room": "figures",
            "tenant": tenant,
            "period": found,
            "total": total,
            "written": written(total.rule, total.number.value),
            "at_home": own.at_home,
            "page": Paginator(own.trainings, PER_PAGE).get_page(
                request.GET.get("page")
            ),
        },
    )

"""Samples: an evaluator draws trainings and says whether their registers were there."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from learning.members.countries import country_choices
from learning.members.forms import posted
from learning.members.views.entering import UNPROCESSABLE
from learning.programme_desk.doors import reader_required
from learning.programme_desk.period_forms import FoundForm, SampleForm
from learning.programme_desk.rooms import rooms_for
from learning.reports import rules
from learning.reports.actions.sampling import draw_sample, say_found
from learning.reports.errors import NotAllowedError, NothingToDrawError
from learning.reports.models import Sample, SampledTraining
from learning.reports.queries_samples import asked_for

PER_PAGE = 50
Found = SampledTraining.Found


@never_cache
@require_http_methods(["GET", "POST"])
@reader_required
def samples(request):
    """`/<lang>/programme/samples/`: what was drawn; an evaluator draws another."""
    form = SampleForm(posted(request))
    if form.is_valid():
        try:
            drawn = draw_sample(by=request.user, **form.cleaned_data)
        except NotAllowedError:
            form.add_error(None, _("An evaluator draws samples."))
        except NothingToDrawError:
            form.add_error("period", _("There is no training in this period."))
        else:
            return redirect("programme_desk:sample", drawn.pk)
    rows = (
        Sample.objects.select_related("period")
        .annotate(
            all=Count("trainings"),
            seen=Count("trainings", filter=~Q(trainings__found="")),
        )
        .order_by("-drawn_at", "pk")
    )
    return render(
        request,
        "learning/programme_desk/samples.html",
        {
            "rooms": rooms_for(request.user),
            "room": "samples",
            "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
            "form": form if rules.can_sample(request.user) else None,
        },
        status=UNPROCESSABLE if form.is_bound else None,
    )


@never_cache
@require_http_methods(["GET", "POST"])
@reader_required
def sample(request, sample):
    """One sample; an evaluator says of one `number` what was `found`."""
    drawn = get_object_or_404(Sample.objects.select_related("period"), pk=sample)
    asked = asked_for(drawn)
    if request.method == "POST" and _said(request, asked):
        return redirect("programme_desk:sample", drawn.pk)
    names = dict(country_choices(request.LANGUAGE_CODE))
    return render(
        request,
        "learning/programme_desk/sample.html",
        {
            "rooms": rooms_for(request.user),
            "room": "samples",
            "sample": drawn,
            "rows": [(each, names.get(each.country, each.country)) for each in asked],
            "by_numbers": all(each.row.drawn_number for each in asked),
            "answers": [choice for choice in Found.choices if choice[0]],
            "may_say": rules.can_sample(request.user),
        },
        status=UNPROCESSABLE if request.method == "POST" else None,
    )


def _said(request, asked) -> bool:
    form = FoundForm(request.POST)
    by_number = {each.row.number: each.row for each in asked}
    if not form.is_valid() or form.cleaned_data["number"] not in by_number:
        messages.error(request, _("Choose one of the answers."))
        return False
    try:
        say_found(
            sampled=by_number[form.cleaned_data["number"]],
            found=form.cleaned_data["found"],
            by=request.user,
        )
    except NotAllowedError:
        messages.error(request, _("An evaluator says what she found."))
        return False
    return True

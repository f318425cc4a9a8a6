"""One figure: how it was counted, and the trainings behind it; and two periods."""

from django.http import Http404
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from learning.cldr import number
from learning.programme_desk.doors import reader_required
from learning.programme_desk.period_forms import CompareForm
from learning.programme_desk.rooms import rooms_for
from learning.programme_desk.views.periods import period_or_404, with_countries
from learning.reports.actions.periods import months_between
from learning.reports.actions.releasing_totals import totals_shown
from learning.reports.counting import POINTS
from learning.reports.explaining import explained, in_figures
from learning.reports.openings import OF_A_TRAINING, behind
from learning.reports.queries_ledger import Total
from learning.reports.selection import WrongSelectionError


@never_cache
@require_safe
@reader_required
def figure(request, period, rule):
    """`…/periods/<period>/trained.1/?country=BJ&quarter=2026Q1`; filters are those a
    training has."""
    found = period_or_404(period)
    shown = totals_shown(period=found, by=request.user)
    total = next((each for each in shown if each.rule.label == rule), None)
    if total is None:
        raise Http404
    filters = {
        name: request.GET[name][:40].replace("\x00", "")
        for name in OF_A_TRAINING
        if request.GET.get(name)
    }
    try:
        opened, refused = behind(found, total.rule, filters), False
    except WrongSelectionError:
        opened, refused = behind(found, total.rule, {}), True
        filters = {}
    kept = {name: value for name, value in filters.items() if name != "quarter"}
    return render(
        request,
        "learning/programme_desk/figure.html",
        {
            "rooms": rooms_for(request.user),
            "room": "periods",
            "period": found,
            "total": total,
            "written": in_figures(total),
            "was": in_figures(total.as_it_was()) if total.was is not None else "",
            "explained": explained(found, total),
            "opened": opened,
            "trainings": with_countries(request, opened.trainings),
            "refused": refused,
            "filters": filters,
            "quarters": [
                (each, urlencode(kept | {"quarter": each})) for each in quarters(found)
            ],
        },
        status=422 if refused else None,
    )


def quarters(period) -> list[str]:
    """Those of a period, as filters name them: "2026Q1"."""
    months = months_between(period.starts_on, period.ends_on)
    return list(
        dict.fromkeys(f"{each.year}Q{(each.month + 2) // 3}" for each in months)
    )


@never_cache
@require_safe
@reader_required
def compare(request):
    """`…/periods/compare/?a=…&b=…`: the totals of two periods side by side."""
    form = CompareForm(request.GET or None)
    context = {"rooms": rooms_for(request.user), "room": "periods", "form": form}
    if form.is_valid():
        one, other = form.cleaned_data["a"], form.cleaned_data["b"]
        lengths = [
            len(months_between(each.starts_on, each.ends_on)) for each in (one, other)
        ]
        context |= {
            "one": one,
            "other": other,
            "rows": beside(
                totals_shown(period=one, by=request.user),
                totals_shown(period=other, by=request.user),
            ),
            "lengths": lengths,
            "differ_in_length": lengths[0] != lengths[1],
        }
    return render(
        request,
        "learning/programme_desk/compare.html",
        context,
        status=422 if form.errors else None,
    )


def beside(ones: list[Total], others: list[Total]) -> list[tuple]:
    """(rule, one as written, other as written, the difference in words), for each rule
    that either was counted by."""
    by_key = {each.rule.key: each for each in others}
    rows = []
    for each in ones:
        other = by_key.get(each.rule.key)
        if other:
            rows.append(
                (
                    each.rule,
                    in_figures(each),
                    in_figures(other),
                    difference(each, other),
                )
            )
    return rows


def difference(one: Total, other: Total) -> str:
    """How much more the first has than the second; nothing where a small number could
    be got from it, or where the rule has changed between."""
    if one.rule.label != other.rule.label:
        return _("counted by different versions of the rule")
    if one.shown is None or other.shown is None or one.rule.unit == POINTS:
        return "–"
    more = one.number.value - other.number.value
    if one.rule.unit == "minutes":
        more = round(more / 60)
    return f"+{number(str(more))}" if more > 0 else number(str(more))

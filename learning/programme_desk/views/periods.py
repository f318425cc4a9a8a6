"""Reporting periods: making one, seeing who has spoken, closing it, restating it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from learning.members.countries import country_choices
from learning.members.forms import posted
from learning.members.views.entering import UNPROCESSABLE
from learning.programme_desk.doors import reader_required
from learning.programme_desk.period_forms import CompareForm, PeriodForm, WhyForm
from learning.programme_desk.rooms import rooms_for
from learning.reports import openings, rules
from learning.reports.across import across_in_words
from learning.reports.actions.closing import ask_to_close
from learning.reports.actions.periods import MOST_MONTHS, make_period
from learning.reports.actions.releasing_totals import totals_shown
from learning.reports.actions.restating import restate_later, say_why
from learning.reports.counting import BY_LABEL
from learning.reports.errors import (
    IsClosedError,
    NotAllowedError,
    NotOverError,
    NotWholeYearsError,
    OverlapsError,
    ReversedError,
    TooLongError,
)
from learning.reports.explaining import in_figures, reason_of, told
from learning.reports.models import Period
from learning.reports.queries_ledger import changes_told
from learning.reports.queries_overlap import unique_across
from learning.reports.queries_samples import results_of
from learning.reports.queries_sign_offs import standing_words


def period_or_404(pk) -> Period:
    return get_object_or_404(Period, pk=pk)


@never_cache
@require_http_methods(["GET", "POST"])
@reader_required
def periods(request):
    """`/<lang>/programme/periods/`: all of them, two to lay side by side, a new one."""
    form = PeriodForm(posted(request))
    may_keep = rules.can_keep_periods(request.user)
    if form.is_valid() and (made := _made(request, form)):
        return redirect("programme_desk:period", made.pk)
    found = list(Period.objects.all())
    initial = dict(zip(("a", "b"), [each.pk for each in found[:2]], strict=False))
    return render(
        request,
        "learning/programme_desk/periods.html",
        {
            "rooms": rooms_for(request.user),
            "room": "periods",
            "periods": found,
            "form": form if may_keep else None,
            "compare": CompareForm(initial=initial) if len(found) > 1 else None,
        },
        status=UNPROCESSABLE if form.is_bound else None,
    )


def _made(request, form) -> Period | None:
    """The new period; None where the form says why there is none."""
    try:
        given = form.cleaned_data
        return make_period(
            name=given["title"],
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            by=request.user,
        )
    except NotAllowedError:
        form.add_error(None, _("Programme officers make periods."))
    except ReversedError:
        form.add_error("ends_on", _("It ends before it begins."))
    except NotWholeYearsError:
        form.add_error(
            None,
            _(
                "A period has whole years: from 1 January to 31 December. The tables tell "
                "whole years, and a period of eleven months beside them would give away "
                "who came in the twelfth."
            ),
        )
    except TooLongError:
        form.add_error(
            "ends_on",
            _("That is more than %(count)d months. Take several periods.")
            % {"count": MOST_MONTHS},
        )
    except OverlapsError as refused:
        form.add_error(
            None,
            _(
                "“%(name)s” covers some of these months already. Periods are added up, "
                "so no month may be in two."
            )
            % {"name": refused.args[0]},
        )
    except ValidationError as refused:
        form.add_error(None, refused.messages)
    return None


@never_cache
@require_http_methods(["GET", "POST"])
@reader_required
def period(request, period):
    """One period; `do` is "close", "restate" or "why"."""
    found = period_or_404(period)
    do = request.POST.get("do", "")
    why = WhyForm(request.POST if do == "why" else None)
    if request.method == "POST" and _done(request, found, do, why):
        return redirect("programme_desk:period", found.pk)
    words = standing_words(found)
    changes = changes_told(found)
    return render(
        request,
        "learning/programme_desk/period.html",
        {
            "rooms": rooms_for(request.user),
            "room": "periods",
            "period": found,
            "figures": [
                _row(each) for each in totals_shown(period=found, by=request.user)
            ],
            **across_in_words(unique_across(found) if found.is_closed else None),
            "words": words,
            "silent": sum(each.has_rows and each.said is None for each in words),
            "left_open": 0 if found.is_closed else openings.how_many_left_open(found),
            "restatements": [
                (
                    each.row,
                    BY_LABEL[each.row.figure.rule].name,
                    *told(each),
                    reason_of(each.row),
                )
                for each in changes
            ],
            "unexplained": any(
                not each.row.causes and not each.row.why for each in changes
            ),
            "samples": results_of(found),
            "why": why,
            "may_keep": rules.can_keep_periods(request.user),
        },
        status=UNPROCESSABLE if request.method == "POST" else None,
    )


def _row(total) -> tuple:
    """A total, as it is written, and as it was."""
    return (
        total,
        in_figures(total),
        in_figures(total.as_it_was()) if total.was is not None else "",
    )


def _done(request, found, do, why) -> bool:
    """Whether it was done; if not, the page says why."""
    try:
        if do == "close":
            ask_to_close(period=found, by=request.user)
            messages.success(
                request,
                _(
                    "It is being closed. Every figure is counted once more and frozen; "
                    "look again in a few minutes."
                ),
            )
        elif do == "restate" and found.is_closed:
            if not rules.can_keep_periods(request.user):
                raise NotAllowedError("Officers and administrators restate")
            transaction.on_commit(lambda: restate_later.enqueue(str(found.pk)))
            messages.success(
                request, _("It is being counted again. Look again in a few minutes.")
            )
        elif do == "why" and why.is_valid():
            said = say_why(period=found, why=why.cleaned_data["why"], by=request.user)
            text = ngettext(
                "Written beside %(count)d figure.",
                "Written beside %(count)d figures.",
                said,
            )
            messages.success(request, text % {"count": said})
        else:
            return False
    except NotAllowedError:
        messages.error(request, _("Programme officers do that."))
        return False
    except IsClosedError:
        messages.error(request, _("It is closed already."))
    except NotOverError:
        messages.error(
            request, _("Its last day is not over: figures would still change.")
        )
        return False
    return True


@never_cache
@require_safe
@reader_required
def left_open(request, period):
    """Trainings of a period whose registers are not closed."""
    found = period_or_404(period)
    if found.is_closed:
        raise Http404
    return render(
        request,
        "learning/programme_desk/left_open.html",
        {
            "rooms": rooms_for(request.user),
            "room": "periods",
            "period": found,
            "trainings": with_countries(request, openings.left_open(found)),
        },
    )


def with_countries(request, trainings) -> list[tuple]:
    """Each training of a list with its country's name; a code that is no more stands
    for itself."""
    names = dict(country_choices(request.LANGUAGE_CODE))
    return [(each, names.get(each.country, each.country)) for each in trainings]

"""Totals of earlier years: declared by hand or by a sheet, shown as declared."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
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

from learning.classroom.rosters.apart import read_apart
from learning.classroom.rosters.grid import UnreadableError
from learning.members.forms import posted
from learning.members.views.entering import UNPROCESSABLE
from learning.programme_desk.doors import officer_required, reader_required
from learning.programme_desk.forms_history import SheetForm, TotalForm
from learning.programme_desk.history_words import FAILURES, NAMES, said
from learning.programme_desk.refusals import say
from learning.programme_desk.rooms import rooms_for
from learning.programme_desk.themes import country_names, theme_titles
from learning.reports.actions import history as actions
from learning.reports.errors import NotStandingError
from learning.reports.models import DeclaredTotal, HistoryImport
from learning.reports.queries_history import declared, known_words, standing
from learning.reports.rules import can_declare
from learning.reports.sheets.columns import HasNamesError, NoHeadingsError
from learning.reports.sheets.lines import STANDS, Line, Problem, read_lines
from learning.trainer_desk.views.rosters import takes_a_list

PER_PAGE = 50
MOST_PROBLEMS = 100


def _page(request, template: str, form=None, **context) -> HttpResponse:
    room = {"rooms": rooms_for(request.user), "room": "history", "form": form}
    return render(
        request,
        f"learning/programme_desk/{template}.html",
        room | context,
        status=UNPROCESSABLE if form is not None and form.is_bound else None,
    )


@never_cache
@require_safe
@reader_required
def history(request: HttpRequest) -> HttpResponse:
    """`/<lang>/programme/history/`: what was declared, never added to what is counted."""
    page = Paginator(standing(), PER_PAGE).get_page(request.GET.get("page"))
    return _page(
        request,
        "history",
        page=page,
        rows=_named(page),
        sums=[declared(None, None, counts) for counts in DeclaredTotal.Counts.values],
        sheets=HistoryImport.objects.exclude(state=HistoryImport.State.UNDONE)[:20],
        may_declare=can_declare(request.user),
    )


def _named(totals) -> list[tuple]:
    """(total, country, theme) in the reader's language."""
    countries, themes = country_names(), theme_titles()
    return [
        (
            each,
            countries.get(each.country, each.country),
            _theme(each, themes),
        )
        for each in totals
    ]


def _theme(total, themes) -> str:
    """One that is taught no more has its short name left."""
    if total.theme_id is None or total.theme_id in themes:
        return themes.get(total.theme_id, "")
    return total.theme.slug


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required
def declare(request: HttpRequest) -> HttpResponse:
    form = TotalForm(posted(request))
    if form.is_valid():
        try:
            actions.declare_total(by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            say(form, refused)
        else:
            messages.success(request, _("Kept, as declared."))
            return redirect("programme_desk:history")
    return _page(request, "declare", form)


@require_POST
@officer_required
def withdraw(request: HttpRequest, total: UUID) -> HttpResponse:
    found = get_object_or_404(DeclaredTotal, pk=total)
    try:
        actions.withdraw_total(total=found, by=request.user)
    except NotStandingError:
        messages.warning(request, _("It was withdrawn already."))
    else:
        messages.success(request, _("Withdrawn: it stands here no more."))
    return redirect("programme_desk:history")


@never_cache
@takes_a_list
@require_http_methods(["GET", "POST"])
@officer_required
def read_sheet(request: HttpRequest) -> HttpResponse:
    """`…/history/read/`: a file goes in; what is wrong with it comes out by row."""
    form = SheetForm(posted(request), request.FILES or None)
    wrong: list[Line] = []
    if form.is_valid():
        lines = _lines(form)
        wrong = [line for line in lines if line.problems]
        if lines and not wrong:
            sheet = actions.read_sheet(lines=lines, by=request.user)
            return redirect("programme_desk:sheet", sheet.pk)
    return _page(
        request,
        "read_sheet",
        form,
        wrong=[(line.row, list(map(said, line.problems))) for line in wrong][
            :MOST_PROBLEMS
        ],
        number_wrong=len(wrong),
    )


def _lines(form) -> list[Line]:
    """What was understood; none, and the form says why, where it can't be read."""
    try:
        grid = read_apart(form.cleaned_data["file"])
        lines = read_lines(
            grid, known_words(), form.usual(), today=timezone.localdate()
        )
    except UnreadableError as refused:
        form.add_error("file", FAILURES[refused.why])
    except HasNamesError as refused:
        columns = ", ".join(each[:40] for each in refused.columns[:5])
        form.add_error("file", NAMES % {"columns": columns})
    except NoHeadingsError:
        form.add_error("file", FAILURES["no_headings"])
    else:
        if not lines:
            form.add_error("file", FAILURES["no_lines"])
        sound = [line for line in lines if not line.problems]
        for line in actions.already_standing(sound):
            line.problems.append(Problem(STANDS))
        return lines
    return []


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required
def sheet(request: HttpRequest, sheet: UUID) -> HttpResponse:
    """What was understood; `do` is "take", "discard" or, afterwards, "back"."""
    found = get_object_or_404(HistoryImport, pk=sheet)
    if request.method == "POST" and _done(request, found):
        return redirect("programme_desk:history")
    page = Paginator(found.lines, PER_PAGE).get_page(request.GET.get("page"))
    totals = [actions.total_of(line) for line in page]
    prefetch_related_objects(totals, "union")
    return _page(request, "sheet", sheet=found, page=page, rows=_named(totals))


def _done(request, sheet) -> bool:
    do = request.POST.get("do", "")
    try:
        if do == "take":
            totals = actions.take_over_sheet(sheet=sheet, by=request.user)
            messages.success(
                request, _("%(totals)d totals stand here now.") % {"totals": totals}
            )
        elif do == "discard":
            actions.discard_sheet(sheet=sheet, by=request.user)
            messages.success(request, _("Left out: nothing of it was kept."))
        elif do == "back":
            actions.take_back_sheet(sheet=sheet, by=request.user)
            messages.success(request, _("Taken back: its totals stand no more."))
        else:
            return False
    except NotStandingError:
        messages.warning(request, _("Somebody has decided this meanwhile."))
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
        return False
    return True

"""Asking what came of a training: at a meeting, keyed in by number."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from learning.classroom.actions.following import answer_follow_up, refuse_follow_ups
from learning.classroom.errors import NotDueError
from learning.classroom.models import FollowUp
from learning.classroom.queries.closing import follow_up_days
from learning.classroom.queries.following import open_months, to_ask_in, trainings_due
from learning.classroom.queries.register import found_among
from learning.classroom.queries.trainings import trainings_of
from learning.members.copying import language_of
from learning.trainer_desk import texts
from learning.trainer_desk.forms.following import TAPS, MeetingForm
from learning.trainer_desk.views.found import tenants_or_404, training_or_404
from learning.trainer_desk.views.register import names_in

PER_PAGE = 50


@login_required
@never_cache
@require_safe
def due_now(request: HttpRequest) -> HttpResponse:
    """`/<lang>/trainings/follow-ups/`: whom to ask now, by training, the oldest first."""
    tenants_or_404(request)
    rows = trainings_due(trainings_of(request.user), timezone.localdate())
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "learning/trainer_desk/follow_ups.html", {"page": page})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, training: UUID) -> HttpResponse:
    """`…/<training>/follow-up/`: a line for each, three taps; `?q=` looks for one."""
    found = training_or_404(request, training)
    months = open_months(found, timezone.localdate())
    typed = request.GET.get("q", "")[:100].replace("\x00", "")
    rows = list(to_ask_in(found, months)) if months else []
    may_open, names = names_in(request, found, rows, typed)
    page = Paginator(found_among(rows, typed, names), PER_PAGE).get_page(
        request.GET.get("page")
    )
    form = _form(request, page, months)
    if request.method == "POST" and months:
        try:
            _keep(request, form)
        except NotDueError:  # somebody was erased, or said no, at this very moment
            messages.error(request, _("Something has changed meanwhile. Look again."))
        if not form.errors:
            return redirect(request.get_full_path())
    return render(
        request,
        "learning/trainer_desk/ask.html",
        {
            "training": found,
            "months": months,
            "days": follow_up_days(found),
            "lines": [
                each | {"name": names.get(each["row"].participant_id, "")}
                for each in form.shown()
            ],
            "purposes": FollowUp.Purpose.choices,
            "results": FollowUp.Result.choices,
            "taps": TAPS,
            "page": page,
            "q": typed,
            "open": sum(not row.is_answered for row in rows),
            "may_open": may_open,
            "names": names,
            "text": texts.follow_up(found, language_of(found.language)),
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else None,
    )


def _form(request, page, months) -> MeetingForm:
    shown = list(page)
    known = (
        {
            row.registration_id: row
            for row in FollowUp.objects.for_tenant(shown[0].tenant_id).filter(
                registration__in=shown, months=months
            )
        }
        if shown
        else {}
    )
    return MeetingForm(shown, known, request.POST if request.method == "POST" else None)


@transaction.atomic
def _keep(request, form: MeetingForm) -> None:
    said, refusing = form.said(), form.refusing()
    for each in said:
        answer_follow_up(
            registration=each.registration,
            used=each.used,
            purposes=each.purposes,
            results=each.results,
            by=request.user,
        )
    for row in refusing:
        refuse_follow_ups(registration=row, by=request.user)
    count = len(said) + len(refusing)
    told = ngettext("%(count)d line is saved.", "%(count)d lines are saved.", count)
    messages.success(request, told % {"count": count})

"""The register of a session: one list, one tap for each person."""

import json
from dataclasses import replace
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import RequestDataTooBig
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from learning.classroom.actions.registering import Tick, mark
from learning.classroom.models import AttendanceMark
from learning.classroom.queries.register import (
    found_among,
    lines_of,
    marks_of,
    people_in,
    tally_of,
)
from learning.classroom.rules import can_open_names
from learning.members import opened_names
from learning.members.actions.audit import note
from learning.members.models import AuditEntry
from learning.records import new_id
from learning.trainer_desk.forms.register import (
    STATES,
    ReasonForm,
    RegisterForm,
    read_ticks,
)
from learning.trainer_desk.views.found import session_or_404

UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY
# A register is one list, that a thumb runs down; beyond this it is turned like a page.
PER_PAGE = 200
HISTORY_PER_PAGE = 50
LONGEST_SEARCH = 100
LONGEST_BODY = 128 * 1024
How = AttendanceMark.How


def names_in(
    request: HttpRequest, training, rows, typed: str = ""
) -> tuple[bool, dict]:
    """Whether she may open the names of a training, and those that are open now; what
    was `typed` looks among them, which is noted as looking at them is."""
    if not can_open_names(request.user, training):
        return False, {}
    names = opened_names.names_for(
        request,
        tenant=training.tenant,
        participants=[row.participant_id for row in rows],
        thing="training",
        thing_id=training.pk,
    )
    if typed and names:
        note_names(AuditEntry.Act.SEARCHED, training, len(names), request.user)
    return True, names


def note_names(act, training, count: int, user) -> None:
    note(
        tenant=training.tenant_id,
        act=act,
        by=user,
        thing="training",
        thing_id=training.pk,
        people=count,
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, training: UUID, session: UUID) -> HttpResponse:
    """`…/sessions/<session>/register/`; `?q=` looks for one person, `?from=paper` is
    for typing in the sheet that was signed."""
    found = session_or_404(request, training, session)
    # Cards that her phone scans from now on are ticked here (reading:card).
    if request.session.get("register_session") != str(found.pk):
        request.session["register_session"] = str(found.pk)
    typed = request.GET.get("q", "")[:LONGEST_SEARCH]
    rows = list(people_in(found.training))
    may_open, names = names_in(request, found.training, rows, typed)
    page = Paginator(found_among(rows, typed, names), PER_PAGE).get_page(
        request.GET.get("page")
    )
    lines = lines_of(found, names, page.object_list)
    reason = ReasonForm(request.POST if request.method == "POST" else None)
    form = None
    if request.method == "POST":
        form = _sent(request, found, lines, reason)
        if not form.errors and not reason_is_missing(found, reason):
            return redirect(request.get_full_path())
    return render(
        request,
        "learning/trainer_desk/register.html",
        {
            "session": found,
            "training": found.training,
            "lines": [(line, *_shown(line, form)) for line in lines],
            "page": page,
            "q": typed,
            "states": STATES,
            "tally": tally_of(found),
            "may_open": may_open,
            "names": names,
            "from_paper": request.GET.get("from") == "paper",
            "moment": new_id(),
            "reason": reason if found.training.is_closed else None,
        },
        status=UNPROCESSABLE if form else None,
    )


def reason_is_missing(session, reason: ReasonForm) -> bool:
    return session.training.is_closed and not reason.is_valid()


def _sent(request, session, lines, reason) -> RegisterForm:
    """Store what can be read; the form says what could not."""
    is_paper = request.GET.get("from") == "paper"
    form = RegisterForm(
        lines=lines,
        data=request.POST,
        minutes=session.minutes,
        how=How.PAPER if is_paper else How.TAP,
        reason=request.POST.get("reason", "").strip()[:500],
    )
    ticks = form.ticks()
    if reason_is_missing(session, reason):
        return form
    taken = mark(session=session, ticks=ticks, by=request.user)
    stored = sum(each.became == "stored" for each in taken)
    told = ngettext("%(count)d line is saved.", "%(count)d lines are saved.", stored)
    messages.success(request, told % {"count": stored})
    return form


def _shown(line, form: RegisterForm | None) -> tuple[str, object, str]:
    """State, minutes and error of a line: as stored, or as typed where that was wrong."""
    if form is None:
        return line.state, line.partial or "", ""
    state = form.data.get(f"state-{line.pk}", line.state)
    minutes = form.data.get(f"minutes-{line.pk}", "")[:6]
    return state, minutes, form.errors.get(line.pk, "")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def marks(request: HttpRequest, training: UUID, session: UUID) -> HttpResponse:
    """`…/register/marks/`: how the register stands, and ticks that a phone has kept.

    JSON both ways; a phone whose session has run out gets 403 and keeps its ticks.
    """
    if not request.user.is_authenticated:
        return JsonResponse({"why": "sign_in"}, status=HTTPStatus.FORBIDDEN)
    found = session_or_404(request, training, session)
    taken = []
    if request.method == "POST":
        try:
            taken = _take(request, found)
        except (ValueError, RecursionError, RequestDataTooBig):
            return JsonResponse({"why": "unreadable"}, status=HTTPStatus.BAD_REQUEST)
    lines = {
        str(line.pk): [line.minutes, line.is_late]
        for line in lines_of(found)
        if line.minutes is not None
    }
    return JsonResponse(
        {
            "taken": taken,
            "tally": tally_of(found),
            "lines": lines,
            "token": get_token(request),
        }
    )


def _take(request: HttpRequest, session) -> list[dict]:
    if int(request.headers.get("Content-Length") or 0) > LONGEST_BODY:
        raise ValueError("Too long")
    read = read_ticks(
        json.loads(request.body), minutes=session.minutes, now=timezone.now()
    )
    unread = [each for each in read if isinstance(each, str)]
    ticks = [
        _in_time(each, session.training) for each in read if not isinstance(each, str)
    ]
    taken = mark(session=session, ticks=ticks, by=request.user)
    return [
        *({"id": str(t.id), "became": t.became, "why": t.why} for t in taken),
        *({"id": each, "became": "refused", "why": "unreadable"} for each in unread),
    ]


def _in_time(tick: Tick, training) -> Tick:
    """What was ticked before the training was closed is not lost: it comes as a
    correction that says where it was."""
    if training.closed_at is None or tick.marked_at >= training.closed_at:
        return tick
    return replace(tick, reason=_("Ticked in class, kept on a phone, sent later."))


@login_required
@never_cache
@require_safe
def history(request: HttpRequest, training: UUID, session: UUID) -> HttpResponse:
    """`…/register/history/`: every mark, by whom, when and why."""
    found = session_or_404(request, training, session)
    page = Paginator(marks_of(found), HISTORY_PER_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "learning/trainer_desk/history.html",
        {"session": found, "training": found.training, "page": page},
    )

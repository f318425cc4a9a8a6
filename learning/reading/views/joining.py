"""Joining with a code: typed from the wall, scanned, or sent home by the union."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from learning.classroom.actions.joining import join, join_newly
from learning.classroom.errors import IsClosedError
from learning.classroom.queries.joining import registration_of, training_of
from learning.members import limits
from learning.members.actions.people import may_go
from learning.members.consent import STATEMENT
from learning.members.errors import (
    CannotChangeUnionError,
    CodeIsOverError,
    NamesAreLockedError,
)
from learning.members.forms import posted
from learning.members.models import JoinCode
from learning.members.queries import join_code_by, name_stays_behind
from learning.members.too_many import slowed_down
from learning.members.views.entering import show_code
from learning.reading.forms import CodeForm, JoinForm, JoinNewlyForm
from learning.reading.readers import participant_of
from learning.reading.views.asked_once import form_to_ask

UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY
# Wrong codes from one address: a class of forty makes some, a thief thousands.
WRONG_CODES = limits.Limit(100, limits.HOUR)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@slowed_down
def type_code(request: HttpRequest) -> HttpResponse:
    """`/<lang>/join/`: the six signs from the wall."""
    form = CodeForm(posted(request))
    if form.is_valid():
        code = form.cleaned_data["code"]
        join_code = _find(request, code)
        if join_code and not join_code.is_over:
            return redirect("reading:join_with", join_code.code)
        form.add_error("code", _expired() if join_code else _unknown())
    return render(
        request,
        "learning/reading/join.html",
        {"form": form},
        status=UNPROCESSABLE if form.is_bound else None,
    )


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@slowed_down
def join_with(request: HttpRequest, letters: str) -> HttpResponse:
    """`/<lang>/join/KM4T9W/`: keep a place and be in, or confirm and be in."""
    join_code = _find(request, letters)
    if join_code is None or join_code.is_over:
        return _no_way_in(request, _expired() if join_code else _unknown())
    try:
        if not request.user.is_authenticated:
            return _newly(request, join_code)
        return _signed_in(request, join_code)
    except (CodeIsOverError, IsClosedError):
        return _no_way_in(request, _("That training is over: nobody joins any more."))


def _find(request: HttpRequest, typed: str) -> JoinCode | None:
    """Counts the wrong ones; who has tried too many waits."""
    limits.check_ceiling(request, "wrong-join-code", WRONG_CODES)
    found = join_code_by(typed)
    if found is None:
        limits.count(request, "wrong-join-code", WRONG_CODES)
    return found


def _no_way_in(request: HttpRequest, why: str) -> HttpResponse:
    form = CodeForm()
    return render(
        request,
        "learning/reading/join.html",
        {"form": form, "why": why},
        status=HTTPStatus.NOT_FOUND,
    )


def _unknown() -> str:
    return _(
        "We do not know that code. Look at it once more; if it was changed or taken down, "
        "ask your trainer for the new one."
    )


def _expired() -> str:
    return _("That code has expired. Ask your trainer for a new one.")


def _newly(request: HttpRequest, join_code: JoinCode) -> HttpResponse:
    form = JoinNewlyForm(posted(request), asks_before=join_code.for_class)
    if request.method == "POST":
        limits.under_ceiling(request, "join")
        if form.is_valid():
            place = join_newly(
                join_code=join_code,
                secret=form.cleaned_data["secret"],
                language=get_language(),
                before=form.cleaned_data.get("before", ""),
            )
            return show_code(
                request,
                user=place.user,
                code=place.recovery_code,
                own_phone=form.cleaned_data["own_phone"],
                onward=reverse("reading:join_with", args=[join_code.code]),
            )
    return _page(request, join_code, form, "new")


def _signed_in(request: HttpRequest, join_code: JoinCode) -> HttpResponse:
    """Where she stands towards this code, and the one button that follows from it."""
    participant = participant_of(request)
    if participant is None:
        return _page(request, join_code, None, "staff")
    training = training_of(join_code)
    line = registration_of(training, participant) if training else None
    if line or (not join_code.for_class and _is_of(join_code, participant)):
        return _page(request, join_code, None, "in", line=line)
    form = JoinForm(posted(request), asks_before=join_code.for_class)
    if request.method == "POST" and form.is_valid():
        try:
            join(
                join_code=join_code,
                participant=participant,
                before=form.cleaned_data.get("before", ""),
                without_name="without_name" in request.POST,
                by=request.user,
            )
        except CannotChangeUnionError:
            return _page(request, join_code, None, "elsewhere")
        except NamesAreLockedError:
            return _page(request, join_code, form, "moves")
        return redirect("reading:join_with", join_code.code)
    if not (_is_of(join_code, participant) or may_go(participant)):
        return _page(request, join_code, None, "elsewhere")
    moves = participant.tenant_id != join_code.tenant_id
    return _page(request, join_code, form, "moves" if moves else "confirm")


def _is_of(join_code: JoinCode, participant) -> bool:
    return participant.tenant_id == join_code.tenant_id


def _page(request, join_code, form, standing, line=None) -> HttpResponse:
    """`standing`: new, staff, in, elsewhere, moves, confirm."""
    bound = form is not None and form.is_bound
    participant = participant_of(request)
    asks = standing == "in" and not (line and line.refused_at)
    return render(
        request,
        "learning/reading/join_with.html",
        {
            "form": form,
            "standing": standing,
            "line": line,
            "union": join_code.union,
            "training": training_of(join_code) if join_code.for_class else None,
            "participant": participant,
            "leaves_name": standing == "moves"
            and name_stays_behind(participant, join_code.tenant_id),
            "questions": form_to_ask(request, participant) if asks else None,
            "statement": STATEMENT,
            "here": request.path,
        },
        status=UNPROCESSABLE if bound else None,
    )

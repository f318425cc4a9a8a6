"""The code on the wall, and vouching for those who joined with it."""

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from learning.classroom.actions import vouching
from learning.classroom.actions.joining import put_up_code, take_down_code
from learning.classroom.models import Training
from learning.classroom.queries.joining import decided_in, waiting_in
from learning.classroom.queries.trainings import (
    contents_of,
    has_discreet,
    training_for,
)
from learning.members import codes
from learning.members.copying import language_of
from learning.trainer_desk import texts
from learning.trainer_desk.forms.cards import CodeDaysForm

PER_PAGE = 50


def training_or_404(request: HttpRequest, training) -> Training:
    found = training_for(request.user, training)
    if found is None:
        raise Http404
    return found


def living_code(training: Training):
    code = training.join_code
    return code if code and not code.is_over else None


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def joining(request: HttpRequest, training) -> HttpResponse:
    """`/<lang>/trainings/<training>/joining/`: make, show, end a code; who waits."""
    found = training_or_404(request, training)
    form = CodeDaysForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not found.is_closed:
        if request.POST.get("act") == "end":
            take_down_code(training=found, by=request.user)
            messages.success(request, _("The code is down. Who has joined stays."))
            return redirect("trainer_desk:joining", found.pk)
        if form.is_valid():
            days = form.cleaned_data["days"]
            put_up_code(training=found, by=request.user, days=days)
            return redirect("trainer_desk:joining", found.pk)
    waiting = Paginator(waiting_in(found), PER_PAGE)
    decided = Paginator(decided_in(found), PER_PAGE)
    code, language = living_code(found), language_of(found.language)
    return render(
        request,
        "learning/trainer_desk/joining.html",
        {
            "training": found,
            "code": code,
            "text": texts.invitation(
                found,
                list(found.sessions.all()),
                language,
                code=code,
                is_discreet=has_discreet(contents_of(found)),
            ),
            "form": form,
            "waiting": waiting.get_page(request.GET.get("page")),
            "decided": decided.get_page(request.GET.get("decided")),
        },
        status=422 if form.is_bound else None,
    )


@login_required
@require_POST
def vouch(request: HttpRequest, training) -> HttpResponse:
    """One tap each ("vouch", "refuse", "back" with the registration), or all who are
    shown ("all"): only those, for somebody may have joined since."""
    found = training_or_404(request, training)
    for act in ("vouch", "refuse", "back", "all"):
        if act in request.POST:
            _decide(request, found, act)
    return redirect("trainer_desk:joining", found.pk)


def _decide(request: HttpRequest, training: Training, act: str) -> None:
    given = set(request.POST.getlist("shown" if act == "all" else act)[:PER_PAGE])
    rows = [each for each in training.registrations.all() if str(each.pk) in given]
    by = request.user
    if act in ("vouch", "all"):
        count = vouching.vouch_in_class(training=training, registrations=rows, by=by)
        told = ngettext(
            "You vouch for %(count)d person.", "You vouch for %(count)d people.", count
        )
        messages.success(request, told % {"count": count})
    decide = {"refuse": vouching.refuse_in_class, "back": vouching.take_back}.get(act)
    for row in rows if decide else ():
        decide(training=training, registration=row, by=by)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD"])
def wall(request: HttpRequest, training) -> HttpResponse:
    """`/<lang>/trainings/<training>/joining/wall/`: the code, as large as the wall is."""
    found = training_or_404(request, training)
    return show_wall(
        request,
        living_code(found),
        title=found.title,
        back=reverse("trainer_desk:joining", args=[found.pk]),
    )


def show_wall(request: HttpRequest, code, *, title: str, back: str) -> HttpResponse:
    """404 where no code lives."""
    if code is None:
        raise Http404
    address = f"{settings.BASE_URL}{reverse('reading:join_with', args=[code.code])}"
    typed = f"{settings.BASE_URL}{reverse('reading:join')}"
    return render(
        request,
        "learning/trainer_desk/wall.html",
        {
            "title": title,
            "back": back,
            "signs": codes.in_halves(code.code),
            "expires_at": code.expires_at,
            "zone": code.union.time_zone,
            "address": typed.partition("://")[2],
            "qr": _qr(address),
        },
    )


def _qr(address: str) -> SafeString:
    # Without a size of its own, so that it grows with the wall and is never cut off.
    drawn = segno.make(address, error="m").svg_inline(
        omitsize=True, light="#fff", border=3, title=_("QR code to join")
    )
    return mark_safe(drawn)  # noqa: S308 -- segno's own drawing; it escapes the title

"""What came of a training: she answers on her own place."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from learning.classroom.actions.following import (
    answer_follow_up,
    put_off_follow_up,
    refuse_follow_ups,
)
from learning.classroom.queries.following import own_registration
from learning.reading.following import about
from learning.reading.forms import FollowUpForm
from learning.reading.readers import participant_of


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: HttpRequest, attended: UUID) -> HttpResponse:
    """`/<lang>/my/follow-up/<attended>/`; `do=later` puts it off, `do=never` ends it."""
    participant = participant_of(request)
    row = participant and own_registration(participant, attended, timezone.localdate())
    if row is None:
        raise Http404
    form = FollowUpForm(request.POST if request.method == "POST" else None)
    told = request.method == "POST" and _done(request, row, form)
    if told:
        messages.success(request, told)
        return redirect("reading:my")
    return render(
        request,
        "learning/reading/follow_up.html",
        {"asked": about(row), "form": form},
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else None,
    )


def _done(request, row, form) -> str:
    """What she is told, once what she chose is done; "" where something is missing."""
    chosen = {"registration": row, "by": request.user}
    if request.POST.get("do") == "later":
        put_off_follow_up(**chosen)
        return _("All right. We ask again in two weeks.")
    if request.POST.get("do") == "never":
        refuse_follow_ups(**chosen)
        return _("All right. Nobody asks you about this training any more.")
    if form.is_valid():
        answer_follow_up(**chosen, **form.cleaned_data)
        return _("Thank you. It helps to make trainings better.")
    return ""

"""Keeping a plan in one's place, and deleting it there."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from learning.progress.actions.plans import forget_plan
from learning.progress.models import KeptPlan
from learning.reading.lesson_page import LessonPage
from learning.reading.plans import keep_what_was_sent
from learning.reading.readers import participant_of
from learning.reading.told import Feedback


def keep_or_forget(
    request: HttpRequest, page: LessonPage, participant
) -> HttpResponse | tuple[str, Feedback]:
    """Do what the button of a plan says; back to the page, or what is wrong with it."""
    asked = request.POST.get("keep") or request.POST.get("forget")
    plan = next((each for each in page.plans if each.id == asked), None)
    if plan is None:
        return HttpResponseRedirect(request.path)
    if "forget" in request.POST:
        forget_plan(
            participant=participant,
            lesson_key=page.lesson.key,
            activity=plan.id,
            by=request.user,
        )
    else:
        with override(page.shown.language):
            said = keep_what_was_sent(
                plan=plan,
                lesson_key=page.lesson.key,
                sent=request.POST,
                participant=participant,
                by=request.user,
            )
        if said:
            return plan.id, said
    return HttpResponseRedirect(
        f"{request.path}#a-{plan.id}", status=HTTPStatus.SEE_OTHER
    )


@login_required
@require_POST
def forget(request: HttpRequest, pk: UUID) -> HttpResponse:
    """`/<lang>/my/sheets/<pk>/delete/`: also where its lesson is there no more."""
    participant = participant_of(request)
    row = (
        KeptPlan.objects.for_participant(participant).filter(pk=pk).first()
        if participant
        else None
    )
    if row is None:
        raise Http404
    forget_plan(
        participant=participant,
        lesson_key=row.lesson_id,
        activity=row.activity,
        by=request.user,
    )
    messages.success(request, _("The sheet is deleted."))
    return redirect("reading:my")

"""The few questions to whoever has just come in by a code or a card."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from learning.classroom.actions.asking_once import answer_once
from learning.classroom.queries.joining import open_questions_of
from learning.members.doors import trainee_required
from learning.members.forms import posted
from learning.members.onward import safe_next
from learning.members.views.entering import UNPROCESSABLE
from learning.reading.forms import AskedOnceForm

# In the session: she has answered or gone on. It ends with the session, so a phone keeps
# nothing of it, and the next time she comes in by a code is a registration of its own.
_ASKED = "asked_once"


def form_to_ask(request: HttpRequest, participant) -> AskedOnceForm | None:
    """What is still open about her; None if nothing is, or if she was asked already."""
    if _ASKED in request.session:
        return None
    questions = open_questions_of(participant)
    return AskedOnceForm(questions=questions) if questions else None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@trainee_required
def asked_once(request: HttpRequest, participant) -> HttpResponse:
    """`/<lang>/my/questions/`: each may be left out, and `skip` leaves out all."""
    if request.method != "POST":
        form = form_to_ask(request, participant)
        return _page(request, form) if form else redirect("reading:my")
    if "skip" in request.POST:
        request.session[_ASKED] = True
        return redirect("reading:my")
    form = AskedOnceForm(posted(request), questions=open_questions_of(participant))
    if not form.is_valid():
        return _page(request, form, status=UNPROCESSABLE)
    if any(form.cleaned_data.values()):
        answer_once(participant=participant, by=request.user, **form.cleaned_data)
        messages.success(request, _("Kept. You can change it whenever you like."))
    request.session[_ASKED] = True
    return redirect(safe_next(request) or "reading:my")


def _page(request: HttpRequest, form: AskedOnceForm, status=None) -> HttpResponse:
    return render(
        request,
        "learning/reading/asked_once.html",
        {"form": form, "next": safe_next(request)},
        status=status,
    )

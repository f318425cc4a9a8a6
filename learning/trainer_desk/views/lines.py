"""One line of a training: what is known of her put right, taking her out, putting back."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from learning.classroom.actions.taking_out import put_back, take_out
from learning.classroom.models import Registration
from learning.members.actions import correct_answers
from learning.members.actions.people import ANSWERS
from learning.members.forms import AnswersForm
from learning.trainer_desk.forms.register import ReasonForm
from learning.trainer_desk.views.found import training_or_404
from learning.trainer_desk.views.register import names_in

UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY
ACTS = {"out": take_out, "back": put_back}


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, training: UUID, registration: UUID) -> HttpResponse:
    """`…/<training>/people/<registration>/`; `do` is "answers", "out" or "back"."""
    found = training_or_404(request, training)
    row = _line_or_404(found, registration)
    do = request.POST.get("do", "")
    answers = AnswersForm(
        request.POST if do == "answers" else None,
        initial={field: getattr(row.participant, field) for field in ANSWERS},
    )
    reason = ReasonForm(request.POST if do in ACTS else None)
    reason.fields["reason"].required = found.is_closed
    is_ours = row.participant.tenant_id == found.tenant_id
    if is_ours and answers.is_valid():
        correct_answers(
            participant=row.participant, by=request.user, **answers.cleaned_data
        )
        messages.success(request, _("Put right."))
        return redirect("trainer_desk:line", found.pk, row.pk)
    if do in ACTS and reason.is_valid():
        why = reason.cleaned_data["reason"]
        ACTS[do](registration=row, by=request.user, reason=why)
        return redirect("trainer_desk:line", found.pk, row.pk)
    may_open, names = names_in(request, found, [row])
    return render(
        request,
        "learning/trainer_desk/line.html",
        {
            "training": found,
            "row": row,
            "names": names,
            "name": names.get(row.participant_id, ""),
            "may_open": may_open,
            "answers": answers if is_ours else None,
            "reason": reason,
        },
        status=UNPROCESSABLE if answers.is_bound or reason.is_bound else None,
    )


def _line_or_404(training, pk: UUID) -> Registration:
    found = (
        training.registrations.select_related("participant", "participant__user")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found

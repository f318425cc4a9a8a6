"""Planning a training, copying one, and its own page."""

from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from learning.classroom.actions.trainings import (
    change_training,
    plan_training,
    shifted,
)
from learning.classroom.errors import ClassroomError, NeedsReferralError
from learning.classroom.models import Training
from learning.classroom.queries.register import heads_in, people_in
from learning.classroom.queries.trainings import contents_of, needs_referral
from learning.trainer_desk import parts
from learning.trainer_desk.forms.contents import value_of
from learning.trainer_desk.forms.trainings import (
    SessionForm,
    TrainingForm,
    sessions_form,
)
from learning.trainer_desk.views.found import tenants_or_404, training_or_404

UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY
A_WEEK = timedelta(days=7)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """`/<lang>/trainings/plan/`."""
    tenants = tenants_or_404(request)
    initial = {
        "language": get_language(),
        "country": tenants[0].country,
        "union": tenants[0].pk,
    }
    return _planning(request, tenants, initial=initial, meetings=[])


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, training: UUID) -> HttpResponse:
    """`/<lang>/trainings/<training>/copy/`: the same again, from next week on."""
    earlier = training_or_404(request, training)
    first = timezone.localdate() + A_WEEK
    return _planning(
        request,
        tenants_or_404(request),
        initial=_initial_of(earlier) | {"union": earlier.union_id},
        meetings=shifted(earlier.sessions.all(), first),
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, training: UUID) -> HttpResponse:
    """`/<lang>/trainings/<training>/change/`; of a closed one, a correction."""
    found = training_or_404(request, training)
    return _planning(
        request,
        tenants_or_404(request),
        initial=_initial_of(found),
        meetings=found.sessions.all(),
        training=found,
    )


@login_required
@never_cache
@require_safe
def training(request: HttpRequest, training: UUID) -> HttpResponse:
    """`/<lang>/trainings/<training>/`: what to do next with it, its people and sessions."""
    found = training_or_404(request, training)
    contents, sessions = contents_of(found), list(found.sessions.all())
    today = timezone.localdate()
    standing = parts.Standing(
        training=found,
        session=_now(sessions, today),
        today=today,
        people=people_in(found).count(),
    )
    language = get_language()
    part = parts.next_part(standing)
    context = {
        "training": found,
        "standing": standing,
        "sessions": sessions,
        "contents": [
            module.outward_title_of(lesson, language)
            if lesson
            else module.outward_title(language)
            for module, lesson in contents
        ],
        "needs_referral": needs_referral(contents),
        "heads": heads_in(found),
        "second": [row.user for row in found.co_trainers.select_related("user")],
        "stages": [
            (title, [(each, each.address(standing)) for each in of_stage])
            for title, of_stage in parts.stages(standing)
        ],
    }
    if part:
        context |= {"next": part, "next_address": part.address(standing)}
    return render(request, "learning/trainer_desk/training.html", context)


def _now(sessions: list, today):
    """Today's session, else the next, else the last."""
    coming = [each for each in sessions if each.held_on >= today]
    return coming[0] if coming else (sessions[-1] if sessions else None)


def _initial_of(training: Training) -> dict:
    second = training.co_trainers.first()
    names = ("title", "modality", "place", "link", "language", "country", "referral")
    return {name: getattr(training, name) for name in names} | {
        "project": training.project_id,
        "trainer": training.trainer_id,
        "co_trainer": second.user_id if second else None,
        "contents": [
            value_of(*row)
            for row in training.contents.order_by("position").values_list(
                "module", "lesson"
            )
        ],
    }


@dataclass
class _Asked:
    """The two forms of the page, as they came or as they begin."""

    form: TrainingForm
    sessions: object

    def is_valid(self) -> bool:
        # Both are looked at, so that everything that is wrong is said at once.
        return all([self.form.is_valid(), self.sessions.is_valid()])


def _planning(request, tenants, *, initial, meetings, training=None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    rows = [SessionForm.initial_of(each) for each in meetings]
    adds = data is not None and "add" in data
    options = {"user": request.user, "tenants": tenants, "training": training}
    asked = _Asked(
        TrainingForm(data, initial=initial, **options),
        sessions_form(_one_more(data) if adds else data, initial=rows, extra=not rows),
    )
    if data is not None and not adds and asked.is_valid():
        done = _write(request, asked, training)
        if done:
            messages.success(request, _("Kept."))
            return redirect("trainer_desk:training", done.pk)
    wrong = data is not None and not adds
    if adds:  # nothing is judged before it is sent
        asked.form.errors.clear()
        for form in asked.sessions:
            form.errors.clear()
    return render(
        request,
        "learning/trainer_desk/plan.html",
        {
            "form": asked.form,
            "sessions": asked.sessions,
            "ticked": set(map(str, asked.form["contents"].value() or [])),
            "training": training,
            "wrong": wrong,
        },
        status=UNPROCESSABLE if wrong else None,
    )


def _one_more(data):
    """The same post with room for one more session."""
    more = data.copy()
    try:
        count = int(data.get("sessions-TOTAL_FORMS", "0"))
    except ValueError:
        count = 0
    more["sessions-TOTAL_FORMS"] = str(count + 1)
    return more


def _write(request, asked: _Asked, training) -> Training | None:
    data, details = asked.form.cleaned_data, asked.form.details()
    given = {
        "contents": data["contents"],
        "meetings": asked.sessions.meetings(),
        "by": request.user,
    }
    try:
        if training:
            return change_training(training=training, **given, **details)
        return plan_training(
            union=data["union"], trainer=data.get("trainer"), **given, **details
        )
    except NeedsReferralError:
        asked.form.add_error(
            "referral",
            _(
                "What you chose may touch what somebody has lived through. First name "
                "an office or service near you, with its number."
            ),
        )
    except ClassroomError:
        asked.form.add_error(
            None, _("Something has changed meanwhile. Look again at what you chose.")
        )
    return None

"""Driving a class from a phone or a laptop, with one thumb.

One address: a GET is where the class is, a POST does one thing and leads back. `do` says
which; whatever a form says is checked against the class as it stands.
"""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from learning.classroom.actions import class_mode as actions
from learning.classroom.errors import (
    IsClosedError,
    NotASideError,
    NothingAskedError,
    NotVisibleError,
)
from learning.classroom.models import ClassQuestion, ClassShow, TrainingSession
from learning.classroom.queries.class_mode import class_of, seen
from learning.classroom.queries.trainings import contents_of, training_for
from learning.reading.class_lesson import ROLE_PLAY
from learning.reading.class_screen import Screen, screen_of, sides_of
from learning.reading.fresh import is_fresh, not_modified, tagged
from learning.reading.views.class_mode import class_etag, spoken
from learning.trainer_desk.class_path import LessonAhead, path_of
from learning.trainer_desk.forms.class_mode import (
    ClockForm,
    HandsForm,
    MoveForm,
    OfferForm,
    QuestionForm,
)

UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def drive(request: HttpRequest, training: UUID, session: UUID) -> HttpResponse:
    """`/<lang>/trainings/<training>/sessions/<session>/class/`."""
    held = _session_or_404(request, training, session)
    show = class_of(held)
    if show:
        show.session = held
    if request.method == "POST":
        return _do(request, held, show)
    if show is None:
        return _before(request, held)
    return _now(request, show)


def _session_or_404(request, training_key, session_key) -> TrainingSession:
    training = training_for(request.user, training_key)
    session = training.sessions.filter(pk=session_key).first() if training else None
    if session is None:
        raise Http404
    # Loaded already, with its tenant: rules ask it for both.
    session.training = training
    return session


def _before(request, session, status=HTTPStatus.OK) -> HttpResponse:
    """Nothing runs: choose with which lesson to begin."""
    lessons = path_of(contents_of(session.training), get_language())
    response = render(
        request,
        "learning/trainer_desk/class_before.html",
        {
            "session": session,
            "training": session.training,
            "lessons": lessons,
            "has_ended": ClassShow.objects.for_tenant(session.tenant_id)
            .filter(session=session)
            .exists(),
        },
        status=status,
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _now(request, show, forms=None, status=HTTPStatus.OK) -> HttpResponse:
    """Where the class is; `forms` are those that came back with a mistake."""
    # Messages have been said once: a page with one must not be kept.
    has_news = bool(messages.get_messages(request)) or bool(forms)
    etag = class_etag(seen(show), f"driver {request.user.pk}")
    if not has_news and is_fresh(request, etag):
        return not_modified(etag)
    training = show.session.training
    screen = screen_of(show, get_language())
    lessons = path_of(contents_of(training), get_language(), screen)
    is_played = bool(screen.step) and screen.step.kind == ROLE_PLAY
    context = {
        "show": show,
        "session": show.session,
        "training": training,
        "screen": screen,
        "quick_exit": screen.needs_care,
        "lessons": lessons,
        "code": spoken(show.code),
        "is_loopback": request.get_host().split(":")[0] in ("127.0.0.1", "localhost"),
        "sides": sides_of(screen.step) if is_played else {},
        **_forms(screen),
        **(forms or {}),
    }
    context["back"], context["on"] = _around(screen, lessons)
    response = render(
        request, "learning/trainer_desk/class.html", context, status=status
    )
    if has_news:
        response["Cache-Control"] = "private, no-store"
        return response
    return tagged(response, etag)


def _forms(screen: Screen) -> dict:
    is_played = bool(screen.step) and screen.step.kind == ROLE_PLAY
    minutes = screen.step.words["minutes"] if is_played else 10
    return {
        "clock_form": ClockForm(initial={"minutes": minutes}),
        "hands_form": HandsForm(rows=screen.asked.rows) if screen.asked else None,
        "offer_form": OfferForm(sides=sides_of(screen.step)) if is_played else None,
    }


def _around(screen: Screen, lessons: list[LessonAhead]):
    """The step before this one and the step after, over the ends of lessons."""
    steps = [(each.key, step) for each in lessons for step in each.steps]
    here = (screen.show.lesson_id, screen.step.id if screen.step else None)
    keys = [(key, step.id) for key, step in steps]
    place = keys.index(here) if here in keys else -1
    back = steps[place - 1] if place > 0 else None
    on = steps[place + 1] if place + 1 < len(steps) else None
    return back, on


# --- what she does ---------------------------------------------------------------


def _do(request, session, show: ClassShow | None) -> HttpResponse:
    back = redirect("trainer_desk:class", session.training_id, session.pk)
    back.status_code = HTTPStatus.SEE_OTHER
    do = request.POST.get("do", "")
    try:
        if do == "begin":
            _begin(request, session, show)
            return back
        if show is None:
            messages.info(request, _("The class has ended."))
            return back
        answer = DOING[do](request, show) if do in DOING else None
        return answer or back
    except IsClosedError:
        messages.error(request, _("The training is closed, or the class has ended."))
    except NotVisibleError:
        messages.error(request, _("That lesson is no longer there. Choose another."))
    except (NothingAskedError, NotASideError):
        messages.error(request, _("That could not be taken. Look again, please."))
    return back


def _begin(request, session, show) -> None:
    """A class that runs already, by a second tap, is left as it is."""
    form = MoveForm(request.POST)
    module = _module_of(session.training, form)
    if module is None:
        messages.error(request, _("Choose the lesson to begin with."))
    elif show is None:
        actions.begin_class(
            session=session,
            module_key=module,
            lesson_key=form.cleaned_data["lesson"],
            by=request.user,
        )


def _move(request, show):
    form = MoveForm(request.POST)
    module = _module_of(show.session.training, form)
    if module is None:
        raise NotVisibleError("Not taught in this training")
    actions.go_to(
        show=show,
        module_key=module,
        lesson_key=form.cleaned_data["lesson"],
        step=form.cleaned_data["step"],
        by=request.user,
    )


def _module_of(training, form: MoveForm):
    """The module of a lesson that is taught in this training, else None."""
    if not form.is_valid():
        return None
    key = form.cleaned_data["lesson"]
    for module, lesson in contents_of(training):
        if key in {each.key for each in ([lesson] if lesson else module.lessons)}:
            return module.key
    return None


def _put(request, show):
    screen = screen_of(show, get_language())
    if screen.step is None or screen.step.activity is None:
        raise NothingAskedError("No question at this step")
    actions.put_question(
        show=show,
        lesson_key=show.lesson_id,
        version=screen.lesson.shown.version,
        activity=screen.step.id,
        by=request.user,
    )


def _question(request, show) -> ClassQuestion:
    form = QuestionForm(request.POST)
    found = form.is_valid() and show.questions.filter(**_named(form)).first()
    if not found:
        raise NothingAskedError("No such question in this class")
    return found


def _named(form) -> dict:
    return {"pk": form.cleaned_data["question"]}


def _close(request, show):
    actions.close_question(
        show=show, question=_question(request, show), by=request.user
    )


def _show_results(request, show, *, on=True):
    question = _question(request, show)
    if not actions.show_results(show=show, question=question, on=on, by=request.user):
        messages.info(
            request,
            _(
                "This is sensitive: results are shown once it is closed, from 8 answers."
            ),
        )


def _hide_results(request, show):
    _show_results(request, show, on=False)


def _hands(request, show):
    question = _question(request, show)
    screen = screen_of(show, get_language())
    if not screen.asked or screen.asked.question.pk != question.pk:
        raise NothingAskedError("The class has gone on")
    form = HandsForm(request.POST, rows=screen.asked.rows)
    if not form.is_valid():
        return _now(request, show, {"hands_form": form}, UNPROCESSABLE)
    actions.count_hands(
        show=show, question=question, hands=form.hands(), by=request.user
    )
    return None


def _clock(request, show):
    form = ClockForm(request.POST)
    if not form.is_valid():
        return _now(request, show, {"clock_form": form}, UNPROCESSABLE)
    actions.set_clock(show=show, minutes=form.cleaned_data["minutes"], by=request.user)
    return None


def _no_clock(request, show):
    actions.set_clock(show=show, minutes=0, by=request.user)


def _pause(request, show):
    actions.stop_or_go_on(show=show, runs=False, by=request.user)


def _go_on(request, show):
    actions.stop_or_go_on(show=show, runs=True, by=request.user)


def _offer(request, show):
    screen = screen_of(show, get_language())
    if screen.step is None or screen.step.kind != ROLE_PLAY:
        raise NothingAskedError("No role play at this step")
    sides = sides_of(screen.step)
    form = OfferForm(request.POST, sides=sides)
    if not form.is_valid():
        return _now(request, show, {"offer_form": form}, UNPROCESSABLE)
    actions.note_offer(
        show=show,
        activity=screen.step.id,
        sides=set(sides),
        by=request.user,
        **form.cleaned_data,
    )
    return None


def _no_offer(request, show):
    form = QuestionForm({"question": request.POST.get("offer")})
    if form.is_valid():
        actions.take_back_offer(
            show=show, offer=form.cleaned_data["question"], by=request.user
        )


def _end(request, show):
    actions.end_class(show=show, by=request.user)
    messages.success(
        request, _("The class has ended. The code opens nothing any more.")
    )


DOING = {
    "move": _move,
    "put": _put,
    "close": _close,
    "show": _show_results,
    "hide": _hide_results,
    "hands": _hands,
    "clock": _clock,
    "no_clock": _no_clock,
    "pause": _pause,
    "go_on": _go_on,
    "offer": _offer,
    "no_offer": _no_offer,
    "end": _end,
}

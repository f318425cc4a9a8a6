"""Reading a lesson, answering its questions, going on to the next."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    HttpResponseRedirect,
    QueryDict,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, override
from django.views.decorators.http import require_http_methods

from learning.activities.errors import AnswerError
from learning.activities.quiz import parse_answer
from learning.activities.specs import canonical_json
from learning.members.onward import CARRIES_PRACTICE, CARRY_OVER
from learning.progress.queries import kept_plans, marks_of
from learning.reading import circle
from learning.reading.asking import field_names, raw_answer
from learning.reading.fresh import is_fresh
from learning.reading.lesson_page import (
    LessonPage,
    anonymous_values,
    lesson_page,
    signed_in_values,
)
from learning.reading.plans import plan_values, refused_values
from learning.reading.readers import module_or_404, participant_of
from learning.reading.tokens import form_token
from learning.reading.told import Feedback
from learning.reading.views.plans import keep_or_forget
from learning.records import new_id, same_moment_id

LONGEST_QUERY = 4000


@require_http_methods(["GET", "HEAD", "POST"])
def lesson(request: HttpRequest, module: str, lesson: str) -> HttpResponse:
    """`/<lang>/modules/<module>/<lesson>/`."""
    on_shelf = module_or_404(request, module)
    found = on_shelf.lesson(lesson)
    page = lesson_page(on_shelf, found, get_language()) if found else None
    if page is None:
        raise Http404
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        return HttpResponseRedirect(request.path)
    if request.method == "POST":
        return _post(request, page)
    if request.user.is_authenticated:
        return _signed_in(request, page)
    return _anonymous(request, page)


def _anonymous(request: HttpRequest, page: LessonPage) -> HttpResponse:
    if request.GET:
        values = anonymous_values(
            page.module, page.lesson, page.shown, page.spec, request.GET, page.text
        )
        response = HttpResponse(page.page.fill(values))
        response["Cache-Control"] = "no-store"
        return response
    if is_fresh(request, page.etag):
        response = HttpResponseNotModified()
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(page.anonymous_gzip)
        response["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(page.anonymous)
    response["ETag"] = page.etag
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    patch_vary_headers(response, ["Cookie", "Accept-Encoding"])
    return response


def _signed_in(request: HttpRequest, page: LessonPage) -> HttpResponse:
    participant = participant_of(request)
    if participant and request.GET and _is_carried_over(request):
        _store_practice(request, page, participant)
        return HttpResponseRedirect(request.path)
    return _hers(request, page, participant)


def _hers(
    request: HttpRequest, page: LessonPage, participant, **refused: Feedback
) -> HttpResponse:
    """The page of who is signed in; `refused` says by plan why it was not kept."""
    marks = marks_of(participant, page.module.key) if participant else {}
    kept = None
    if participant and page.plans:
        kept = kept_plans(participant, page.lesson.key)
    csrf = f'<input type="hidden" name="csrfmiddlewaretoken" value="{form_token(request)}">'
    values = signed_in_values(
        page,
        marks,
        request.GET,
        csrf,
        not request.session.get("shared_phone", True),
        request.session.get(CARRIES_PRACTICE, False),
        kept,
    )
    with override(page.shown.language):
        for plan in page.plans:
            if plan.id in refused:
                row = (kept or {}).get(plan.id)
                values |= plan_values(plan, row, csrf, request.POST)
                values |= refused_values(plan, refused[plan.id])
    response = HttpResponse(
        page.hers.fill(values),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if refused else None,
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _is_carried_over(request: HttpRequest) -> bool:
    """She has just kept her place from this very page: what she practised comes along."""
    if request.session.get(CARRY_OVER) != request.get_full_path():
        return False
    del request.session[CARRY_OVER]
    return True


def _store_practice(request: HttpRequest, page: LessonPage, participant) -> None:
    given, events = request.GET, []
    for activity in page.questions:
        if activity.id not in given.getlist("check"):
            continue
        try:
            answer = parse_answer(activity, raw_answer(activity, given))
        except AnswerError:
            continue
        event = _event(request, page, "")
        events.append(
            event | {"verb": "answered", "activity": activity.id, "answer": answer}
        )
    circle.take(request, participant, events)


def _post(request: HttpRequest, page: LessonPage) -> HttpResponse:
    """Store an answer, or that the lesson was read; then show the page again."""
    participant = participant_of(request)
    asked = request.POST.get("check", "")
    if participant is None:
        # Staff look around, and a session may have ended: practice, nothing stored.
        if not asked:
            return HttpResponseRedirect(_onward_url(page))
        return _see(request.path, request.POST, page)
    if "keep" in request.POST or "forget" in request.POST:
        done = keep_or_forget(request, page, participant)
        if isinstance(done, HttpResponse):
            return done
        plan, said = done
        return _hers(request, page, participant, **{plan: said})
    activity = page.spec.by_id().get(asked)
    if activity is None:
        event = _event(request, page, "") | {"verb": "experienced"}
        circle.take(request, participant, [event])
        return HttpResponseRedirect(_onward_url(page))
    try:
        answer = parse_answer(activity, raw_answer(activity, request.POST))
    except AnswerError:
        return _see(request.path, request.POST, page)
    event = _event(request, page, canonical_json([asked, answer]))
    event |= {"verb": "answered", "activity": asked, "answer": answer}
    circle.take(request, participant, [event])
    past_the_note = "?read=1" if page.lesson.needs_care else ""
    return HttpResponseRedirect(
        f"{request.path}{past_the_note}#a-{asked}", status=HTTPStatus.SEE_OTHER
    )


def _event(request: HttpRequest, page: LessonPage, content: str) -> dict[str, Any]:
    return {
        "id": str(event_id(request.POST.get("event", ""), content)),
        "lesson": str(page.lesson.key),
        "version": page.shown.version,
        "language": page.shown.language,
        "occurred_at": timezone.now().isoformat(),
    }


def event_id(given: str, content: str) -> UUID:
    """The id the form carries, made one with its content; a new one if it has none."""
    try:
        return same_moment_id(UUID(given[:36]), content)
    except ValueError:
        return new_id()


def _see(path: str, sent: QueryDict, page: LessonPage) -> HttpResponse:
    """Back to the page by GET with what was typed, so that nothing is lost."""
    kept = QueryDict(mutable=True)
    asked = sent.get("check", "")
    activity = page.spec.by_id().get(asked)
    if activity:
        kept["check"] = asked
        for name in field_names(activity):
            kept.setlist(name, [value[:200] for value in sent.getlist(name)[:20]])
    query = f"?{kept.urlencode()}" if kept else ""
    anchor = f"#a-{asked}" if activity else ""
    return HttpResponseRedirect(f"{path}{query}{anchor}", status=HTTPStatus.SEE_OTHER)


def _onward_url(page: LessonPage) -> str:
    """The next lesson; with a fragment, or the browser would keep that of the last."""
    if page.following:
        path = reverse("reading:lesson", args=[page.module.slug, page.following.slug])
    else:
        path = reverse("reading:module", args=[page.module.slug])
    return f"{path}#main"

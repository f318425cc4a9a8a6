"""The class on everybody's phone and on the wall: follows what the trainer does.

Phones ask every two seconds, forty of them through one router. "Nothing new" is one
query and no body; nothing is written but answers, and no address is counted.
"""

import hashlib
from http import HTTPStatus

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from learning.activities.errors import AnswerError
from learning.classroom.actions.class_mode import answer_in_class
from learning.classroom.errors import NothingAskedError
from learning.classroom.models import ClassShow
from learning.classroom.queries.class_mode import living_class, seen, seen_on_phones
from learning.members import limits
from learning.members.too_many import slowed_down
from learning.reading.class_screen import Screen, lines_of, screen_of, sides_of
from learning.reading.class_voice import MOST_AROUND, Voice, remember, voice_of
from learning.reading.forms import ClassAnswerForm, ClassCodeForm
from learning.reading.fresh import is_fresh, not_modified, tagged
from learning.reading.views.language import language_of_visitor

UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY
# Codes that open nothing, from one address: a class that has just ended makes forty.
MISSES = limits.Limit(200, limits.MINUTE)


@never_cache
@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """`/<lang>/class/`: type the code that stands on the wall."""
    form = ClassCodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("reading:class_phone", form.cleaned_data["code"])
    return render(
        request,
        "learning/reading/class_door.html",
        {"form": form},
        status=UNPROCESSABLE if form.is_bound else None,
    )


@require_safe
def from_the_wall(request: HttpRequest, class_code: str) -> HttpResponse:
    """`/c/<code>/`, as the QR code says it: to each phone's own language."""
    response = redirect(f"/{language_of_visitor(request)}/class/{class_code}/")
    response["Cache-Control"] = "no-store"
    return response


@slowed_down
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: HttpRequest, class_code: str) -> HttpResponse:
    """`/<lang>/class/<code>/`."""
    show = living_class(class_code)
    if show is None:
        return _over(request)
    voice, is_new = voice_of(request, show)
    if request.method == "POST":
        return _answered(request, show, voice, is_new)
    return _phone(request, show, voice, is_new=is_new)


def _phone(
    request, show, voice: Voice, *, is_new=False, problem="", status=HTTPStatus.OK
) -> HttpResponse:
    etag = class_etag(seen_on_phones(show), voice.seen)
    if status == HTTPStatus.OK and not is_new and is_fresh(request, etag):
        return not_modified(etag)
    screen = screen_of(show, get_language())
    question = screen.asked.question if screen.asked else None
    turn = voice.turn(question)
    response = render(
        request,
        "learning/reading/class_phone.html",
        {
            "screen": screen,
            "quick_exit": screen.needs_care,
            "voice": voice,
            "turn": turn + 1,
            "may_answer": question and not question.closed_at and turn < voice.people,
            "mine": _mine(screen, voice),
            "around": range(1, MOST_AROUND + 1),
            "problem": problem,
        },
        status=status,
    )
    if is_new:
        remember(request, response, voice)
    return tagged(response, etag)


def _mine(screen: Screen, voice: Voice) -> list[tuple[int, str]]:
    """What each of them has answered, in words."""
    if not screen.asked:
        return []
    rows, unit = screen.asked.rows, screen.asked.unit

    def said(place) -> str:
        return f"{place} {unit}".strip() if isinstance(place, str) else rows[place].text

    return [
        (
            number,
            ", ".join(
                said(each)
                for each in places
                if isinstance(each, str) or each < len(rows)
            ),
        )
        for number, places in enumerate(
            voice.answers_to(screen.asked.question), start=1
        )
    ]


def _answered(request, show: ClassShow, voice: Voice, is_new: bool) -> HttpResponse:
    """Note one person's answer, or that they begin again; then back by GET."""
    back = redirect("reading:class_phone", show.code)
    back.status_code = HTTPStatus.SEE_OTHER
    asked = screen_of(show, get_language()).asked
    if not asked or request.POST.get("question") != asked.question.pk.hex:
        # The class has gone on meanwhile: show where it is now.
        return back
    if is_new:
        # Without the voice it was given, a browser could answer any number of times.
        remember(request, back, voice)
        return back
    form = ClassAnswerForm(request.POST)
    if not form.is_valid():
        problem = next(iter(form.errors.values()))[0]
        return _phone(request, show, voice, problem=problem, status=UNPROCESSABLE)
    voice = voice.with_people(form.cleaned_data["people"] or voice.people)
    if form.cleaned_data["again"]:
        voice = voice.once_more(asked.question)
    else:
        # Whose turn the page said it was: sent again, it is the same person's answer.
        turn = (form.cleaned_data["turn"] or MOST_AROUND) - 1
        turn = min(turn, voice.people - 1, voice.turn(asked.question))
        given = form.cleaned_data["choice"]
        try:
            is_taken = answer_in_class(
                question=asked.question, voice=voice.of(turn), raw=given
            )
        except (AnswerError, NothingAskedError):
            problem = (
                _("We could not read a number there. Write it in digits.")
                if asked.is_number
                else _("We could not take that answer. Choose again.")
            )
            return _phone(request, show, voice, problem=problem, status=UNPROCESSABLE)
        if is_taken:
            places = _places(asked, given)
            voice = voice.with_answer(asked.question, turn, places)
    remember(request, back, voice)
    return back


def _places(asked, given: list[str]) -> list[int | str]:
    """What her phone remembers: which rows she chose, or her number as she wrote it."""
    if asked.is_number:
        return [given[0].strip()]
    return [n for n, row in enumerate(asked.rows) if row.value in given]


@slowed_down
@require_safe
def wall(request: HttpRequest, class_code: str) -> HttpResponse:
    """`/<lang>/class/<code>/wall/`: for a projector; `?room=dark` or `bright`."""
    show = living_class(class_code)
    if show is None:
        return _over(request)
    room = request.GET.get("room", "")
    room = room if room in ("dark", "bright") else ""
    etag = class_etag(seen(show), f"wall {room}")
    if is_fresh(request, etag):
        return not_modified(etag)
    screen = screen_of(show, get_language())
    is_played = bool(screen.step) and screen.step.kind == "role_play"
    url = request.build_absolute_uri(reverse("class_from_the_wall", args=[show.code]))
    return tagged(
        render(
            request,
            "learning/reading/class_wall.html",
            {
                "screen": screen,
                "quick_exit": screen.needs_care,
                "room": room,
                "code": spoken(show.code),
                "address": request.get_host(),
                "qr": _qr(url),
                "sides": sides_of(screen.step) if is_played else {},
                "lines": lines_of(screen.offers, screen.step) if is_played else [],
            },
        ),
        etag,
    )


def spoken(code: str) -> str:
    """In two halves, as one reads it aloud."""
    half = len(code) // 2
    return f"{code[:half]}\u00a0{code[half:]}"


def class_etag(seen_by_all: str, seen_here: str) -> str:
    """Changes with the class, and with what this reader alone sees of it."""
    whole = f"{get_language()} {seen_by_all} {seen_here}"
    return f'"{hashlib.sha256(whole.encode()).hexdigest()[:20]}"'


def _qr(url: str) -> str:
    drawn = segno.make(url, error="m").svg_inline(
        omitsize=True, light="#fff", border=2, title=_("QR code to join the class")
    )
    return mark_safe(drawn)  # noqa: S308 -- segno's own drawing; it escapes the title


def _over(request: HttpRequest) -> HttpResponse:
    """No class runs under this code: it has ended, or was mistyped."""
    limits.under_ceiling(request, "class-code", MISSES)
    response = render(
        request, "learning/reading/class_over.html", status=HTTPStatus.NOT_FOUND
    )
    response["Cache-Control"] = "no-store"
    return response

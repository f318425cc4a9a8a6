"""Away from here at once: the session ends, and a plain calendar is on the screen.

One request and one small answer, so that it works on 2G: the address that ends the session
is the neutral page itself. Why a plain GET may do that: docs/decisions/0012-survivor-safe.md.
"""

import calendar as months
from datetime import date
from http import HTTPStatus

from babel.dates import format_skeleton, get_day_names
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from learning.cldr import current_locale
from learning.members import phones
from learning.members.views.entering import end_session


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """`/<lang>/calendar/`: this month, and nothing that tells where one was."""
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        # A browser that guesses what comes next must not end anybody's session.
        return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
    is_shared = end_session(request) if _is_meant(request) else False
    response = render(
        request, "learning/reading/calendar.html", month_of(timezone.localdate())
    )
    if _is_meant(request):
        phones.forget_everything(response, was_shared=is_shared)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _is_meant(request: HttpRequest) -> bool:
    """Somebody on our own pages tapped it, or typed the address.

    Browsers say where a request comes from; another site's link only shows the calendar.
    Browsers too old to say so are believed: signing somebody out is a nuisance, staying
    signed in could be a danger.
    """
    origin = request.headers.get("Sec-Fetch-Site", "same-origin")
    return request.method == "GET" and origin in {"same-origin", "none"}


def month_of(today: date) -> dict:
    """The month as a table, as CLDR writes it: its name, names of days, weeks of days."""
    locale = current_locale()
    first = locale.first_week_day
    # Seven stand side by side on a phone; Arabic shortens only its short names.
    names = get_day_names("short", context="format", locale=locale)
    weeks = months.Calendar(first).monthdatescalendar(today.year, today.month)
    return {
        "month": format_skeleton("yMMMM", today, locale=locale),
        "day_names": [names[(first + day) % 7] for day in range(7)],
        "weeks": [
            [
                (day.day if day.month == today.month else "", day == today)
                for day in week
            ]
            for week in weeks
        ],
    }


@require_safe
def leaving(request: HttpRequest) -> HttpResponse:
    """`/<lang>/help/leaving/`: what the way out does, what it can't, and how to help it."""
    return render(request, "learning/reading/leaving.html", {"quick_exit": True})

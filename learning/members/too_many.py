"""The page that asks to wait, and says how long."""

import math
from functools import wraps
from http import HTTPStatus

from allauth.core.exceptions import ImmediateHttpResponse
from django.shortcuts import render

from learning.members.limits import MINUTE, TooManyTriesError


def too_many_page(request, seconds: int = MINUTE):
    """429, in the reader's language, with the minutes to wait."""
    response = render(
        request,
        "429.html",
        {"minutes": math.ceil(seconds / MINUTE)},
        status=HTTPStatus.TOO_MANY_REQUESTS,
    )
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response


def handler429(request):
    """Named in cms/urls.py; allauth calls it for its own limits."""
    return too_many_page(request)


def as_immediate(request, error: TooManyTriesError) -> ImmediateHttpResponse:
    """The page as an exception, for places deep inside allauth."""
    return ImmediateHttpResponse(too_many_page(request, error.seconds))


def slowed_down(view):
    """Shows the page where the view takes one try too many."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except TooManyTriesError as error:
            return too_many_page(request, error.seconds)

    return wrapped

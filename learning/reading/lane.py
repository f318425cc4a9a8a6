"""The short way to a lesson: what is read most goes through what it needs, and no more.

An ordinary request passes sixteen layers and a list of addresses; most of them have
nothing to do for a lesson, and together they cost more than the lesson. So a plain GET
of a lesson that is there leaves the chain here, with the layers it needs: session, token,
account, frames, shared phones. Everything else, a lesson not open to all included, goes
on the ordinary way. The page is the same either way, headers and all
(tests/learning/reading/test_lane.py). Why: docs/decisions/0011-the-short-way.md.
"""

import re

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import translation

from learning.catalogue.shelf import shelf
from learning.members.middleware import SharedPhoneMiddleware
from learning.reading.views.lesson import lesson

# After the outer layers, in this order; the rest of MIDDLEWARE is for other pages.
LAYERS = (
    SessionMiddleware,
    CsrfViewMiddleware,
    AuthenticationMiddleware,
    XFrameOptionsMiddleware,
    SharedPhoneMiddleware,
)


class LessonLane:
    """Middleware; comes after what every response goes through."""

    def __init__(self, get_response):
        self.get_response = get_response
        languages = "|".join(re.escape(code) for code, _ in settings.LANGUAGES)
        self.lesson_address = re.compile(
            rf"/({languages})/modules/([-\w]+)/([-\w]+)/", re.ASCII
        ).fullmatch
        self.lane = _show
        for layer in reversed(LAYERS):
            self.lane = layer(self.lane)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = self._find(request)
        if found is None:
            return self.get_response(request)
        request.LANGUAGE_CODE, *request.lesson_in_lane = found
        request.get_host()  # refuses a host that is not ours
        translation.activate(request.LANGUAGE_CODE)
        try:
            response = self.lane(request)
        except Http404:
            return self.get_response(request)
        response["Content-Language"] = request.LANGUAGE_CODE
        response.setdefault("Content-Length", str(len(response.content)))
        return response

    def _find(self, request: HttpRequest) -> tuple[str, str, str] | None:
        """Language, module and lesson, if this is a plain GET of a lesson open to all."""
        if request.method != "GET" or request.META.get("QUERY_STRING"):
            return None
        address = self.lesson_address(request.path_info)
        if address is None:
            return None
        module = shelf.module(address[2])
        if module is None or not module.is_open_to(signed_in=False):
            return None
        return address.groups() if module.lesson(address[3]) else None


def _show(request: HttpRequest) -> HttpResponse:
    module_slug, lesson_slug = request.lesson_in_lane
    return lesson(request, module=module_slug, lesson=lesson_slug)

"""The platform with three more addresses beside it, to compare its lessons with.

Served by `bench/reading.py` as `make run` serves the platform itself:

  /bench/constant/<bytes>      a constant, from a Django without any middleware
  /bench/platform/<bytes>      the same constant behind the platform's own middleware
  /<lang>/bench/<module>/<lesson>/
                               the lesson as Wagtail would serve it: from the page tree,
                               each block through its template, her answers filled in

A request with `X-Count: 1` is answered with the number of its queries.
"""

import os
from functools import cache

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.template.backends.utils import csrf_input
from django.template.loader import render_to_string
from django.test.utils import override_settings
from django.urls import path

from cms.wsgi import application as platform  # isort: skip -- sets Django up

from wagtail.models import Page

import cms.urls
from cms.pages.lesson import LessonPage
from learning.activities.kinds import Activity, Reflection, Task
from learning.members.queries import participant_of
from learning.progress.queries import summaries_of
from learning.reading.asking import Asking, form_values, question_markup
from learning.reading.feedback import feedback_markup, feedback_on
from learning.records import new_id


@cache
def noise(size: int) -> bytes:
    """As many bytes as a lesson has, and as hard to compress as one compressed."""
    return os.urandom(size)


def constant(request, size: int) -> HttpResponse:
    response = HttpResponse(noise(size), headers={"Content-Length": str(size)})
    # As a lesson's: nothing is left to be done by the middleware for compression.
    response["Content-Encoding"] = "identity"
    return response


def from_the_tree(request, module: str, lesson: str) -> HttpResponse:
    """What Wagtail's `serve` does with an address, and a template with the page."""
    page = Page.find_for_request(request, f"{module}/{lesson}/")
    above = page.get_parent().specific
    siblings = list(LessonPage.objects.live().child_of(above))
    place = siblings.index(page)
    participant = participant_of(request.user)
    summaries = summaries_of(participant, [each.translation_key for each in siblings])
    mine = summaries.get(page.translation_key)
    answers = mine.activities if mine else {}
    csrf = csrf_input(request)
    onward = {
        "csrf": csrf,
        "event": new_id(),
        "module": above,
        "lesson": page,
        "after": siblings[place + 1] if place + 1 < len(siblings) else None,
    }
    return render(
        request,
        "learning/reading/lesson.html",
        {
            "module": above,
            "module_text": above,
            "lesson": page,
            "shown": page,
            "document": "\n".join(_block(each, answers, csrf) for each in page.body),
            "rule": {"rule": page.completion_rule, "count": len(answers)},
            "number": place + 1,
            "steps": [
                (each, each == page, _tick(summaries.get(each.translation_key)))
                for each in siblings
            ],
            "before": siblings[place - 1] if place else None,
            "after": onward["after"],
            "language_path": f"modules/{above.slug}/{page.slug}/",
            "slots": {
                "account": render_to_string(
                    "cms/components/account.html", {"user": request.user}, request
                ),
                "onward": render_to_string("learning/reading/onward_form.html", onward),
                "standing": render_to_string("learning/reading/completed.html")
                if mine and mine.completed_at
                else "",
            },
        },
    )


def _tick(summary) -> str:
    return " done" if summary and summary.completed_at else ""


def _block(bound, answers: dict, csrf: str) -> str:
    """One block through its template; a question with her answer and its feedback."""
    if not bound.block.is_activity:
        return str(bound.render()) if bound.block.kind != "trainer_note" else ""
    words = bound.block.to_text(bound.value, bound.id)
    activity = Activity.from_json(bound.block.to_spec(bound.value, bound.id))
    asking = Asking(hidden=csrf)
    answer = answers.get(bound.id, {}).get("answer")
    if answer is not None and not isinstance(activity, Reflection | Task):
        asking.given = form_values(activity, answer)
        asking.feedback = feedback_markup(feedback_on(activity, words, answer))
    return question_markup(activity, words, asking)


urlpatterns = [
    path("bench/platform/<int:size>", constant),
    path("bench/constant/<int:size>", constant),
    *i18n_patterns(path("bench/<slug:module>/<slug:lesson>/", from_the_tree)),
    *cms.urls.urlpatterns,
]


def _beside() -> WSGIHandler:
    """A second Django in this process: no middleware."""
    with override_settings(MIDDLEWARE=[]):
        return WSGIHandler()


bare = _beside()
settings.ROOT_URLCONF = "bench.beside"


def application(environ, start_response):
    served_by = (
        bare if environ["PATH_INFO"].startswith("/bench/constant/") else platform
    )
    if "HTTP_X_COUNT" not in environ:
        return served_by(environ, start_response)
    asked = []

    def counting(execute, sql, *rest):
        asked.append(sql)
        return execute(sql, *rest)

    def start(status, headers, *rest):
        return start_response(status, [*headers, ("X-Queries", str(len(asked)))], *rest)

    with connection.execute_wrapper(counting):
        return served_by(environ, start)

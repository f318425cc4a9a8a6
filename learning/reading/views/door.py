"""At the door of a class, on her own phone: "I am here"."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from learning.classroom.actions.at_the_door import come_in, is_open
from learning.classroom.errors import ClassroomError
from learning.classroom.queries.register import lines_of
from learning.classroom.queries.trainings import session_at_door
from learning.members import limits
from learning.members.doors import signed_in_required
from learning.members.too_many import slowed_down
from learning.reading.circle import people_around


@never_cache
@slowed_down
@signed_in_required
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, door: str) -> HttpResponse:
    """`/<lang>/door/<door>/`: for herself, and for the circle around her phone."""
    limits.under_ceiling(request, "door")
    session, people = session_at_door(door), people_around(request)
    here = [each for each in people if session and each.tenant_id == session.tenant_id]
    if session is None or not here or not is_open(session):
        response = render(
            request, "learning/reading/door_shut.html", status=HTTPStatus.NOT_FOUND
        )
    else:
        response = _at_an_open_door(request, session, here)
    # The code stands in the address; it goes nowhere else.
    response["Referrer-Policy"] = "no-referrer"
    return response


def _at_an_open_door(request: HttpRequest, session, people) -> HttpResponse:
    lines = []
    if request.method == "POST":
        try:
            rows = come_in(session=session, participants=people, by=request.user)
        except ClassroomError:
            return render(
                request, "learning/reading/door_shut.html", status=HTTPStatus.NOT_FOUND
            )
        lines = lines_of(session, rows=rows)
    return render(
        request,
        "learning/reading/door.html",
        {"session": session, "people": people, "lines": lines},
    )

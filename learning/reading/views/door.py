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
from learning.members.forms import posted
from learning.members.too_many import slowed_down
from learning.reading.circle import people_around
from learning.reading.forms import JoinForm
from learning.reading.readers import participant_of
from learning.reading.views.asked_once import form_to_ask

UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY


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
    forms = _forms(request, session, people)
    asked = {pk: form for pk, form in forms.items() if form}
    is_sound = all(form.is_valid() for form in asked.values())
    if request.method == "POST" and is_sound:
        try:
            rows = come_in(
                session=session,
                participants=people,
                before={pk: f.cleaned_data["before"] for pk, f in asked.items()},
                by=request.user,
            )
        except ClassroomError:
            return render(
                request, "learning/reading/door_shut.html", status=HTTPStatus.NOT_FOUND
            )
        lines = lines_of(session, rows=rows)
    return render(
        request,
        "learning/reading/door.html",
        {
            "session": session,
            "people": [(each, forms[each.pk]) for each in people],
            "lines": lines,
            "questions": form_to_ask(request, participant_of(request))
            if lines
            else None,
        },
        status=None if lines or request.method != "POST" else UNPROCESSABLE,
    )


def _forms(request: HttpRequest, session, people) -> dict:
    """The one question to each who is not in the training yet; None for who is."""
    known = session.training.registrations.filter(participant__in=people)
    known = set(known.values_list("participant_id", flat=True))
    return {
        each.pk: None
        if each.pk in known
        else JoinForm(posted(request), prefix=each.user.sign_in_name, asks_before=True)
        for each in people
    }

"""The catalogue, and the page of one module."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from learning.enrolments.actions import enrol, pin, skip_pre_test, unpin
from learning.reading.readers import module_or_404, participant_of, visible_modules
from learning.reading.standing import standing_in, standings_in


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """`/<lang>/`: what this is, and the modules as cards."""
    participant = participant_of(request)
    modules = standings_in(participant, visible_modules(request), get_language())
    return render(request, "learning/reading/catalogue.html", {"modules": modules})


@require_http_methods(["GET", "HEAD", "POST"])
def module(request: HttpRequest, module: str) -> HttpResponse:
    """`/<lang>/modules/<module>/`: what you keep at the end, and the path of lessons."""
    on_shelf = module_or_404(request, module)
    participant = participant_of(request)
    if request.method == "POST":
        return _follow(request, on_shelf, participant)
    standing = standing_in(participant, on_shelf, get_language())
    return render(
        request,
        "learning/reading/module.html",
        {
            "standing": standing,
            "module": on_shelf,
            "participant": participant,
            "page_title": on_shelf.outward_title(get_language()),
            "quick_exit": on_shelf.is_discreet,
        },
    )


def _follow(request, on_shelf, participant) -> HttpResponseRedirect:
    """ "I want to follow this course": enrol, then the pre-test or the first lesson."""
    if participant is None:
        return redirect("reading:module", on_shelf.slug)
    if "pin" in request.POST:
        return _pin(request, on_shelf, participant)
    enrolment = enrol(participant=participant, module_key=on_shelf.key, by=request.user)
    if request.POST.get("skip") == "pre-test":
        skip_pre_test(enrolment=enrolment, by=request.user)
    standing = standing_in(participant, on_shelf, get_language())
    if standing.wants_pre_test:
        return redirect("reading:pre_test", on_shelf.slug)
    if standing.next_lesson:
        return redirect("reading:lesson", on_shelf.slug, standing.next_lesson.slug)
    return redirect("reading:module", on_shelf.slug)


def _pin(request, on_shelf, participant) -> HttpResponseRedirect:
    """A discreet module on her place, or off it again; nothing else happens."""
    enrolment = standing_in(participant, on_shelf, get_language()).enrolment
    if enrolment:
        change = pin if request.POST["pin"] == "yes" else unpin
        change(enrolment=enrolment, by=request.user)
    return redirect("reading:module", on_shelf.slug)

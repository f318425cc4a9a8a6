"""How a training goes on: who has begun, where people get stuck, what they say."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from learning.classroom.queries import how_it_goes as queries
from learning.classroom.queries.following import FEWEST, answers_of, open_months
from learning.classroom.queries.hardest import hardest_questions
from learning.classroom.queries.on_paper import gain_on_paper
from learning.classroom.queries.register import found_among
from learning.classroom.queries.trainings import contents_of
from learning.trainer_desk.views.found import training_or_404
from learning.trainer_desk.views.register import names_in

PER_PAGE = 50


@login_required
@never_cache
@require_safe
def how_it_goes(request: HttpRequest, training: UUID) -> HttpResponse:
    """`…/<training>/how-it-goes/`; `?q=` looks for one person, `?help=2` turns the page
    of those who asked for help."""
    found = training_or_404(request, training)
    contents, language = contents_of(found), get_language()
    goes = queries.how_it_goes(found, contents)
    helped = Paginator(queries.asked_for_help(found), PER_PAGE)
    return render(
        request,
        "learning/trainer_desk/how_it_goes.html",
        {
            "training": found,
            "goes": goes,
            "fewest": FEWEST,
            "left": [(each, _title(each.taught, language)) for each in goes.left],
            "hard": [
                (each, _title(each.taught, language))
                for each in hardest_questions(found, contents, goes.people, language)
            ],
            "gains": [
                (module.outward_title(language), gain)
                for module, gain in queries.gains_on_phones(
                    found, contents, goes.people
                )
            ],
            "gain": gain_on_paper(found),
            "asked": helped.get_page(request.GET.get("help")),
            "answers": answers_of(found),
            "asks_now": open_months(found, timezone.localdate()),
            **_shown(request, found, goes),
        },
    )


def _title(taught, language: str) -> str:
    return taught.module.outward_title_of(taught.lesson, language)


def _shown(request, training, goes) -> dict:
    """The page of those who show how far they are, with names where those are open."""
    typed = request.GET.get("q", "")[:100].replace("\x00", "")
    people = {each.registration.pk: each for each in goes.shown}
    rows = [each.registration for each in goes.shown]
    may_open, names = names_in(request, training, rows, typed)
    page = Paginator(found_among(rows, typed, names), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return {
        "page": page,
        "q": typed,
        "names": names,
        "may_open": may_open,
        "rows": [
            (row, people[row.pk], names.get(row.participant_id, "")) for row in page
        ],
    }

"""Messages to copy as text; nothing is sent from here."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from learning.classroom.queries.how_it_goes import lessons_taught
from learning.classroom.queries.trainings import contents_of, has_discreet
from learning.members.copying import languages
from learning.trainer_desk import texts as messages
from learning.trainer_desk.views.found import training_or_404
from learning.trainer_desk.views.joining import living_code


@login_required
@never_cache
@require_safe
def texts(request: HttpRequest, training: UUID) -> HttpResponse:
    """`…/<training>/messages/`; `?in=fr` in which language, `?lesson=` to which lesson
    people are asked to come back."""
    found = training_or_404(request, training)
    told = languages(request, found.language)
    contents = contents_of(found)
    lessons = lessons_taught(contents)
    asked = request.GET.get("lesson", "")
    chosen = next((t for t in lessons if str(t.lesson.key) == asked), None) or (
        lessons[0] if lessons else None
    )
    meetings = list(found.sessions.all())
    said = [
        messages.invitation(
            found,
            meetings,
            told.chosen,
            code=living_code(found),
            is_discreet=has_discreet(contents),
        ),
        messages.reminder(found, meetings, told.chosen),
        messages.vouched(told.chosen),
        messages.follow_up(found, told.chosen),
    ]
    return render(
        request,
        "learning/trainer_desk/texts.html",
        {
            "training": found,
            "languages": told,
            "texts": said,
            "lesson_text": messages.come_back(chosen, told.chosen) if chosen else None,
            "lessons": [
                (t.lesson.key, t.module.outward_title_of(t.lesson, get_language()))
                for t in lessons
            ],
            "chosen": chosen.lesson.key if chosen else None,
        },
    )

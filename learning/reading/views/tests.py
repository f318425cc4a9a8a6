"""The pre-test and the final test of a module."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from learning.catalogue.shelf import ModuleOnShelf
from learning.certificates.models import Certificate
from learning.enrolments.actions import enrol
from learning.progress.models import LearningEvent, TestAttempt
from learning.reading.readers import module_or_404, participant_of
from learning.reading.sitting import (
    explained,
    hand_in,
    handed_in_before,
    read_sitting,
    sit,
    unreadable,
)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def test(request: HttpRequest, module: str, kind: str) -> HttpResponse:
    """`…/pre-test/` and `…/final-test/`: one sheet, handed in once."""
    on_shelf = module_or_404(request, module)
    participant = participant_of(request)
    lesson = on_shelf.final_test if kind == "final_test" else on_shelf.pre_test
    if lesson is None or participant is None:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    before = sent and handed_in_before(
        participant=participant, lesson=lesson, sent=sent
    )
    if before:
        return _done(on_shelf, kind, before)
    enrol(participant=participant, module_key=on_shelf.key, by=request.user)
    sitting = sit(
        participant=participant, lesson=lesson, language=get_language(), by=request.user
    )
    if sitting is None:
        raise Http404
    open_questions = unreadable(sitting, sent) if sent is not None else 0
    if sent is not None and (not open_questions or "anyway" in sent):
        attempt = hand_in(sitting=sitting, sent=sent, by=request.user)
        return _done(on_shelf, kind, attempt)
    return render(
        request,
        "learning/reading/test.html",
        {
            "module": on_shelf,
            "text": on_shelf.text_in(get_language()),
            "text_language": on_shelf.language_in(get_language()),
            "quick_exit": on_shelf.is_discreet,
            "sitting": sitting,
            "questions": sitting.markup(sent),
            "open_questions": open_questions,
            "pass_mark": sitting.spec.pass_mark,
        },
        status=400 if open_questions else 200,
    )


test.__test__ = False


def _done(module: ModuleOnShelf, kind: str, attempt: TestAttempt) -> HttpResponse:
    if kind == "final_test":
        return redirect("reading:result", module.slug, attempt.pk)
    return redirect("reading:module", module.slug)


@login_required
@never_cache
@require_safe
def result(request: HttpRequest, module: str, attempt: UUID) -> HttpResponse:
    """How a final test went: the result, what to do next, and why each answer."""
    on_shelf = module_or_404(request, module)
    participant = participant_of(request)
    if participant is None or on_shelf.final_test is None:
        raise Http404
    found = (
        TestAttempt.objects.for_participant(participant)
        .filter(pk=attempt, lesson=on_shelf.final_test.key, handed_in_at__isnull=False)
        .first()
    )
    if found is None:
        raise Http404
    sitting = read_sitting(found, on_shelf.final_test, get_language())
    answers = dict(
        LearningEvent.objects.for_participant(participant)
        .filter(attempt=found.pk, verb=LearningEvent.Verb.ANSWERED)
        .order_by("occurred_at", "id")
        .values_list("activity", "answer")
    )
    certificate = (
        Certificate.objects.for_participant(participant)
        .filter(module=on_shelf.key)
        .first()
    )
    return render(
        request,
        "learning/reading/result.html",
        {
            "module": on_shelf,
            "text": on_shelf.text_in(get_language()),
            "text_language": on_shelf.language_in(get_language()),
            "quick_exit": on_shelf.is_discreet,
            "language": sitting.language,
            "attempt": found,
            "pass_mark": sitting.spec.pass_mark,
            "rows": explained(
                sitting, {str(key): value for key, value in answers.items()}
            ),
            "certificate": certificate,
        },
    )

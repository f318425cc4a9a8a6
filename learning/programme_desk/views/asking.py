"""One question in one sentence: how many of whom, about what, where, when."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from learning.members.views.entering import UNPROCESSABLE
from learning.programme_desk.doors import reader_required
from learning.programme_desk.forms_reports import QuestionForm
from learning.programme_desk.rooms import rooms_for
from learning.reports.asking import answer
from learning.reports.naming import youth_says


@never_cache
@require_safe
@reader_required
def ask(request):
    """`/<lang>/programme/reports/ask/?sex=…&age=…&theme=…&place=…&year=…`."""
    form = QuestionForm(request.GET)
    found = None
    if form.is_valid() and request.GET:
        found = answer(question=form.question(), by=request.user)
    return render(
        request,
        "learning/programme_desk/ask.html",
        {
            "rooms": rooms_for(request.user),
            "room": "ask",
            "form": form,
            "answer": found,
            "chosen": _chosen(form) if found else [],
            "youth": youth_says(form.cleaned_data["youth"]) if found else "",
        },
        status=UNPROCESSABLE if form.errors else None,
    )


def _chosen(form: QuestionForm) -> list[str]:
    """What was narrowed, in words."""
    words = []
    for name in ("sex", "age", "theme", "place"):
        value = form.cleaned_data[name]
        if value:
            words.append(_label(form.fields[name].choices, value))
    return words


def _label(choices, value: str) -> str:
    for code, label in choices:
        if isinstance(label, (list, tuple)):
            if found := _label(label, value):
                return found
        elif code == value:
            return str(label)
    return ""

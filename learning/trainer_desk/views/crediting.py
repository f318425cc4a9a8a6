"""Lessons done in class count as done: for those who were there, those that were taught."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from learning.classroom.actions import crediting
from learning.classroom.errors import NotVisibleError
from learning.classroom.queries.following import took_part
from learning.classroom.queries.how_it_goes import lessons_taught
from learning.classroom.queries.register import found_among
from learning.classroom.queries.trainings import contents_of
from learning.trainer_desk.forms.crediting import CreditForm
from learning.trainer_desk.views.found import training_or_404
from learning.trainer_desk.views.register import names_in

PER_PAGE = 50


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def credit(request: HttpRequest, training: UUID) -> HttpResponse:
    """`…/<training>/credit/`: all who were there, all that was taught, unless she says
    otherwise. What needs care is not ticked at first: whoever left it out did so in peace."""
    found = training_or_404(request, training)
    typed = request.GET.get("q", "")[:100].replace("\x00", "")
    rows = list(took_part(found.tenant_id).filter(training=found))
    may_open, names = names_in(request, found, rows, typed)
    page = Paginator(found_among(rows, typed, names), PER_PAGE).get_page(
        request.GET.get("page")
    )
    form = CreditForm(
        request.POST if request.method == "POST" else None,
        lessons=_lessons(found),
        people=[(str(row.pk), _label(row, names)) for row in page],
        everybody="everybody" in request.POST,
    )
    if form.is_valid() and _credited(request, found, form, page):
        onward = f"?page={page.next_page_number()}" if page.has_next() else ""
        return redirect(f"{request.path}{onward if not form.everybody else ''}")
    return render(
        request,
        "learning/trainer_desk/credit.html",
        {
            "training": found,
            "form": form,
            "page": page,
            "q": typed,
            "all": len(rows),
            "may_open": may_open,
            "names": names,
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else None,
    )


def _lessons(training) -> list[tuple[str, str, bool]]:
    language = get_language()
    return [
        (
            str(each.lesson.key),
            each.module.outward_title_of(each.lesson, language),
            not each.lesson.needs_care,
        )
        for each in lessons_taught(contents_of(training))
    ]


def _label(row, names) -> str:
    name = names.get(row.participant_id)
    user = row.participant.user
    if name:
        return format_html("{}. <span data-opened-name>{}</span>", row.number, name)
    if user:
        return f"{row.number}. {user.sign_in_name}"
    return _("No. %(number)d") % {"number": row.number}


def _credited(request, training, form, page) -> bool:
    lessons = form.cleaned_data["lessons"]
    if form.everybody:
        crediting.credit_everybody.enqueue(
            str(training.tenant_id), str(training.pk), lessons, str(request.user.pk)
        )
        messages.success(request, _("Done within minutes, for all who were there."))
        return True
    chosen = set(form.cleaned_data["people"])
    people = [row for row in page if str(row.pk) in chosen]
    try:
        with transaction.atomic():
            new = [
                crediting.credit(
                    training=training,
                    registrations=people,
                    lesson_key=UUID(key),
                    by=request.user,
                )
                for key in lessons
            ]
    except NotVisibleError:
        form.add_error("lessons", _("One of these is no longer in the catalogue."))
        return False
    told = ngettext("%(count)d credit is new.", "%(count)d credits are new.", sum(new))
    messages.success(request, told % {"count": sum(new)})
    return True

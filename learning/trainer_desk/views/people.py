"""The people of a training: the list, writing somebody in, counting heads, the sheet."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from learning.classroom.actions.at_the_door import write_in, write_in_known
from learning.classroom.actions.heads import count_heads
from learning.classroom.errors import IsClosedError
from learning.classroom.models import Registration
from learning.classroom.queries.doubles import Like, people_like
from learning.classroom.queries.register import (
    found_among,
    heads_of,
    lines_of,
    people_in,
    taken_out_of,
    tally_of,
)
from learning.deliveries.register_sheet import MOST_LINES, blank_lines, sheet_pdf
from learning.members import opened_names
from learning.members.consent import STATEMENT
from learning.members.models import AuditEntry
from learning.members.queries import identity_of, is_frozen
from learning.paper.errors import PaperError
from learning.trainer_desk.forms.register import HeadsForm, ReasonForm, WriteInForm
from learning.trainer_desk.roster_words import REASONS
from learning.trainer_desk.views.found import session_or_404, training_or_404
from learning.trainer_desk.views.register import names_in, note_names

UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY
PER_PAGE = 50


@login_required
@never_cache
@require_safe
def people(request: HttpRequest, training: UUID) -> HttpResponse:
    """`…/<training>/people/`; `?q=` is a number, a sign-in name, or an opened name."""
    found = training_or_404(request, training)
    typed = request.GET.get("q", "")[:100].replace("\x00", "")
    rows = list(people_in(found))
    may_open, names = names_in(request, found, rows, typed)
    page = Paginator(found_among(rows, typed, names), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "learning/trainer_desk/people.html",
        {
            "training": found,
            "page": page,
            "rows": [(row, names.get(row.participant_id, "")) for row in page],
            "names": names,
            "may_open": may_open,
            "out": taken_out_of(found)[:PER_PAGE],
            "q": typed,
            "session": found.sessions.first(),
        },
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, training: UUID, session: UUID) -> HttpResponse:
    """`…/sessions/<session>/register/add/`: somebody without a card, present here."""
    found = session_or_404(request, training, session)
    form = WriteInForm(request.POST if request.method == "POST" else None)
    like = _like(request, found, form) if form.is_valid() else []
    row = None
    if form.is_valid() and _said(request, like):
        row = _written(request, found, form, like)
    if row:
        # Without a name it is all she has on the sheet.
        told = _("No. %(number)d is in the list, and present.")
        messages.success(request, told % {"number": row.number})
        if form.cleaned_data["name"] and identity_of(row.participant) is None:
            told = _(
                "The name was not stored: all names of your union are locked. Number "
                "%(number)d stands for the person."
            )
            messages.warning(request, told % {"number": row.number})
        onward = "add" if "again" in request.POST else "register"
        return redirect(f"trainer_desk:{onward}", training, session)
    return render(
        request,
        "learning/trainer_desk/write_in.html",
        {
            "form": form,
            "session": found,
            "training": found.training,
            "statement": STATEMENT,
            "is_locked": is_frozen(found.tenant_id),
            "like": [(each, [REASONS[why] for why in each.reasons]) for each in like],
        },
        status=UNPROCESSABLE if form.is_bound else None,
    )


def _like(request, session, form) -> list[Like]:
    """ "Is she it?", where names are open to whoever asks."""
    asked = form.cleaned_data
    if not asked["name"] or not opened_names.are_open(request):
        return []
    like = people_like(
        session.training,
        name=asked["name"],
        sex=asked["sex"],
        age_band=asked["age_band"],
        user=request.user,
    )
    if like and not _said(request, like):
        note_names(AuditEntry.Act.SEARCHED, session.training, len(like), request.user)
    return like


def _said(request, like) -> bool:
    """Whether she has said who of them it is, or none; so too where there is nobody."""
    answers = {"new", *(str(each.participant.pk) for each in like)}
    return not like or request.POST.get("she") in answers


def _written(request, session, form, like) -> Registration | None:
    here = {"training": session.training, "session": session, "by": request.user}
    she = [
        p.participant for p in like if str(p.participant.pk) == request.POST.get("she")
    ]
    try:
        if she:
            before = form.cleaned_data["before"]
            return write_in_known(participant=she[0], before=before, **here)
        return write_in(**here, **form.cleaned_data)
    except IsClosedError:
        form.add_error(
            None, _("This training is closed. Nobody can be added to it any more.")
        )
    except ValueError:
        form.add_error("name", _("A name has at least one letter."))
    return None


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def heads(request: HttpRequest, training: UUID) -> HttpResponse:
    """`…/<training>/heads/`: how many people, by sex and age band, and nobody's row."""
    found = training_or_404(request, training)
    data = request.POST if request.method == "POST" else None
    form = HeadsForm(data, initial=heads_of(found))
    reason = ReasonForm(data) if found.is_closed else None
    if data is not None and form.is_valid() and (not reason or reason.is_valid()):
        why = reason.cleaned_data["reason"] if reason else ""
        count_heads(training=found, counts=form.counts, by=request.user, reason=why)
        messages.success(request, _("Counted."))
        return redirect("trainer_desk:training", found.pk)
    return render(
        request,
        "learning/trainer_desk/heads.html",
        {"training": found, "form": form, "reason": reason},
        status=UNPROCESSABLE if data is not None else None,
    )


@login_required
@never_cache
@require_safe
def sheet(request: HttpRequest, training: UUID, session: UUID) -> HttpResponse:
    """`…/sessions/<session>/register.pdf`; `?lines=35` how many there are in all."""
    found = session_or_404(request, training, session)
    rows = list(people_in(found.training)[:MOST_LINES])
    _may_open, names = names_in(request, found.training, rows)
    asked = request.GET.get("lines", "")[:4]
    blank = blank_lines(len(rows), int(asked) if asked.isdecimal() else None)
    try:
        pdf = sheet_pdf(
            found,
            lines_of(found, names, rows),
            blank=blank,
            language=found.training.language,
        )
    except PaperError:
        return render(
            request, "learning/trainer_desk/no_paper.html", status=UNPROCESSABLE
        )
    if names:
        note_names(AuditEntry.Act.PRINTED, found.training, len(names), request.user)
    response = HttpResponse(pdf, content_type="application/pdf")
    day = found.held_on.isoformat()
    response["Content-Disposition"] = f'inline; filename="sheet-{day}.pdf"'
    return response


def tally_words(session) -> str:
    """ "12 of 28", as it is said at the door."""
    tally = tally_of(session)
    return _("%(here)d of %(all)d") % tally

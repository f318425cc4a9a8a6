"""Lists of people that are read in: choosing a file, looking at what was understood, doing it."""

from functools import wraps
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import (
    sensitive_post_parameters,
    sensitive_variables,
)
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from learning import keys
from learning.classroom.actions import roster_people, roster_undoing, rosters
from learning.classroom.actions.trainings import plan_training
from learning.classroom.errors import (
    ClassroomError,
    IsClosedError,
    NobodyToTakeError,
    NotVisibleError,
)
from learning.classroom.models import RosterImport, Training
from learning.classroom.queries.trainings import training_for
from learning.classroom.rosters.draft import Draft
from learning.classroom.rosters.grid import MOST_BYTES
from learning.classroom.rules import tenants_of_trainer
from learning.members.errors import NamesAreLockedError
from learning.members.forms import posted
from learning.members.queries import is_frozen
from learning.trainer_desk import roster_page
from learning.trainer_desk.forms.rosters import (
    TOO_BIG,
    BasisForm,
    CorrectForm,
    EarlierForm,
    FileForm,
)
from learning.trainer_desk.roster_words import KEY_GONE, LOCKED

State = RosterImport.State
UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY
# The file and the few fields around it.
MOST_UPLOAD = MOST_BYTES + 1024 * 1024
PER_PAGE = 50
# Asks again so soon while the worker reads; after so long nobody seems to work.
SOON, PATIENCE = 2, 60


class InMemory(MemoryFileUploadHandler):
    """A list never lies on the disk in the clear; how large it may be was asked before."""

    def handle_raw_input(self, *args, **kwargs):
        self.activated = True


def takes_a_list(view):
    """Refuses what is too large before any of it is read, also by the check of CSRF."""
    inner = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def outer(request, *args, **kwargs):
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if not announced.isdecimal() or int(announced) > MOST_UPLOAD:
            return _too_large(request)
        request.upload_handlers = [InMemory(request)]
        return inner(request, *args, **kwargs)

    return outer


def _too_large(request) -> HttpResponse:
    response = render(
        request,
        "learning/trainer_desk/roster_too_large.html",
        {"why": TOO_BIG, "here": request.path},
        status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    )
    # What is still coming is not waited for.
    response["Connection"] = "close"
    return response


def _training_or_404(request, pk: UUID) -> Training:
    found = training_for(request.user, pk)
    if found is None:
        raise Http404
    return found


def _roster_or_404(request, training: UUID, roster: UUID) -> RosterImport:
    hers = _training_or_404(request, training)
    found = (
        RosterImport.objects.for_tenant(hers.tenant_id)
        .filter(training=hers, pk=roster)
        .first()
    )
    if found is None:
        raise Http404
    found.training = hers
    return found


@never_cache
@takes_a_list
@login_required
@require_http_methods(["GET", "POST"])
def of_training(request: HttpRequest, training: UUID) -> HttpResponse:
    """`/<lang>/trainings/<training>/lists/`: choose a file; what was read before."""
    hers = _training_or_404(request, training)
    form = FileForm(posted(request), request.FILES or None)
    if form.is_valid():
        try:
            begun = rosters.begin_roster(
                training=hers, content=form.cleaned_data["file"], by=request.user
            )
        except IsClosedError:
            form.add_error(None, _("This training is closed. It is corrected by hand."))
        except keys.KeyMissingError:
            form.add_error(None, KEY_GONE)
        except NamesAreLockedError:
            form.add_error(None, LOCKED)
        else:
            return redirect("trainer_desk:roster", hers.pk, begun.pk)
    earlier = hers.rosters.order_by("-started_at")
    context = {
        "training": hers,
        "form": form,
        "locked": LOCKED if is_frozen(hers.tenant_id) else "",
        "page": Paginator(earlier, PER_PAGE).get_page(request.GET.get("page")),
    }
    return _page(request, "rosters", context, form)


@never_cache
@takes_a_list
@login_required
@require_http_methods(["GET", "POST"])
def earlier(request: HttpRequest) -> HttpResponse:
    """`/<lang>/trainings/earlier/`: a training of before, declared, with its list."""
    tenants = tenants_of_trainer(request.user)
    if not tenants:
        raise Http404
    form = EarlierForm(tenants, posted(request), request.FILES or None)
    if form.is_valid():
        try:
            with transaction.atomic():
                training = _declared(form, request.user)
                begun = rosters.begin_roster(
                    training=training,
                    content=form.cleaned_data["file"],
                    by=request.user,
                )
        except NotVisibleError:
            form.add_error("modules", _("This union does not have that module."))
        except keys.KeyMissingError:
            form.add_error(None, KEY_GONE)
        except NamesAreLockedError:
            form.add_error(None, LOCKED)
        else:
            return redirect("trainer_desk:roster", training.pk, begun.pk)
    return _page(request, "roster_earlier", {"form": form}, form)


def _declared(form: EarlierForm, by) -> Training:
    data = form.cleaned_data
    return plan_training(
        union=data["union"],
        contents=[(UUID(key), None) for key in data["modules"]],
        meetings=form.meetings(),
        by=by,
        title=data["title"],
        place=data["place"],
        method=data["method"],
        evidence=Training.Evidence.DECLARED,
        country=data["union"].country,
        language=data["union"].language,
    )


@never_cache
@login_required
@require_safe
@sensitive_variables()
def roster(request: HttpRequest, training: UUID, roster: UUID) -> HttpResponse:
    """`…/lists/<roster>/`: how it stands, and what can be done now."""
    found = _roster_or_404(request, training, roster)
    draft = None if _waits(found) else _draft_or_none(found)
    if draft is None:
        return _as_it_stands(request, found)
    return _understood(request, found, draft, CorrectForm(draft), _basis_form(found))


def _as_it_stands(request, found) -> HttpResponse:
    waits = found.state in (State.READING, State.IMPORTING)
    waited = (timezone.now() - found.changed_at).total_seconds()
    context = {
        "roster": found,
        "training": found.training,
        "why": roster_page.failure_text(found),
        "is_waiting": waits,
        "pause": SOON if waited < PATIENCE else 30,
        "nobody_works": waits and waited >= PATIENCE,
        "is_locked": is_frozen(found.tenant_id),
    }
    return render(request, "learning/trainer_desk/roster_state.html", context)


def _basis_form(found, data=None) -> BasisForm:
    declared = found.training.evidence == Training.Evidence.DECLARED
    return BasisForm(
        data,
        initial={"was_there": declared, "agreed_on": found.training.starts_on},
    )


def _understood(request, found, draft, correct, basis, status=None) -> HttpResponse:
    context = {
        "roster": found,
        "training": found.training,
        "correct": correct,
        "basis": basis,
        **roster_page.understood(request, found, draft, correct),
    }
    return render(request, "learning/trainer_desk/roster.html", context, status=status)


def _draft_or_none(found) -> Draft | None:
    """The list as it is understood; None where its key is gone."""
    try:
        return Draft.from_text(found.open())
    except (keys.KeyMissingError, keys.KeyDamagedError, keys.SealBrokenError):
        return None


def _waits(found) -> bool:
    """Whether nothing can be done with it now; its own page says why."""
    return found.state != State.UNDERSTOOD or is_frozen(found.tenant_id)


def _draft_or_404(found) -> Draft:
    draft = _draft_or_none(found) if found.state == State.UNDERSTOOD else None
    if draft is None:
        raise Http404
    return draft


@never_cache
@login_required
@require_POST
@sensitive_post_parameters()
@sensitive_variables()
def correct(request: HttpRequest, training: UUID, roster: UUID) -> HttpResponse:
    """Read it again: other headings, other columns, other meanings."""
    found = _roster_or_404(request, training, roster)
    if _waits(found):
        return redirect("trainer_desk:roster", training, roster)
    draft = _draft_or_404(found)
    form = CorrectForm(draft, request.POST)
    if not form.is_valid():
        return _understood(
            request, found, draft, form, _basis_form(found), UNPROCESSABLE
        )
    moved = form.header_moved()
    try:
        rosters.correct_roster(
            roster=found,
            by=request.user,
            header=form.cleaned_data["header"],
            columns=None if moved else form.columns(),
            words={} if moved else form.meanings(),
        )
    except (ClassroomError, NamesAreLockedError):
        messages.warning(request, _moved_on())
    return redirect("trainer_desk:roster", training, roster)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@sensitive_variables()
def rows(request: HttpRequest, training: UUID, roster: UUID) -> HttpResponse:
    """`…/lists/<roster>/rows/`: those that need a look, or `?all=1`; fifty a page."""
    found = _roster_or_404(request, training, roster)
    if _waits(found):
        return redirect("trainer_desk:roster", training, roster)
    if request.method == "POST":
        decisions = {
            int(name[4:]): value
            for name, value in request.POST.items()
            if name.startswith("row-") and name[4:].isdecimal() and len(name) < 12
        }
        try:
            rosters.decide_rows(roster=found, by=request.user, decisions=decisions)
        except (ClassroomError, NamesAreLockedError):
            messages.warning(request, _moved_on())
            return redirect("trainer_desk:roster", training, roster)
        messages.success(request, _("Noted."))
        return redirect(request.get_full_path())
    draft = _draft_or_404(found)
    context = roster_page.rows(
        request, found, draft, PER_PAGE, everything="all" in request.GET
    )
    context |= {"roster": found, "training": found.training}
    return render(request, "learning/trainer_desk/roster_rows.html", context)


def _moved_on() -> str:
    return _("This list has moved on meanwhile. Here is how it stands.")


@never_cache
@login_required
@require_POST
def bring_in(request: HttpRequest, training: UUID, roster: UUID) -> HttpResponse:
    """All of them, or nobody."""
    found = _roster_or_404(request, training, roster)
    if _waits(found):
        return redirect("trainer_desk:roster", training, roster)
    draft = _draft_or_404(found)
    form = _basis_form(found, request.POST)
    if form.is_valid():
        try:
            roster_people.bring_in(roster=found, basis=form.basis(), by=request.user)
            return redirect("trainer_desk:roster", training, roster)
        except NobodyToTakeError:
            form.add_error(
                None, _("Every row is left out, so there is nobody to read in.")
            )
        except IsClosedError:
            form.add_error(None, _("This training is closed. It is corrected by hand."))
        except (ClassroomError, NamesAreLockedError):
            messages.warning(request, _moved_on())
            return redirect("trainer_desk:roster", training, roster)
    return _understood(request, found, draft, CorrectForm(draft), form, UNPROCESSABLE)


@never_cache
@login_required
@require_POST
def take_back(request: HttpRequest, training: UUID, roster: UUID) -> HttpResponse:
    found = _roster_or_404(request, training, roster)
    try:
        taken = roster_undoing.take_back(roster=found, by=request.user)
    except IsClosedError:
        messages.error(request, _("This training is closed. It is corrected by hand."))
    except ClassroomError:
        messages.warning(request, _moved_on())
    else:
        text = ngettext(
            "Taken back: %(gone)d person.", "Taken back: %(gone)d people.", taken.gone
        )
        messages.success(request, text % {"gone": taken.gone})
        if taken.stay:
            text = ngettext(
                "%(stay)d stays, because something was written about her since.",
                "%(stay)d stay, because something was written about them since.",
                taken.stay,
            )
            messages.warning(request, text % {"stay": taken.stay})
    return redirect("trainer_desk:roster", training, roster)


@never_cache
@login_required
@require_POST
def discard(request: HttpRequest, training: UUID, roster: UUID) -> HttpResponse:
    found = _roster_or_404(request, training, roster)
    try:
        rosters.discard_roster(roster=found, by=request.user)
    except ClassroomError:
        messages.warning(request, _moved_on())
        return redirect("trainer_desk:roster", training, roster)
    messages.success(request, _("Put away. Nothing of the list is kept."))
    return redirect("trainer_desk:rosters", training)


def _page(request, name, context, form) -> HttpResponse:
    status = UNPROCESSABLE if form.is_bound else None
    return render(request, f"learning/trainer_desk/{name}.html", context, status=status)

"""The trainee's own place, and "I am stuck"."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from learning.catalogue.shelf import shelf
from learning.certificates.models import Certificate
from learning.certificates.wording import module_title
from learning.classroom.actions.helping import ask_for_help
from learning.classroom.models import HelpRequest
from learning.members.models import Union
from learning.members.onward import is_ours
from learning.members.queries import roles_of
from learning.members.roles import (
    Administrator,
    Coordinator,
    Evaluator,
    ProgrammeOfficer,
    Trainer,
)
from learning.progress.models import KeptPlan
from learning.reading.following import follow_up_asked
from learning.reading.forms import HelpForm
from learning.reading.plans import address_of, title_of
from learning.reading.readers import module_in, participant_of, visible_modules
from learning.reading.standing import begun_modules, standings_in


@login_required
@never_cache
@require_safe
def my(request: HttpRequest) -> HttpResponse:
    """`/<lang>/my/`: what next, how far, results, certificates, in one look."""
    participant = participant_of(request)
    language = get_language()
    visible = visible_modules(request)
    begun = begun_modules(participant, visible, language) if participant else []
    begun_keys = {each.module.key for each in begun}
    # What nobody should be seen with stands here only if she has pinned it.
    discreet = {each.key for each in shelf.index().modules if each.is_discreet}
    out_of_sight = discreet - begun_keys
    certificates = (
        Certificate.objects.for_participant(participant)
        .exclude(module__in=out_of_sight)
        .order_by("-issued_at")
        if participant
        else []
    )
    return render(
        request,
        "learning/reading/my.html",
        {
            "participant": participant,
            "desks": _desks(request.user),
            "begun": begun,
            "other_modules": standings_in(
                None,
                [each for each in visible if each.key not in begun_keys | discreet],
                language,
            ),
            "certificates": [
                (each, module_title(each, language)) for each in certificates
            ],
            "sheets": _sheets(participant, language) if participant else [],
            "follow_up": follow_up_asked(participant) if participant else None,
            "asked": HelpRequest.objects.for_participant(participant).filter(
                settled_at=None
            )
            if participant
            else [],
        },
    )


def _sheets(participant, language: str) -> list[dict]:
    """The plans she keeps, the latest first, each with where its lesson is, if it is."""
    rows = KeptPlan.objects.for_participant(participant).order_by("-changed_at")
    return [
        {
            "row": row,
            "title": title_of(row, language),
            "at": address_of(row.lesson_id),
        }
        for row in rows
    ]


def _desks(user) -> list[tuple[str, str]]:
    """Where somebody works who has a role: what it is called, and its address."""
    roles = roles_of(user)
    desks = []
    if roles & {Trainer, Coordinator}:
        desks.append(
            (
                _("The trainer’s desk: who is stuck, who cannot sign in"),
                reverse("trainer_desk:desk"),
            )
        )
    if Coordinator in roles:
        desks.append(
            (
                _("The coordinator’s desk: your union’s people and trainings"),
                reverse("union_desk:desk"),
            )
        )
    if roles & {ProgrammeOfficer, Evaluator, Administrator}:
        desks.append(
            (
                _("The programme’s figures: where do we stand?"),
                reverse("programme_desk:reports"),
            )
        )
    if Administrator in roles:
        desks.append(
            (
                _("The administrator’s desk: unions, roles, projects"),
                reverse("programme_desk:unions"),
            )
        )
    if any(role.writes_content for role in roles):
        desks.append(
            (_("Writing and translating lessons"), reverse("wagtailadmin_home"))
        )
    return desks


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def help_page(request: HttpRequest) -> HttpResponse:
    """`/<lang>/help/`: five reasons for her trainer; a contact without an account."""
    participant = participant_of(request)
    back = request.GET.get("from") or request.POST.get("from") or ""
    if not is_ours(back):
        back = ""
    module = module_in(back)
    form = HelpForm(request.POST or None)
    if request.method == "POST" and participant and form.is_valid():
        ask_for_help(
            participant=participant,
            reason=form.cleaned_data["reason"],
            path=back,
            by=request.user,
        )
        return redirect("reading:help_asked")
    return render(
        request,
        "learning/reading/help.html",
        {
            "participant": participant,
            "form": form,
            "back": back,
            "contacts": _contacts(participant),
            "quick_exit": bool(module and module.is_discreet),
        },
        status=400 if form.errors else 200,
    )


def _contacts(participant) -> list[Union]:
    """The contact her union chose; without an account, those of every tenant."""
    if participant and participant.tenant.help_contact:
        return [participant.tenant]
    return list(Union.objects.tenants().exclude(help_contact="").order_by("name"))


@login_required
@never_cache
@require_safe
def help_asked(request: HttpRequest) -> HttpResponse:
    return render(request, "learning/reading/help_asked.html")

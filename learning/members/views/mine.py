"""What is kept about me: seeing it, changing it, taking it back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from learning.members import actions, consent, queries, rules
from learning.members.countries import country_choices
from learning.members.doors import signed_in_required, trainee_required
from learning.members.errors import CannotChangeUnionError, NamesAreLockedError
from learning.members.forms import (
    ChoicesForm,
    NameForm,
    QuestionsForm,
    posted,
)
from learning.members.models import Identity
from learning.members.onward import safe_next
from learning.members.views.entering import UNPROCESSABLE


@never_cache
@require_http_methods(["GET", "POST"])
@trainee_required
def questions(request, participant):
    """The later questions, each of which can be left open."""
    open_tenant = queries.open_tenant()
    known = {name: getattr(participant, name) for name in actions.people.ANSWERS}
    if open_tenant is None or participant.union_id != open_tenant.pk:
        known["union"] = participant.union_id
    form = QuestionsForm(posted(request), initial=known)
    if form.is_valid() and _store_answers(request, participant, form):
        messages.success(request, _("Kept. You can change it whenever you like."))
        return redirect(safe_next(request) or "members:kept")
    return render(
        request,
        "learning/members/questions.html",
        {"form": form, "next": safe_next(request)},
        status=UNPROCESSABLE if form.is_bound else None,
    )


def _store_answers(request, participant, form) -> bool:
    answers = dict(form.cleaned_data)
    union = answers.pop("union")
    try:
        if union and union.pk != participant.union_id:
            actions.change_union(participant=participant, union=union, by=request.user)
    except CannotChangeUnionError:
        form.add_error(
            "union",
            _(
                "You already belong to a union here. Ask its coordinator to let you "
                "change."
            ),
        )
        return False
    except NamesAreLockedError:
        form.add_error(
            "union",
            _(
                "All names there or in your own union are locked now, so yours can't go "
                "along. Change later, or delete your name first."
            ),
        )
        return False
    actions.answer_questions(participant=participant, by=request.user, **answers)
    return True


@never_cache
@require_http_methods(["GET", "POST"])
@trainee_required
def choices(request, participant):
    """Consent: four sentences, separate choices, and every decision made so far."""
    form = ChoicesForm(posted(request), holds=queries.consents_of(participant))
    if form.is_valid():
        for purpose in form.fields:
            actions.decide_consent(
                participant=participant,
                purpose=purpose,
                given=form.cleaned_data[purpose],
                language=get_language(),
                by=request.user,
            )
        messages.success(request, _("Kept. You can change it whenever you like."))
        return redirect("members:choices")
    return render(
        request,
        "learning/members/choices.html",
        {
            "form": form,
            "statement": consent.STATEMENT,
            "history": queries.consent_history(participant),
            "user": request.user,
        },
    )


@never_cache
@require_http_methods(["GET", "POST"])
@trainee_required
def name(request, participant):
    """Giving one's name to the own union, sealed; or taking it back."""
    form = NameForm(posted(request))
    if form.is_valid():
        try:
            actions.name_participant(
                participant=participant,
                name=form.cleaned_data["name"],
                basis=Identity.Basis.SCREEN,
                by=request.user,
            )
        except NamesAreLockedError:
            form.add_error("name", _names_are_locked())
        else:
            messages.success(
                request, _("Your name is sealed. Only your union opens it.")
            )
            return redirect("members:kept")
    locked = queries.is_frozen(participant.tenant_id)
    return render(
        request,
        "learning/members/name.html",
        {
            "form": form,
            "statement": consent.STATEMENT,
            "locked": _names_are_locked() if locked and not form.is_bound else "",
        },
        status=UNPROCESSABLE if form.is_bound else None,
    )


def _names_are_locked() -> str:
    return _(
        "Your union has locked all names, so none is stored now. You learn on without "
        "one, and can give it later."
    )


@require_POST
@trainee_required
def forget_name(request, participant):
    actions.forget_name(participant=participant, by=request.user)
    messages.success(request, _("Your name is deleted."))
    return redirect("members:kept")


@never_cache
@signed_in_required
def kept(request):
    """What is stored about me, in plain words, and how to have it deleted."""
    participant = queries.participant_of(request.user)
    context = {
        "participant": participant,
        "may_delete": rules.can_delete_account(request.user),
    }
    if participant:
        context |= {
            "union": participant.union,
            "country": dict(country_choices(get_language())).get(participant.country),
            "identity": queries.identity_of(participant),
            "term": queries.term_of(participant.tenant_id),
            "latest_reset": queries.latest_reset(request.user),
        }
    return render(request, "learning/members/kept.html", context)

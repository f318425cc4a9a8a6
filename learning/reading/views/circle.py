"""Who is around this phone: a study circle that answers together."""

from http import HTTPStatus
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from learning.members import actions, card_seen
from learning.members.doors import trainee_required
from learning.members.errors import CardIsDeadError
from learning.members.too_many import slowed_down
from learning.reading import circle as circle_of
from learning.reading.forms import AroundForm

UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@slowed_down
@trainee_required
def circle(request: HttpRequest, participant) -> HttpResponse:
    """`/<lang>/circle/`: add by card or by name and PIN, take out, answer together."""
    form = AroundForm()
    seen, why = card_seen.seen(request), ""
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act == "add":
            form = AroundForm(request.POST)
            if form.is_valid() and _add_by_pin(request, form):
                return redirect("reading:circle")
        else:
            why = _change(request, act, seen)
            if not why:
                return redirect("reading:circle")
    around = circle_of.people_around(request)
    return render(
        request,
        "learning/reading/circle.html",
        {
            "form": form,
            "why": why,
            "around": around,
            "others": around[1:],
            "most": circle_of.MOST,
            "is_full": len(around) > circle_of.MOST,
            "together": circle_of.answers_together(request),
            "seen": seen if seen and seen.user_id != request.user.pk else None,
        },
        status=UNPROCESSABLE if request.method == "POST" else None,
    )


def _change(request: HttpRequest, act: str, seen) -> str:
    """Everything but a PIN; returns why it could not be, or ""."""
    if act == "card" and seen:
        try:
            person = actions.person_of_card(card=seen)
        except CardIsDeadError:
            return _("That card was replaced. Use the new one.")
        card_seen.forget(request)
        return _why_not(circle_of.add(request, person))
    if act == "card":
        return _("Scan the card once more: it was too long ago.")
    if act == "together":
        circle_of.answer_together(request, on=request.POST.get("on") == "yes")
    if act == "end":
        circle_of.end(request)
    if act.startswith("out:"):
        try:
            circle_of.remove(request, UUID(act.removeprefix("out:")[:36]))
        except ValueError:
            return ""
    return ""


def _add_by_pin(request: HttpRequest, form) -> bool:
    """Counted like a sign-in."""
    user = get_adapter().authenticate(
        request,
        username=form.cleaned_data["sign_in_name"],
        password=form.cleaned_data["secret"],
    )
    person = getattr(user, "participant", None)
    if person is None:
        form.add_error(None, _("We do not recognise this name together with this PIN."))
        return False
    why = _why_not(circle_of.add(request, person))
    if why:
        form.add_error(None, why)
    return not why


def _why_not(word: str) -> str:
    return {
        "": "",
        "other_union": _(
            "Her place is with another union: she needs a phone of her own."
        ),
        "full": _("Five can answer with one phone besides you. Use a second phone."),
    }[word]

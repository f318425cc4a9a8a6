"""A code card in somebody's hand: scanned, or its name and code typed."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from learning.classroom.queries.trainings import session_for
from learning.members import actions, card_seen, limits
from learning.members.consent import STATEMENT
from learning.members.errors import CardIsDeadError
from learning.members.forms import posted
from learning.members.queries import card_by_code, card_by_secret
from learning.members.too_many import slowed_down
from learning.members.views.entering import show_code
from learning.reading.forms import CardCodeForm, FirstPinForm
from learning.reading.readers import participant_of

UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY
# Where a trainer's phone takes a card that it scans while her register is open.
AT_THE_DOOR = "trainer_desk:card_at_door"


@never_cache
@require_safe
def card(request: HttpRequest, secret: str) -> HttpResponse:
    """`/<lang>/card/<secret>/`: what the QR code opens. The secret leaves the address
    bar at once; for five minutes the session knows which card it was (card_seen).

    If whoever is signed in holds the training of `session["register_session"]` (the pk
    of the training's session whose register she has open), the card is ticked at the
    door; else it is its holder's way in.
    """
    response = _exchange(request, secret)
    response["Referrer-Policy"] = "no-referrer"
    # Django would write the address, and so the secret, into the log.
    response._has_been_logged = True
    return response


@slowed_down
def _exchange(request: HttpRequest, secret: str) -> HttpResponse:
    limits.under_ceiling(request, "card")
    limits.check_ceiling(request, "wrong-card", limits.WRONG_TRIES)
    found = card_by_secret(secret)
    if found:
        card_seen.remember(request, found)
        return redirect(_door(request) or "reading:card_open")
    limits.count(request, "wrong-card", limits.WRONG_TRIES)
    return render(
        request, "learning/reading/card_dead.html", status=HTTPStatus.NOT_FOUND
    )


def _door(request: HttpRequest) -> str | None:
    """The address of the register's door, if the reader's own register is open."""
    try:
        key = UUID(str(request.session.get("register_session", "")))
        return reverse(AT_THE_DOOR) if session_for(request.user, key) else None
    except (ValueError, NoReverseMatch):
        return None


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@slowed_down
def card_open(request: HttpRequest) -> HttpResponse:
    """`/<lang>/card/`: with a scanned card the way in; else name and code are asked."""
    seen = card_seen.seen(request)
    if seen is None:
        return _type_it(request)
    if request.user.is_authenticated:
        return _somebody_is_in(request, seen)
    if seen.used_at:
        # Her name is filled in there; the PIN is in her head.
        return redirect("account_login")
    return _first_pin(request, seen)


def _type_it(request: HttpRequest) -> HttpResponse:
    form = CardCodeForm(posted(request))
    if form.is_valid():
        found = _by_code(request, **form.cleaned_data)
        if found:
            card_seen.remember(request, found)
            return redirect("reading:card_open")
        form.add_error(
            None,
            _(
                "We do not recognise this name together with this code. A card's code "
                "works once: if you have used it, sign in with your PIN. If the card was "
                "replaced, use the new one."
            ),
        )
    return render(
        request,
        "learning/reading/card_code.html",
        {"form": form},
        status=UNPROCESSABLE if form.is_bound else None,
    )


def _by_code(request: HttpRequest, sign_in_name: str, code: str):
    limits.under_ceiling(request, "card")
    limits.check_ceiling(request, "wrong-card", limits.WRONG_TRIES)
    here = f"{sign_in_name} from {limits.veiled_address(request)}"
    slots = limits.take("card", here)
    slots += limits.take("card", sign_in_name, limits.ANYWHERE)
    found = card_by_code(sign_in_name, code)
    if found:
        limits.give_back(slots)
    else:
        limits.count(request, "wrong-card", limits.WRONG_TRIES)
    return found


def _first_pin(request: HttpRequest, seen) -> HttpResponse:
    form = FirstPinForm(posted(request), user=seen.user)
    if form.is_valid():
        limits.under_ceiling(request, "card")
        try:
            place = actions.use_card(card=seen, secret=form.cleaned_data["secret"])
        except CardIsDeadError:
            return redirect("reading:card_open")
        card_seen.forget(request)
        return show_code(
            request,
            user=place.user,
            code=place.recovery_code,
            own_phone=form.cleaned_data["own_phone"],
            onward=reverse("reading:asked_once"),
        )
    return render(
        request,
        "learning/reading/card_first_pin.html",
        {"form": form, "card": seen, "statement": STATEMENT},
        status=UNPROCESSABLE if form.is_bound else None,
    )


def _somebody_is_in(request: HttpRequest, seen) -> HttpResponse:
    """Her own phone, a circle's, or a trainer's with no register open."""
    participant = participant_of(request)
    if seen.user_id == request.user.pk:
        card_seen.forget(request)
        return redirect("reading:my")
    return render(
        request,
        "learning/reading/card_seen.html",
        {"card": seen, "participant": participant},
    )

"""At the door: the code on the wall, cards that the trainer's phone reads, photos."""

from http import HTTPStatus
from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from learning.classroom.actions.at_the_door import (
    How,
    is_open,
    open_door,
    show_card,
    shut_door,
)
from learning.classroom.errors import IsClosedError, NotHersError
from learning.classroom.queries.register import Line, tally_of
from learning.classroom.queries.trainings import session_for
from learning.members import card_seen
from learning.members.errors import CardIsDeadError
from learning.members.queries import card_by_secret
from learning.trainer_desk.card_photo import InMemory, PhotoError, secret_in
from learning.trainer_desk.views.found import session_or_404, tenants_or_404
from learning.trainer_desk.views.people import tally_words

UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, training: UUID, session: UUID) -> HttpResponse:
    """`…/sessions/<session>/door/`: the code that people scan; a new one, or none."""
    found = session_or_404(request, training, session)
    if request.method == "POST":
        try:
            if request.POST.get("act") == "shut":
                shut_door(session=found, by=request.user)
            else:
                open_door(session=found, by=request.user)
        except IsClosedError:
            messages.error(request, _("This training is closed."))
        return redirect("trainer_desk:door", training, session)
    opens = is_open(found)
    address = f"{settings.BASE_URL}{reverse('reading:door', args=[found.door or '-'])}"
    return render(
        request,
        "learning/trainer_desk/door.html",
        {
            "session": found,
            "training": found.training,
            "is_open": opens,
            "qr": _qr(address) if opens else "",
            "tally": tally_of(found),
        },
    )


def _qr(address: str) -> SafeString:
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        scale=8, light="#fff", border=3, title=_("QR code for the door")
    )
    return mark_safe(drawn)  # noqa: S308 -- segno's own drawing; it escapes the title


@login_required
@never_cache
@require_safe
def card_at_door(request: HttpRequest) -> HttpResponse:
    """`/<lang>/trainings/card/`: the trainer's phone has scanned a card (reading:card).

    It changes something on GET: a phone's camera can do nothing else. Nobody else can
    make it happen, for it takes the secret on the card.
    """
    tenants_or_404(request)
    key = request.session.get("register_session", "")
    session = session_for(request.user, key) if key else None
    card = card_seen.seen(request)
    card_seen.forget(request)
    if session is None:
        return redirect("trainer_desk:desk")
    if card is None:
        messages.error(request, _("No card was read. Scan it again."))
        return redirect("trainer_desk:register", session.training_id, session.pk)
    return _ticked(request, session, card, How.CARD)


@csrf_exempt  # The upload handler must be set before the token is read; see below.
@never_cache
@require_POST
def photo(request: HttpRequest, training: UUID, session: UUID) -> HttpResponse:
    """`…/register/photo/`: a photo of a card, taken in the page; read, never stored."""
    request.upload_handlers = [InMemory(request)]
    return _photo(request, training, session)


@csrf_protect
@login_required
def _photo(request: HttpRequest, training: UUID, session: UUID) -> HttpResponse:
    found = session_or_404(request, training, session)
    try:
        card = card_by_secret(secret_in(request.FILES.get("photo")))
    except PhotoError:
        card = None
    if card is None:
        return _told(
            request,
            found,
            wrong=_(
                "We found no card in that picture. Hold the phone so that the square "
                "fills half of it, in good light, and try again."
            ),
        )
    return _ticked(request, found, card, How.PHOTO)


def _ticked(request: HttpRequest, session, card, how) -> HttpResponse:
    try:
        registration = show_card(session=session, card=card, how=how, by=request.user)
    except (NotHersError, CardIsDeadError):
        wrong = _("That card is not one of your union's, or it was replaced.")
        return _told(request, session, wrong=wrong)
    except IsClosedError:
        wrong = _("This training is closed. Correct its register in the list.")
        return _told(request, session, wrong=wrong)
    line = Line(registration, session.minutes, False, session.minutes)
    said = line.alias or _("No. %(number)d") % {"number": line.number}
    return _told(request, session, said=said)


def _told(request, session, *, said="", wrong="") -> HttpResponse:
    """Her name on the card and how many are here, large enough to read in passing."""
    return render(
        request,
        "learning/trainer_desk/card_at_door.html",
        {
            "session": session,
            "training": session.training,
            "said": said,
            "wrong": wrong,
            "tally": tally_words(session),
        },
        status=UNPROCESSABLE if wrong else None,
    )

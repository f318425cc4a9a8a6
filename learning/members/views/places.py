"""Keeping one's place, and the page to write down what leads back to it."""

import segno
from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from learning.members import actions, codes, limits
from learning.members.consent import STATEMENT
from learning.members.doors import trainee_required
from learning.members.forms import KeepPlaceForm, SecretForm, posted
from learning.members.onward import (
    CARRIES_PRACTICE,
    CARRY_OVER,
    carried,
    safe_next,
    with_carry,
)
from learning.members.too_many import slowed_down
from learning.members.views.entering import (
    FRESH_CODE,
    UNPROCESSABLE,
    is_her_secret,
    show_code,
)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@slowed_down
def keep_place(request):
    """Asks for a PIN and nothing else; who she is may come later, or never."""
    onward, carry = safe_next(request), carried(request)
    if request.user.is_authenticated:
        return redirect(with_carry(onward, carry) or "members:kept")
    form = KeepPlaceForm(posted(request))
    if request.method == "POST":
        limits.under_ceiling(request, "keep-place")
        if form.is_valid():
            place = actions.keep_place(
                secret=form.cleaned_data["secret"], language=get_language()
            )
            response = show_code(
                request,
                user=place.user,
                code=place.recovery_code,
                own_phone=form.cleaned_data["own_phone"],
                onward=with_carry(onward, carry),
            )
            # The page she came from stores, once, what she had answered there.
            request.session[CARRY_OVER] = with_carry(onward, carry)
            request.session[CARRIES_PRACTICE] = True
            return response
    return render(
        request,
        "learning/members/keep_place.html",
        {"form": form, "next": onward, "carry": carry, "statement": STATEMENT},
        status=UNPROCESSABLE if form.is_bound else None,
    )


@never_cache
@require_http_methods(["GET", "POST"])
@trainee_required
def written_down(request, participant):
    """Name, code and QR to write down or photograph, until she says that she has."""
    onward = safe_next(request)
    if request.method == "POST":
        request.session.pop(FRESH_CODE, None)
    parcel = request.session.get(FRESH_CODE)
    code = codes.unwrapped(request.user.pk, parcel) if parcel else None
    if code is None:
        return redirect(onward or "members:kept")
    return render(
        request,
        "learning/members/written_down.html",
        {"code": code, "qr": _qr(request.user.sign_in_name, code), "next": onward},
    )


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@slowed_down
@trainee_required
def new_code(request, participant):
    """Another recovery code, where the paper is lost."""
    form = SecretForm(posted(request))
    if form.is_valid() and is_her_secret(request, form):
        code = actions.renew_recovery_code(user=request.user)
        request.session[FRESH_CODE] = codes.wrapped(request.user.pk, code)
        return redirect("members:written_down")
    return render(
        request,
        "learning/members/new_code.html",
        {"form": form},
        status=UNPROCESSABLE if form.is_bound else None,
    )


def _qr(sign_in_name: str, code: str) -> str:
    """A QR code for the recovery page, with name and code behind the `#`.

    Browsers do not send that part, so it enters no log of ours or of anybody between;
    recover.js puts both into the form and takes them out of the history.
    """
    url = f"{settings.BASE_URL}{reverse('members:recover')}#{sign_in_name}.{code}"
    drawn = segno.make(url, error="m").svg_inline(
        scale=5, light="#fff", border=3, title=_("QR code to get back in")
    )
    return mark_safe(drawn)  # noqa: S308 -- segno's own drawing; it escapes the title

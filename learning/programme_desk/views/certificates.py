"""Revoking a certificate by the code on its paper: whose it is, nobody here learns."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from learning.certificates.actions import revoke
from learning.certificates.codes import grouped, read_code
from learning.certificates.forms import CodeForm, RevokeForm
from learning.certificates.verification import verify
from learning.certificates.wording import hours, module_title
from learning.members.forms import posted
from learning.members.views.entering import UNPROCESSABLE
from learning.programme_desk.doors import administrator_required
from learning.programme_desk.rooms import rooms_for


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def certificates(request):
    """`/<lang>/programme/certificates/?code=…`: what a stranger sees, and *revoke*."""
    form = CodeForm(request.GET or None)
    verified = None
    if form.is_bound and form.is_valid():
        verified = verify(form.cleaned_data["code"])
        if verified is None:
            form.add_error("code", _("There is no certificate with this code."))
    why = RevokeForm(posted(request))
    if verified and why.is_valid():
        revoke(
            certificate=verified.certificate,
            reason=why.cleaned_data["reason"],
            by=request.user,
        )
        messages.success(request, _("Revoked. Whoever checks the paper is told so."))
        code = read_code(form.cleaned_data["code"])
        return redirect(f"{reverse('programme_desk:certificates')}?code={code}")
    context = {
        "rooms": rooms_for(request.user),
        "room": "certificates",
        "form": form,
        "why": why,
    }
    if verified:
        context |= {
            "verified": verified,
            "code": grouped(read_code(form.cleaned_data["code"])),
            "title": module_title(verified.certificate, get_language()),
            "hours": hours(verified.minutes),
        }
    return render(
        request,
        "learning/programme_desk/certificates.html",
        context,
        status=UNPROCESSABLE if form.errors or why.is_bound else None,
    )

"""Revoking a certificate of one of the union's own people."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from learning.certificates.actions import revoke
from learning.certificates.forms import RevokeForm
from learning.certificates.wording import hours, module_title
from learning.members.forms import posted
from learning.members.models import Union
from learning.members.views.entering import UNPROCESSABLE
from learning.union_desk.doors import coordinator_required
from learning.union_desk.queries.people import certificates_of
from learning.union_desk.rooms import ROOMS


@never_cache
@require_http_methods(["GET", "POST"])
@coordinator_required
def certificate(request: HttpRequest, tenant: Union, certificate: UUID) -> HttpResponse:
    """`/<lang>/union/certificates/<certificate>/`: what it is, and withdrawing it."""
    found = certificates_of(tenant).filter(pk=certificate).first()
    if found is None:
        raise Http404
    form = RevokeForm(posted(request))
    whose = found.participant.merged_into_id or found.participant_id
    if found.revoked_at is None and form.is_valid():
        revoke(certificate=found, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Revoked. Whoever checks the paper is told so."))
        return redirect("union_desk:person", whose)
    return render(
        request,
        "learning/union_desk/certificate.html",
        {
            "rooms": ROOMS,
            "room": "people",
            "tenant": tenant,
            "certificate": found,
            "title": module_title(found, request.LANGUAGE_CODE),
            "hours": hours(found.minutes),
            "whose": whose,
            "form": form,
        },
        status=UNPROCESSABLE if form.errors and not found.revoked_at else None,
    )

"""Certificates: the holder's page and paper, and the check anyone may make."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from learning.certificates.actions import choose_wording, put_name_on_paper
from learning.certificates.codes import code_of, grouped, read_code
from learning.certificates.forms import CodeForm, NameForm, PaperForm
from learning.certificates.models import Certificate
from learning.certificates.pdf import certificate_pdf
from learning.certificates.verification import name_matches, verify
from learning.certificates.wording import (
    hours,
    is_discreet,
    module_title,
    paper_of,
    verify_url,
)


def _mine_or_404(request: HttpRequest, pk: UUID) -> Certificate:
    participant = getattr(request.user, "participant", None)
    if participant is None:
        raise Http404
    found = (
        Certificate.objects.for_participant(participant)
        .select_related("union", "training")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found


@sensitive_post_parameters("name")
@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The holder's page: choose what the paper says, type the name, take the paper."""
    found = _mine_or_404(request, pk)
    form = PaperForm(
        request.POST or None,
        initial={
            "title": found.title,
            "shows_union": found.shows_union,
            "name_check_is_on": found.name_check_is_on,
        },
    )
    if request.method == "POST" and form.is_valid():
        return _print(request, found, form.cleaned_data)
    return render(
        request,
        "learning/certificates/certificate.html",
        {
            "certificate": found,
            "form": form,
            "title": module_title(found, get_language()),
            "code": grouped(code_of(found.pk)),
            "verify_url": verify_url(found, get_language()),
            "quick_exit": is_discreet(found),
        },
        status=400 if form.errors else 200,
    )


def _print(request, found: Certificate, chosen: dict) -> HttpResponse:
    name = " ".join(chosen.pop("name").split())
    choose_wording(certificate=found, by=request.user, **chosen)
    put_name_on_paper(certificate=found, name=name, by=request.user)
    pdf = certificate_pdf(paper_of(found, name, get_language()))
    response = HttpResponse(pdf, content_type="application/pdf")
    # A neutral file name: downloads are seen by whoever holds the phone next.
    response["Content-Disposition"] = 'attachment; filename="certificate.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def verify_form(request: HttpRequest) -> HttpResponse:
    """Type a code by hand; goes on to its page."""
    form = CodeForm(request.GET or None)
    if form.is_bound and form.is_valid():
        code = read_code(form.cleaned_data["code"])
        if code:
            return redirect("certificates:verify", code)
        form.add_error(
            "code", _("That is not a whole code. It has 27 letters and digits.")
        )
    return render(
        request,
        "learning/certificates/verify_form.html",
        {"form": form},
        status=400 if form.errors else 200,
    )


@sensitive_post_parameters("name")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify_page(request: HttpRequest, code: str) -> HttpResponse:
    """`/<lang>/verify/<code>/`: valid, revoked or unknown; then the name, if asked."""
    verified = verify(code)
    form = NameForm(request.POST or None)
    answer = None
    asked = request.method == "POST" and verified and verified.asks_for_name
    if asked and form.is_valid():
        matches = name_matches(
            verified=verified, typed_code=code, name=form.cleaned_data["name"]
        )
        answer = {True: "matches", False: "differs", None: "tomorrow"}[matches]
    status = 200
    if verified is None:
        status = 404
    elif answer == "tomorrow":
        status = 429
    elif asked and form.errors:
        status = 400
    context = {"verified": verified, "form": form, "answer": answer, "code": code}
    if verified:
        context |= {
            "title": module_title(verified.certificate, get_language()),
            "hours": hours(verified.minutes),
            "code": grouped(read_code(code)),
        }
    return render(request, "learning/certificates/verify.html", context, status=status)

"""Deleting oneself, and taking along all that is kept."""

from allauth.account.internal import flows
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from learning.members import phones, rules
from learning.members.doors import signed_in_required, trainee_required
from learning.members.forms import SecretForm, posted
from learning.members.queries import identity_of
from learning.members.too_many import slowed_down
from learning.members.views.entering import UNPROCESSABLE, is_her_secret
from learning.safekeeping.actions import erase_person
from learning.safekeeping.export import everything_about
from learning.safekeeping.term import kept_until


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@slowed_down
@signed_in_required
def delete(request):
    """`/<lang>/accounts/delete/`: everything of hers, after the PIN once more."""
    user = request.user
    if not rules.can_delete_account(user):
        raise PermissionDenied
    form = SecretForm(posted(request))
    if form.is_valid() and is_her_secret(request, form):
        erase_person(participant=user.participant, by=user)
        flows.logout.logout(request, show_message=False)
        response = render(request, "learning/safekeeping/deleted.html")
        phones.forget_everything(response, was_shared=True)
        return response
    return render(
        request,
        "learning/safekeeping/delete.html",
        {"form": form},
        status=UNPROCESSABLE if form.is_bound else None,
    )


@require_POST
@trainee_required
def everything(request, participant):
    """`/<lang>/accounts/everything/`: all that is kept about her, as one file, for her."""
    return everything_as_file(participant)


def everything_as_file(found) -> HttpResponse:
    page = render_to_string(
        "learning/safekeeping/everything.html",
        {
            "sections": everything_about(found),
            "today": timezone.localdate(),
            "union": found.union,
            "is_named": identity_of(found) is not None,
            "name_until": kept_until(found),
        },
    )
    answer = HttpResponse(page, content_type="text/html; charset=utf-8")
    # A name that tells nothing, for it stands in a list of downloads.
    answer["Content-Disposition"] = 'attachment; filename="my-data.html"'
    answer["Cache-Control"] = "no-store"
    return answer

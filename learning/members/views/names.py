"""Opening names for five minutes, and masking them again."""

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from learning.members import opened_names, rules
from learning.members.doors import staff_required
from learning.members.forms import SecretForm, posted
from learning.members.onward import safe_next
from learning.members.too_many import slowed_down
from learning.members.views.entering import UNPROCESSABLE, is_her_secret


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@slowed_down
@staff_required(*rules.NEAR_PEOPLE)
def open_names(request):
    """`/<lang>/accounts/names/`: her secret again, then back to where she was."""
    form = SecretForm(posted(request))
    if form.is_valid() and is_her_secret(request, form):
        opened_names.open_for(request)
        return redirect(safe_next(request) or "trainer_desk:desk")
    return render(
        request,
        "learning/members/open_names.html",
        {"form": form, "next": safe_next(request)},
        status=UNPROCESSABLE if form.is_bound else None,
    )


@require_POST
@staff_required(*rules.NEAR_PEOPLE)
def mask_names(request):
    opened_names.shut(request)
    return redirect(safe_next(request) or "trainer_desk:desk")

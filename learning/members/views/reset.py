"""For trainers and coordinators: a one-time code for a trainee who is locked out."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from learning.members import actions, limits, queries, rules
from learning.members.actions.recovery import RESET_DAYS
from learning.members.copying import CopyText, copy_text, language_of, own_name
from learning.members.doors import staff_required
from learning.members.forms import ResetForm, posted
from learning.members.sign_in_names import tidy
from learning.members.too_many import slowed_down
from learning.members.views.entering import UNPROCESSABLE

PER_PAGE = 50
PER_HOUR = limits.Limit(60, limits.HOUR)


@never_cache
@require_http_methods(["GET", "POST"])
@slowed_down
@staff_required(*rules.NEAR_PEOPLE)
def reset(request):
    """The own tenant's trainees by sign-in name; others are not there (404)."""
    form = ResetForm(posted(request))
    context = {"form": form}
    status = UNPROCESSABLE if form.is_bound else None
    if form.is_valid():
        limits.take("reset", str(request.user.pk), (PER_HOUR,))
        trainee = _trainee_or_404(request, form.cleaned_data["sign_in_name"])
        code = actions.issue_reset_code(user=trainee, by=request.user)
        context |= {
            "trainee": trainee,
            "code": code,
            "days": RESET_DAYS,
            "texts": _texts(trainee, code),
        }
        status = None
    starts = tidy(request.GET.get("starts", "")[:40])
    context |= {"starts": starts, "page": _page(request, starts)}
    return render(request, "learning/members/reset.html", context, status=status)


def _texts(trainee, code) -> list[CopyText]:
    """The message with her code, in her language first. Whose it is does not stand in it,
    nor which union's: it is worth nothing to whoever reads it over her shoulder."""
    own = language_of(trainee.language)
    others = [each for each, _name in settings.LANGUAGES if each != own]

    def say():
        address = f"{settings.BASE_URL}{reverse('members:recover')}"
        return [
            _("Your code: %(code)s") % {"code": code},
            _("Open %(address)s, type your sign-in name and this code.")
            % {"address": address},
            _("Then choose a new PIN. The code works once."),
        ]

    return [
        copy_text(f"reset-{each}", own_name(each), each, say) for each in [own, *others]
    ]


def _trainee_or_404(request, sign_in_name):
    for tenant in queries.tenants_where(request.user, *rules.NEAR_PEOPLE):
        found = queries.trainees_of(tenant).filter(user__sign_in_name=sign_in_name)
        participant = found.first()
        if participant and rules.can_reset(by=request.user, user=participant.user):
            return participant.user
    raise Http404


def _page(request, starts):
    """One tenant's list; somebody who works for two chooses by ?tenant=."""
    tenants = queries.tenants_where(request.user, *rules.NEAR_PEOPLE)
    chosen = request.GET.get("tenant")
    tenant = next((each for each in tenants if each.slug == chosen), tenants[0])
    trainees = queries.trainees_of(tenant, name_starts=starts)
    return Paginator(trainees, PER_PAGE).get_page(request.GET.get("page"))

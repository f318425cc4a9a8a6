"""Choosing how long names are kept, and seeing beforehand how many go."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from learning.members.actions.terms import DAYS_OF_WARNING, choose_term
from learning.members.errors import NotConfirmedError
from learning.members.forms import posted
from learning.members.views.entering import UNPROCESSABLE
from learning.union_desk.doors import coordinator_required
from learning.union_desk.forms import TermForm, WordForm
from learning.union_desk.queries.term import outlooks
from learning.union_desk.rooms import ROOMS


@never_cache
@require_http_methods(["GET", "POST"])
@coordinator_required
def term(request, tenant):
    """`/<lang>/union/names/term/`; `?months=` shows what these would do, and a POST of
    them chooses. The union's name is typed where names would go earlier than now."""
    now, by_months = outlooks(tenant)
    looked_at = request.GET if "months" in request.GET else None
    form = TermForm(
        request.POST if request.method == "POST" else looked_at,
        choices=[each.choice for each in by_months.values()],
        initial={"months": now.months if now else None},
    )
    chosen = by_months[form.cleaned_data["months"]] if form.is_valid() else None
    word = None
    if chosen and chosen.is_shorter:
        word = WordForm(posted(request), word=tenant.name)
    if (
        request.method == "POST"
        and chosen
        and _is_chosen(request, tenant, chosen, word)
    ):
        return redirect("union_desk:term")
    is_wrong = (form.is_bound and not chosen) or request.method == "POST"
    return render(
        request,
        "learning/union_desk/term.html",
        {
            "rooms": ROOMS,
            "room": "names",
            "tenant": tenant,
            "now": now,
            "outlook": by_months[now.months] if now else None,
            "form": form,
            "chosen": chosen,
            "word": word,
            "days": DAYS_OF_WARNING,
            "backup_days": settings.BACKUP_DAYS,
        },
        status=UNPROCESSABLE if is_wrong else None,
    )


def _is_chosen(request, tenant, chosen, word) -> bool:
    if word and not word.is_valid():
        return False
    try:
        made = choose_term(
            tenant=tenant,
            months=chosen.months,
            by=request.user,
            confirmed=word is not None,
        )
    except NotConfirmedError:
        messages.error(
            request, _("Somebody has just chosen another term. Look at it again.")
        )
    else:
        says = _("Names are kept %(months)s after somebody's last training.")
        messages.success(request, says % {"months": made})
    return True

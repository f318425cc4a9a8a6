"""Code cards: printing a sheet, handing one out, replacing a lost one."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from learning.deliveries.card_sheet import card_sheet
from learning.members import actions, limits, queries
from learning.members.errors import CardIsDeadError, HasAnAccountError
from learning.members.models import Card
from learning.members.sign_in_names import tidy
from learning.members.too_many import slowed_down
from learning.trainer_desk.forms.cards import CardsForm, HandOutForm
from learning.trainer_desk.views.at_home import chosen, tenants_or_404
from learning.trainer_desk.views.joining import PER_PAGE, training_or_404

# Sheets a trainer prints: each may make sixty accounts.
SHEETS = (limits.Limit(20, limits.HOUR),)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@slowed_down
def cards(request: HttpRequest) -> HttpResponse:
    """`/<lang>/trainings/cards/`: print a sheet; all cards, by sign-in name."""
    tenants = tenants_or_404(request)
    tenant = chosen(request, tenants)
    bound = request.POST if request.method == "POST" else None
    first = {"language": get_language(), "union": request.GET.get("union")}
    form = CardsForm(bound, tenants=tenants, initial=first)
    if form.is_valid():
        limits.take("cards", str(request.user.pk), SHEETS)
        made = actions.make_cards(
            union=form.cleaned_data["union"],
            count=form.cleaned_data["count"],
            language=form.cleaned_data["language"],
            by=request.user,
        )
        return _paper(made, form.cleaned_data["union"], form.cleaned_data["language"])
    starts = tidy(request.GET.get("starts", "")[:40])
    rows = Paginator(queries.cards_of(tenant, name_starts=starts), PER_PAGE)
    return render(
        request,
        "learning/trainer_desk/cards.html",
        {
            "tenants": tenants,
            "tenant": tenant,
            "form": form,
            "starts": starts,
            "page": rows.get_page(request.GET.get("page")),
        },
        status=422 if form.is_bound else None,
    )


def _paper(made, union, language) -> HttpResponse:
    """The paper itself is the only place of the codes: never stored."""
    pdf = card_sheet(made, union=union, language=language)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="cards.pdf"'
    return response


@login_required
@never_cache
@require_POST
@slowed_down
def replace(request: HttpRequest, card: UUID) -> HttpResponse:
    """The lost card dies, and the new one comes as paper."""
    found = _card_or_404(request, card)
    limits.take("cards", str(request.user.pk), SHEETS)
    language = found.user.language or get_language()
    try:
        made = actions.replace_card(card=found, by=request.user)
    except CardIsDeadError:
        messages.error(request, _("That card was replaced or withdrawn already."))
        return redirect("trainer_desk:cards")
    return _paper([made], found.union, language)


@login_required
@require_POST
def withdraw(request: HttpRequest, card: UUID) -> HttpResponse:
    found = _card_or_404(request, card)
    try:
        actions.withdraw_card(card=found, by=request.user)
        messages.success(request, _("The card opens nothing any more."))
    except (CardIsDeadError, HasAnAccountError):
        messages.error(request, _("Somebody has that card: it can only be replaced."))
    return redirect("trainer_desk:cards")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@slowed_down
def hand_card(request: HttpRequest, training: UUID, registration: UUID) -> HttpResponse:
    """`/<lang>/trainings/<training>/people/<registration>/card/`: a printed card for
    somebody on the sheet, by the name on it, or one printed for her alone."""
    found = training_or_404(request, training)
    line = (
        found.registrations.select_related("participant", "participant__union")
        .filter(pk=registration)
        .first()
    )
    if line is None or line.participant.tenant_id != found.tenant_id:
        raise Http404
    person = line.participant
    form = HandOutForm(request.POST if "sign_in_name" in request.POST else None)
    if request.method == "POST" and "print" in request.POST and not person.user_id:
        limits.take("cards", str(request.user.pk), SHEETS)
        made = actions.make_card_for(
            participant=person, by=request.user, language=found.language
        )
        return _paper([made], person.union, found.language)
    if form.is_valid() and _hand_out(request, form, person):
        messages.success(request, _("The card is hers now."))
        return redirect("trainer_desk:hand_card", found.pk, line.pk)
    living = queries.cards_of(found.tenant_id).filter(
        participant=person, ended_at__isnull=True
    )
    return render(
        request,
        "learning/trainer_desk/hand_card.html",
        {
            "training": found,
            "line": line,
            "person": person,
            "card": living.first(),
            "form": form,
        },
        status=422 if form.is_bound else None,
    )


def _hand_out(request: HttpRequest, form: HandOutForm, person) -> bool:
    name = tidy(form.cleaned_data["sign_in_name"])
    card = (
        queries.cards_of(person.tenant_id)
        .filter(user__sign_in_name=name, ended_at__isnull=True)
        .first()
    )
    if card is None:
        form.add_error("sign_in_name", _("No card of your union has that name."))
        return False
    try:
        actions.hand_out(card=card, participant=person, by=request.user)
    except (CardIsDeadError, HasAnAccountError):
        form.add_error(
            "sign_in_name", _("That card is somebody else's, or she has one already.")
        )
        return False
    return True


def _card_or_404(request: HttpRequest, pk: UUID) -> Card:
    for tenant in tenants_or_404(request):
        found = queries.cards_of(tenant).filter(pk=pk).first()
        if found:
            return found
    raise Http404

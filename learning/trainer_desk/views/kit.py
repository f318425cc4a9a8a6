"""The class kit: all papers of a training in one file, printed the night before."""

from http import HTTPStatus
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from learning.classroom.queries.register import people_in
from learning.deliveries.actions import PlannedKit, order_kit, plan_kit
from learning.deliveries.kit_paper import parts_there_are
from learning.deliveries.models import Kit
from learning.members.actions.cards import MOST_CARDS
from learning.members.limits import MINUTE, Limit, under_ceiling
from learning.members.too_many import slowed_down
from learning.trainer_desk.forms.kit import KitForm
from learning.trainer_desk.views.found import training_or_404

LONGEST_QUERY = 2000
USUAL_CARDS = 20
NEW_KITS = Limit(20, MINUTE)
# A waiting page asks again so soon; where nobody works, less often.
SOON, LATER, PATIENCE = 3, 30, 60


@login_required
@never_cache
@require_safe
@slowed_down
def kit(request: HttpRequest, training: UUID) -> HttpResponse:
    """`…/<training>/kit/`: tick what to print, then see pages and copies, then print.
    What was ticked stands in the address."""
    found, form = _asked(request, training)
    planned = _planned(found, form)
    ordered = _ordered(request, planned) if planned else None
    waited = ordered and (timezone.now() - ordered.ordered_at).total_seconds()
    rows = _rows(planned, ordered) if planned else []
    without_card = people_in(found).filter(participant__user=None).count()
    return render(
        request,
        "learning/trainer_desk/kit.html",
        {
            "training": found,
            "form": form,
            "kit": ordered,
            "rows": rows,
            # With the cover.
            "sheets": 1 + sum(row["pages"] * row["copies"] for row in rows),
            "pause": SOON if waited is None or waited < PATIENCE else LATER,
            "nobody_works": bool(waited and waited >= PATIENCE),
            "query": request.GET.urlencode(),
            "without_card": without_card,
            "cards": min(without_card or USUAL_CARDS, MOST_CARDS),
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_bound and not planned
        else HTTPStatus.OK,
    )


@login_required
@never_cache
@require_safe
def kit_pdf(request: HttpRequest, training: UUID) -> HttpResponse:
    """`…/<training>/kit.pdf` with the same query; back to the page while it is made."""
    found, form = _asked(request, training)
    planned = _planned(found, form)
    made = planned and planned.ordered
    if not made or not made.made_at or not default_storage.exists(made.file):
        back = redirect("trainer_desk:kit", training)
        back["Location"] += f"?{request.GET.urlencode()[:LONGEST_QUERY]}"
        return back
    with default_storage.open(made.file) as file:
        response = HttpResponse(file.read(), content_type="application/pdf")
    # A neutral name: downloads are seen by whoever holds the phone next.
    response["Content-Disposition"] = 'inline; filename="kit.pdf"'
    return response


def _asked(request: HttpRequest, training: UUID):
    found = training_or_404(request, training)
    query = request.GET
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        query = type(query)()
    people = people_in(found).count()
    return found, KitForm(query, there_is=parts_there_are(found), people=people)


def _planned(training, form: KitForm) -> PlannedKit | None:
    if not form.is_valid():
        return None
    return plan_kit(training=training, wishes=form.wishes())


def _ordered(request: HttpRequest, planned: PlannedKit) -> Kit:
    if not planned.ordered:
        under_ceiling(request, "papers", NEW_KITS)
    return order_kit(planned=planned, by=request.user)


def _rows(planned: PlannedKit, ordered: Kit) -> list[dict]:
    """What is in it: in the words of the training, as on its cover; how many pages each
    paper has (0 until it is made) and how often it is needed."""
    where = {key: (first, last) for key, first, last in ordered.pages}
    rows = []
    for part in planned.paper["parts"]:
        first, last = where.get(part["key"], (0, -1))
        rows.append(
            {
                "label": part["label"],
                "first": first,
                "last": last,
                "pages": (last - first + 1) // part["times"],
                "copies": part["copies"],
            }
        )
    return rows

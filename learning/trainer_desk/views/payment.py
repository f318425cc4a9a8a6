"""The payment sheet: printed, signed, kept by the union on paper; never uploaded."""

from http import HTTPStatus
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from learning.classroom.queries.closing import days_attended
from learning.classroom.queries.register import heads_in, people_in
from learning.deliveries.payment_sheet import payments_pdf
from learning.members.models import AuditEntry
from learning.paper.errors import PaperError
from learning.trainer_desk.views.found import training_or_404
from learning.trainer_desk.views.register import names_in, note_names


@login_required
@never_cache
@require_safe
def payments(request: HttpRequest, training: UUID) -> HttpResponse:
    """`…/<training>/payments.pdf`: who was there, on how many days; names as far as they
    are open now. Made at once and stored nowhere."""
    found = training_or_404(request, training)
    days = days_attended(found)
    rows = [row for row in people_in(found) if row.pk in days]
    _may_open, names = names_in(request, found, rows)
    try:
        pdf = payments_pdf(found, rows, days, names, blank=heads_in(found))
    except PaperError:
        return render(
            request,
            "learning/trainer_desk/no_paper.html",
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    if names:
        note_names(AuditEntry.Act.PRINTED, found, len(names), request.user)
    response = HttpResponse(pdf, content_type="application/pdf")
    day = found.ends_on.isoformat()
    response["Content-Disposition"] = f'inline; filename="payments-{day}.pdf"'
    return response

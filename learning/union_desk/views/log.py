"""The union's own audit log, on screen and as a table."""

import csv

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from learning.union_desk.doors import coordinator_required
from learning.union_desk.forms import LogForm
from learning.union_desk.queries.log import entries_of, what, why
from learning.union_desk.rooms import ROOMS

PER_PAGE = 50
# A spreadsheet would take what begins with these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@never_cache
@require_safe
@coordinator_required
def log(request, tenant):
    """`/<lang>/union/log/`; `?format=csv` the same as a file."""
    form = LogForm(request.GET)
    act = form.cleaned_data["act"] if form.is_valid() else ""
    entries = entries_of(tenant, act=act)
    if request.GET.get("format") == "csv":
        return _as_csv(entries)
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "learning/union_desk/log.html",
        {
            "rooms": ROOMS,
            "room": "log",
            "tenant": tenant,
            "form": form,
            "page": page,
            "rows": [(each, what(each), why(each)) for each in page],
            "page_query": urlencode({"act": act}) if act else "",
        },
    )


def _as_csv(entries) -> HttpResponse:
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="log.csv"'
    answer["Cache-Control"] = "no-store"
    answer.write("\ufeff")  # else Excel reads accents wrongly
    rows = csv.writer(answer)
    rows.writerow([_("When"), _("What"), _("By"), _("Role"), _("People"), _("Why")])
    for each in entries.iterator(chunk_size=2000):
        when = timezone.localtime(each.at).isoformat(timespec="minutes")
        who = each.by.sign_in_name if each.by else ""
        row = [
            when,
            what(each),
            who,
            each.by_role,
            each.people,
            why(each),
        ]
        rows.writerow([harmless(cell) for cell in row])
    return answer


def harmless(cell):
    """A cell that no spreadsheet takes for a formula."""
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else cell

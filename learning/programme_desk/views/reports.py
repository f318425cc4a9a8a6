"""Where do we stand: the first page of figures, each table of it, and the ways out."""

from datetime import date

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from learning.members.views.entering import UNPROCESSABLE
from learning.programme_desk.doors import reader_required
from learning.programme_desk.forms_reports import ReportForm
from learning.programme_desk.rooms import rooms_for
from learning.reports.across import across_in_words
from learning.reports.actions.bundling import Wished, order_bundle
from learning.reports.outputs import as_json
from learning.reports.outputs.ways_out import FORMATS
from learning.reports.overview import overview
from learning.reports.overview import report as one_report
from learning.reports.pictures import pictures_of
from learning.reports.queries_targets import against_targets
from learning.reports.report import Report, file_name
from learning.reports.tables import BY_KEY, TABLES

# A waiting page asks again so soon.
PAUSE = 3


@never_cache
@require_safe
@reader_required
def reports(request):
    """`/<lang>/programme/reports/?rule=…&year=…&youth=…`: all in one look."""
    form = ReportForm(request.GET)
    context = _context(request, form) | {"tables": TABLES}
    if form.is_valid():
        found = overview(
            rule=form.chosen,
            span=form.span,
            youth=form.cleaned_data["youth"],
            today=timezone.localdate(),
            by=request.user,
        )
        context |= {
            "found": found,
            "pictures": pictures_of(found),
            "rule": form.chosen,
            **across_in_words(found.across),
            "targets": against_targets(form.span.start, date(form.span.year, 12, 31)),
        }
    return render(
        request, "learning/programme_desk/reports.html", context, status=_status(form)
    )


@never_cache
@require_safe
@reader_required
def report(request, report):
    """`…/reports/<report>/?format=html|csv|xlsx|json|pdf|iati`: one fixed table."""
    if report not in BY_KEY:
        raise Http404
    form = ReportForm(request.GET)
    wanted = request.GET.get("format") or "html"
    context = _context(request, form) | {"tables": TABLES}
    if wanted != "html" and wanted not in FORMATS:
        form.add_error(None, _("There is no such format. Choose one below."))
    if form.is_valid():
        found = one_report(
            table=report,
            rule=form.chosen,
            span=form.span,
            youth=form.cleaned_data["youth"],
            today=timezone.localdate(),
            by=request.user,
        )
        if wanted in FORMATS:
            return _file(found, FORMATS[wanted])
        context |= {"report": found, "formats": FORMATS}
    context["name"] = BY_KEY[report].name
    return render(
        request, "learning/programme_desk/report.html", context, status=_status(form)
    )


@require_safe
@reader_required
def schema(request):
    """What the JSON of a report is made of."""
    return HttpResponse(
        as_json.SCHEMA.read_bytes(), content_type="application/schema+json"
    )


@never_cache
@require_http_methods(["GET", "POST"])
@reader_required
def everything(request):
    """`…/reports/everything/?year=…`: order all tables in one file, see how far it is."""
    asked = request.POST if request.method == "POST" else request.GET
    form = ReportForm(asked)
    context = _context(request, form)
    if form.is_valid():
        wished = _wished(request, form)
        if request.method == "POST":
            order_bundle(wished=wished, by=request.user)
            here = reverse("programme_desk:everything")
            return redirect(f"{here}?{_query(form)}")
        if wished.ordered:
            # Looking for it is asking for it again, where it was lost.
            bundle = order_bundle(wished=wished, by=request.user)
            context |= {"bundle": bundle, "pause": PAUSE}
    return render(
        request,
        "learning/programme_desk/everything.html",
        context,
        status=_status(form),
    )


@never_cache
@require_safe
@reader_required
def everything_zip(request):
    """The file; back to the page while it is not there."""
    form = ReportForm(request.GET)
    if not form.is_valid():
        return redirect("programme_desk:everything")
    bundle = _wished(request, form).ordered
    if not bundle or not bundle.made_at or not default_storage.exists(bundle.file):
        here = reverse("programme_desk:everything")
        return redirect(f"{here}?{_query(form)}")
    with default_storage.open(bundle.file) as file:
        response = HttpResponse(file.read(), content_type="application/zip")
    response["Content-Disposition"] = (
        f'attachment; filename="palabre-{form.span.key}.zip"'
    )
    return response


def _wished(request, form) -> Wished:
    return Wished(
        span=form.span,
        youth=form.cleaned_data["youth"],
        language=request.LANGUAGE_CODE,
        today=timezone.localdate(),
    )


def _context(request, form) -> dict:
    return {
        "rooms": rooms_for(request.user),
        "room": "reports",
        "form": form,
        "query": _query(form) if form.is_valid() else "",
    }


def _query(form) -> str:
    """What was chosen, for links."""
    chosen = {"rule": form.chosen.key, "year": form.span.year}
    return urlencode(chosen | {"youth": form.cleaned_data["youth"]})


def _status(form) -> int | None:
    return UNPROCESSABLE if form.errors else None


def _file(found: Report, way) -> HttpResponse:
    response = HttpResponse(way.write(found), content_type=way.CONTENT_TYPE)
    name = file_name(found, way.ENDING)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

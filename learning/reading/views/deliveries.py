"""A module on paper and aloud: booklet, session plan, text for voice."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    HttpResponseRedirect,
)
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from learning.catalogue.models import Module
from learning.catalogue.on_shelf import ModuleOnShelf
from learning.catalogue.shelf import shelf
from learning.deliveries.actions import is_there, order
from learning.deliveries.forms import PlanForm
from learning.deliveries.models import Delivery
from learning.deliveries.on_paper.fact import fact_line
from learning.deliveries.plan import plan_of
from learning.deliveries.plan_paper import summary
from learning.deliveries.rules import may_plan
from learning.deliveries.source import source_of
from learning.deliveries.voice import voice_text
from learning.members.limits import MINUTE, Limit, under_ceiling
from learning.members.rules import lacks_second_factor
from learning.members.too_many import slowed_down
from learning.reading.readers import module_or_404

LONGEST_QUERY = 2000
# New papers ordered from one address; those that are there cost nothing.
NEW_PAPERS = Limit(20, MINUTE)
# A waiting page asks again so soon; where nobody works, less often.
SOON, LATER = 3, 30
PATIENCE = 60


@require_safe
@slowed_down
def booklet(request: HttpRequest, module: str) -> HttpResponse:
    """`…/modules/<module>/booklet.pdf`."""
    on_shelf = module_or_404(request, module)
    source = _source_or_404(on_shelf)
    asked = {"kind": Delivery.Kind.BOOKLET, "source": source}
    return _paper(request, on_shelf, asked)


@login_required
@require_safe
def plan(request: HttpRequest, module: str) -> HttpResponse:
    """`…/modules/<module>/plan/?minutes=47&people=22&power=no&devices=no`."""
    if lacks_second_factor(request.user):
        return redirect("members:second_factor")
    on_shelf, source, form = _asked(request, module)
    wishes = form.wishes() if form.is_valid() else None
    shown = plan_of(source, wishes) if wishes else None
    context = {
        "module": on_shelf,
        "source": source,
        "form": form,
        "plan": shown,
        "summary": summary(wishes, shown) if wishes else [],
        "facts": [fact_line(block) for block in shown.facts] if shown else [],
        "query": request.GET.urlencode(),
    }
    status = HTTPStatus.OK if wishes else HTTPStatus.BAD_REQUEST
    return render(request, "learning/reading/plan.html", context, status=status)


@login_required
@require_safe
@slowed_down
def plan_paper(request: HttpRequest, module: str) -> HttpResponse:
    """`…/modules/<module>/plan.pdf` with the same query."""
    if lacks_second_factor(request.user):
        return redirect("members:second_factor")
    on_shelf, source, form = _asked(request, module)
    if not form.is_valid():
        return _back_to_the_form(request, module)
    asked = {"kind": Delivery.Kind.PLAN, "source": source, "wishes": form.wishes()}
    return _paper(request, on_shelf, asked)


@require_safe
def voice(request: HttpRequest, module: str, lesson: str) -> HttpResponse:
    """`…/modules/<module>/<lesson>/voice.txt`; made at once, it is only text."""
    on_shelf = module_or_404(request, module)
    source = _source_or_404(on_shelf)
    found = source.lesson(lesson)
    if found is None:
        raise Http404
    etag = f'"{source.digest[:20]}"'
    if _is_fresh(request, etag):
        response = HttpResponseNotModified()
    else:
        text = shelf.keep(
            ("voice", on_shelf.key, lesson, source.language),
            lambda: voice_text(source, found),
        )
        response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    return _cached(response, on_shelf, etag)


def _asked(request, module: str):
    """Module, source and form for who may read trainer notes; 404 for all others."""
    if not may_plan(request.user):
        raise Http404
    on_shelf = module_or_404(request, module)
    source = _source_or_404(on_shelf)
    query = request.GET
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        query = type(query)()
    return on_shelf, source, PlanForm(source, query)


def _source_or_404(on_shelf: ModuleOnShelf):
    source = source_of(on_shelf, get_language())
    if not source.lessons:
        raise Http404
    return source


def _back_to_the_form(request, module: str) -> HttpResponseRedirect:
    """The page says what is wrong with the query; a paper could not."""
    response = redirect("reading:plan", module)
    query = request.META.get("QUERY_STRING", "")[:LONGEST_QUERY]
    response["Location"] += f"?{query}" if query else ""
    return response


def _paper(request, on_shelf: ModuleOnShelf, asked: dict) -> HttpResponse:
    """The file, or a page that asks to wait and looks again by itself."""
    if not is_there(**asked):
        under_ceiling(request, "papers", NEW_PAPERS)
    found = order(**asked, by=request.user if request.user.is_authenticated else None)
    if not found.made_at:
        return _being_made(request, on_shelf, found)
    etag = f'"{found.key[:20]}"'
    if _is_fresh(request, etag):
        return _cached(HttpResponseNotModified(), on_shelf, etag, found.kind)
    with default_storage.open(found.file) as file:
        response = HttpResponse(file.read(), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{_file_name(found)}"'
    return _cached(response, on_shelf, etag, found.kind)


def _file_name(found: Delivery) -> str:
    """Neutral: the slug of a sensitive module tells nothing."""
    return f"{found.module.slug}-{found.kind}-{found.language}-{found.edition}.pdf"


def _being_made(request, on_shelf, found: Delivery) -> HttpResponse:
    waited = (timezone.now() - found.ordered_at).total_seconds()
    pause = SOON if waited < PATIENCE else LATER
    context = {
        "module": on_shelf,
        "delivery": found,
        "nobody_works": waited >= PATIENCE,
        "pause": pause,
        "here": request.get_full_path(),
    }
    failed = found.failed_at is not None
    status = HTTPStatus.SERVICE_UNAVAILABLE if failed else HTTPStatus.ACCEPTED
    response = render(
        request, "learning/reading/being_made.html", context, status=status
    )
    response["Retry-After"] = "600" if failed else str(pause)
    response["Cache-Control"] = "no-store"
    return response


def _is_fresh(request: HttpRequest, etag: str) -> bool:
    given = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in given or etag in {each.removeprefix("W/") for each in given}


def _cached(response, on_shelf: ModuleOnShelf, etag: str, kind: str = ""):
    """Any cache may keep what is open to all; the rest is for one browser to check."""
    is_open = on_shelf.audience == Module.Audience.OPEN and kind != Delivery.Kind.PLAN
    response["ETag"] = etag
    response["Cache-Control"] = (
        "public, max-age=0, must-revalidate" if is_open else "private, no-cache"
    )
    patch_vary_headers(response, ["Cookie"])
    return response

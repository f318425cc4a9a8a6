"""One list of what a changed fact touches: pages in every language, from what to what.

In the admin under Reports, and from the author's home screen. Whoever works on a page
looks at it and ticks it off.
"""

from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from cms.fact_changes import look_at
from cms.snippets.fact import Fact
from cms.snippets.fact_use import FactMark, FactUse
from cms.walls.inside import own_of, pages_of

ROWS_ON_A_PAGE = 50


@dataclass
class Row:
    """A mark, with the places of its fact in that page."""

    mark: FactMark
    page: Page
    language: str
    is_translated: bool
    places: list[tuple[str, str]] = field(default_factory=list)

    @property
    def changes(self) -> list[tuple[str, str]]:
        """From what, to what: the short value, and the sentence where that differs."""
        before, after = self.mark.before, self.mark.after
        return [
            (before.get(name) or "–", after.get(name) or "–")
            for name in ("value", "statement", "instrument", "as_of")
            if before.get(name) != after.get(name)
        ]


def marks_for(user):
    """The marks on pages inside the walls of this user, the latest first."""
    pages = pages_of(user).values("pk")
    return FactMark.objects.filter(page__in=pages).order_by("-changed_at", "-pk")


def rows_of(marks) -> list[Row]:
    """Rows with their places; a fixed number of queries, whatever the number of marks."""
    marks = list(marks)
    pages = {
        page.pk: page
        for page in Page.objects.filter(pk__in=[mark.page_id for mark in marks])
        .select_related("locale")
        .specific()
    }
    uses: dict[tuple, list[FactUse]] = {}
    for use in FactUse.objects.filter(page__in=pages).order_by("pk"):
        uses.setdefault((use.page_id, use.fact), []).append(use)
    lagging = _lagging({mark.fact for mark in marks})
    rows = []
    for mark in marks:
        page = pages[mark.page_id]
        code = page.locale.language_code
        row = Row(
            mark,
            page,
            page.locale.get_display_name(),
            (mark.fact, code) not in lagging,
        )
        for use in uses.get((page.pk, mark.fact), []):
            row.places.append(_place(page, use))
        rows.append(row)
    return rows


def _place(page: Page, use: FactUse) -> tuple[str, str]:
    """What the place is called in the editor, and where it is there."""
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    model_field = page._meta.get_field(use.field)
    if not use.block:
        return str(model_field.verbose_name), edit
    block = model_field.stream_block.child_blocks.get(use.kind)
    label = str(block.label) if block else use.kind
    return label, f"{edit}#block-{use.block}-section"


def _lagging(facts: set) -> set[tuple]:
    """Pairs of fact and language where its words are not all translated yet."""
    found = Translation.objects.filter(source__object_id__in=facts).select_related(
        "source", "target_locale"
    )
    lagging = set()
    for each in found:
        total, done = each.get_progress()
        if done < total:
            lagging.add((each.source.object_id, each.target_locale.language_code))
    return lagging


def untranslated(user) -> list[tuple[Locale, int]]:
    """How many of the user's own facts wait for a translation, language by language."""
    own = own_of(Fact, user).originals().filter(live=True)
    lagging = _lagging(set(own.values_list("translation_key", flat=True)))
    counts: dict[str, int] = {}
    for _fact, code in lagging:
        counts[code] = counts.get(code, 0) + 1
    locales = Locale.objects.filter(language_code__in=counts).order_by("language_code")
    return [(locale, counts[locale.language_code]) for locale in locales]


@require_safe
def changed_facts(request: HttpRequest) -> HttpResponse:
    """`/admin/reports/facts/`."""
    marks = marks_for(request.user)
    shows_seen = request.GET.get("seen") == "1"
    if not shows_seen:
        marks = marks.to_look_at()
    page = Paginator(marks, ROWS_ON_A_PAGE).get_page(request.GET.get("p"))
    return render(
        request,
        "cms/facts/report.html",
        {
            "rows": rows_of(page.object_list),
            "page": page,
            "shows_seen": shows_seen,
            "untranslated": untranslated(request.user),
            "facts_url": reverse("wagtailsnippets_cms_fact:list"),
            "title": _("Changed facts"),
        },
    )


@require_POST
def changed_fact_seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick one row off; 404 for a page outside the walls."""
    if pk >= 2**63:
        raise Http404
    look_at(mark=get_object_or_404(marks_for(request.user), pk=pk), by=request.user)
    return redirect("changed_facts")


def expired_facts(user) -> list[Fact]:
    """The facts past their day of review that this user may change."""
    return list(own_of(Fact, user).past_review().order_by("review_by", "key"))

"""What waits for an author or translator: on her home screen, and above a page.

Failed publications and translations that lag behind, of the pages inside her walls.
"""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms.exchange.adapting import has_changed
from cms.failures import CompileFailure
from cms.localisation import is_source, stale_languages, translation_of
from cms.pages.lesson import LessonPage
from cms.pages.module import ModulePage
from cms.walls.inside import pages_of


@dataclass(frozen=True)
class Waiting:
    """One thing to do: which page, and in a sentence what about it."""

    page: Page
    sentence: str
    address: str = ""

    @property
    def url(self) -> str:
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return self.address or edit


def waiting_for(user) -> list[Waiting]:
    """What waits inside the walls of this user, failures first."""
    inside = pages_of(user)
    failures = CompileFailure.objects.filter(page__in=inside).select_related("page")
    return [
        *(Waiting(each.page, each.reason) for each in failures),
        *_lagging(inside),
        *_originals_that_changed(inside),
    ]


def _originals_that_changed(inside) -> list[Waiting]:
    """The copies whose original says something else now."""
    copies = ModulePage.objects.filter(
        pk__in=inside.values("pk"), origin__isnull=False, alias_of=None
    )
    return [
        Waiting(
            copy,
            _("The original of your copy has changed."),
            reverse("exchange:changes", args=[copy.pk]),
        )
        for copy in copies.order_by("path")
        if is_source(copy)
        and any(
            has_changed(page) for page in (copy, *LessonPage.objects.child_of(copy))
        )
    ]


def _lagging(inside) -> list[Waiting]:
    """The translated pages whose trainees still get an older text."""
    rows = []
    for model in (ModulePage, LessonPage):
        pages = model.objects.filter(pk__in=inside.values("pk"), alias_of=None)
        rows.extend(
            Waiting(page, lag)
            for page in pages.select_related("locale").order_by("path")
            if (lag := lag_of(page))
        )
    return rows


def lag_of(page: Page) -> str:
    """Why a translation lags behind its original, in a sentence; "" if it does not."""
    if is_source(page):
        return ""
    found = translation_of(page)
    if found is None:
        return ""
    total, done = found.get_progress()
    language = page.locale.get_display_name()
    counted = {"language": language, "missing": total - done, "total": total}
    if done < total and not page.live:
        return (
            _(
                "%(language)s: %(missing)d of %(total)d pieces wait for a translation. "
                "Trainees read it in another language."
            )
            % counted
        )
    if done < total:
        return (
            _(
                "%(language)s: %(missing)d of %(total)d pieces wait for a translation. "
                "Trainees still read the earlier text."
            )
            % counted
        )
    if page.locale.language_code in stale_languages(page):
        return _(
            "%(language)s: the original has changed. Check the translation and publish it."
        ) % {"language": language}
    return ""


class WaitingPanel(Component):
    """On the home screen of the admin."""

    order = 50

    def render_html(self, parent_context=None):
        user = parent_context["request"].user
        return render_to_string(
            "cms/author_home.html", {"waiting": waiting_for(user)[:50]}
        )


def notes_on(page: Page) -> list[str]:
    """What to tell an author who opens this page: failures, and what lags behind."""
    notes = [
        _("Not published: %(reason)s") % {"reason": failure.reason}
        for failure in CompileFailure.objects.filter(page=page.pk)
    ]
    if not isinstance(page, ModulePage | LessonPage):
        return notes
    lag = lag_of(page)
    if lag:
        notes.append(lag)
    stale = stale_languages(page) if is_source(page) else []
    if stale:
        notes.append(
            _("Trainees still read an earlier text in: %(languages)s.")
            % {"languages": ", ".join(stale)}
        )
    return notes

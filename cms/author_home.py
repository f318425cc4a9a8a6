"""What waits for an author or translator: on her home screen, and above a page.

Failed publications and translations that lag behind, of the pages inside her walls.
"""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from cms.fact_report import expired_facts, marks_for
from cms.failures import CompileFailure
from cms.localisation import is_source, stale_languages, translation_of
from cms.pages.lesson import LessonPage
from cms.pages.module import ModulePage
from cms.snippets.fact import Fact
from cms.walls.inside import pages_of


@dataclass(frozen=True)
class Waiting:
    """One thing to do: which page, and in a sentence what about it."""

    page: Page
    sentence: str

    @property
    def title(self) -> str:
        return self.page.title

    @property
    def url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])


@dataclass(frozen=True)
class FactsWaiting:
    """The same about facts: one that is past its day, or the list of changed ones."""

    title: str
    url: str
    sentence: str


def facts_waiting_for(user) -> list[FactsWaiting]:
    """Changed facts whose pages nobody has looked at, and facts to check again."""
    rows = []
    marks = marks_for(user).to_look_at().count()
    if marks:
        sentence = ngettext(
            "%(count)d page to look at.", "%(count)d pages to look at.", marks
        )
        address = reverse("changed_facts")
        rows.append(
            FactsWaiting(_("Changed facts"), address, sentence % {"count": marks})
        )
    return rows + [_past_its_day(fact) for fact in expired_facts(user)]


def _past_its_day(fact: Fact) -> FactsWaiting:
    return FactsWaiting(
        str(fact),
        reverse("wagtailsnippets_cms_fact:edit", args=[fact.pk]),
        _("Was to be checked again by %(day)s. Readers see “to be checked”.")
        % {"day": date_format(fact.review_by)},
    )


def waiting_for(user) -> list[Waiting]:
    """What waits inside the walls of this user, failures first."""
    inside = pages_of(user)
    failures = CompileFailure.objects.filter(page__in=inside).select_related("page")
    return [
        *(Waiting(each.page, each.reason) for each in failures),
        *_lagging(inside),
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
        waiting = [*facts_waiting_for(user), *waiting_for(user)]
        return render_to_string("cms/author_home.html", {"waiting": waiting[:50]})


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

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

from cms.exchange.adapting import has_changed
from cms.fact_report import expired_facts, marks_for
from cms.failures import CompileFailure
from cms.localisation import is_source, stale_languages, translation_of
from cms.pages.lesson import LessonPage
from cms.pages.module import ModulePage
from cms.snippets.fact import Fact
from cms.walls.inside import help_services_of, pages_of


@dataclass(frozen=True)
class Waiting:
    """One thing to do: where, and in a sentence what about it."""

    title: str
    sentence: str
    url: str


def _about(page: Page, sentence: str) -> Waiting:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return Waiting(page.title, sentence, url)


def facts_waiting_for(user) -> list[Waiting]:
    """Changed facts whose pages nobody has looked at, and facts to check again."""
    rows = []
    marks = marks_for(user).to_look_at().count()
    if marks:
        sentence = ngettext(
            "%(count)d page to look at.", "%(count)d pages to look at.", marks
        )
        said = sentence % {"count": marks}
        rows.append(Waiting(_("Changed facts"), said, reverse("changed_facts")))
    return rows + [_past_its_day(fact) for fact in expired_facts(user)]


def _past_its_day(fact: Fact) -> Waiting:
    return Waiting(
        str(fact),
        _("Was to be checked again by %(day)s. Readers see “to be checked”.")
        % {"day": date_format(fact.review_by)},
        reverse("wagtailsnippets_cms_fact:edit", args=[fact.pk]),
    )


def waiting_for(user) -> list[Waiting]:
    """What waits inside the walls of this user, failures first."""
    inside = pages_of(user)
    failures = CompileFailure.objects.filter(page__in=inside).select_related("page")
    return [
        *(_about(each.page, each.reason) for each in failures),
        *_unchecked(user),
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
            copy.title,
            _("The original of your copy has changed."),
            reverse("exchange:changes", args=[copy.pk]),
        )
        for copy in copies.order_by("path")
        if is_source(copy)
        and any(
            has_changed(page) for page in (copy, *LessonPage.objects.child_of(copy))
        )
    ]


def _unchecked(user) -> list[Waiting]:
    """Her own entries of the directory of help that nobody has checked for long."""
    services = help_services_of(user).stale()
    if not user.is_superuser:
        services = services.filter(union__isnull=False)
    return [
        Waiting(
            str(each),
            _sentence_on(each.last_checked_date),
            reverse("wagtailsnippets_cms_helpservice:edit", args=[each.pk]),
        )
        for each in services
    ]


def _sentence_on(checked) -> str:
    if checked is None:
        return _("Nobody has checked this yet. Call, and write down the day.")
    return _("Last checked on %(day)s. Ask whether it is still right.") % {
        "day": date_format(checked)
    }


def _lagging(inside) -> list[Waiting]:
    """The translated pages whose trainees still get an older text."""
    rows = []
    for model in (ModulePage, LessonPage):
        pages = model.objects.filter(pk__in=inside.values("pk"), alias_of=None)
        rows.extend(
            _about(page, lag)
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

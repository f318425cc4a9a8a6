"""What waits for an author or translator: on her home screen, and above a page.

Failed publications and translations that lag behind, of the pages inside her walls.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.fact_report import expired_facts, marks_for
from cms.failures import CompileFailure
from cms.localisation import is_source, stale_languages, translations_with_progress
from cms.pages.lesson import LessonPage
from cms.pages.module import ModulePage
from cms.snippets.fact import Fact
from cms.snippets.help_service import HelpService
from cms.walls.inside import own_of, pages_of

# More pages than this that were never translated, or services that nobody checked, are
# counted and not named.
MOST_BY_NAME = 3


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
    """What waits inside the walls of this user, failures first.

    The number of queries does not grow with that of pages.
    """
    inside = pages_of(user)
    failures = CompileFailure.objects.filter(page__in=inside).select_related("page")
    return [
        *(_about(each.page, each.reason) for each in failures),
        *_originals_that_changed(inside),
        *_unchecked(user),
        *_lagging(inside),
    ]


def _originals_that_changed(inside) -> list[Waiting]:
    """The copies whose original says something else now (see cms/exchange/adapting)."""
    with_news = LessonPage.objects.filter(origin_has_news=True)
    copies = (
        ModulePage.objects.filter(pk__in=inside.values("pk"), alias_of=None)
        .exclude(origin=None)
        .order_by("path")
    )
    above = {
        path[: -LessonPage.steplen] for path in with_news.values_list("path", flat=True)
    }
    return [
        Waiting(
            copy.title,
            _("The original of your copy has changed."),
            reverse("exchange:changes", args=[copy.pk]),
        )
        for copy in copies
        if copy.origin_has_news or copy.path in above
    ]


def _unchecked(user) -> list[Waiting]:
    """Her own entries of the directory of help that nobody has checked for long."""
    services = list(own_of(HelpService, user).stale())
    if len(services) > MOST_BY_NAME:
        said = ngettext(
            "%(count)d entry is to be checked: call, and write down the day.",
            "%(count)d entries are to be checked: call, and write down the day.",
            len(services),
        ) % {"count": len(services)}
        address = reverse("wagtailsnippets_cms_helpservice:list")
        return [Waiting(_("Help services"), said, address)]
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
    """The translated pages whose trainees still get an older text, or none."""
    pages = (
        Page.objects.filter(pk__in=inside.values("pk"), alias_of=None)
        .type(ModulePage, LessonPage)
        .select_related("locale")
        .order_by("path")
    )
    found = {
        (each.source.object_id, each.target_locale_id): each
        for each in translations_with_progress().filter(
            source__object_id__in=pages.order_by().values("translation_key")
        )
    }
    rows, never_shown = [], defaultdict(list)
    for page in pages:
        translation = found.get((page.translation_key, page.locale_id))
        lag = _lag(page, translation) if translation else ""
        if not lag:
            continue
        if page.live:
            rows.append(_about(page, lag))
        else:
            never_shown[page.path[: 2 * Page.steplen]].append(_about(page, lag))
    return rows + _first_translations(never_shown)


def _first_translations(never_shown: dict[str, list[Waiting]]) -> list[Waiting]:
    """A few by their names; a whole language that has only begun in one line."""
    homes = {
        home.path: home
        for home in Page.objects.filter(path__in=never_shown).select_related("locale")
    }
    rows = []
    for path, some in never_shown.items():
        if len(some) <= MOST_BY_NAME:
            rows += some
            continue
        home = homes[path]
        sentence = ngettext(
            "%(count)d page waits for its first translation. Trainees read it in "
            "another language.",
            "%(count)d pages wait for their first translation. Trainees read them in "
            "another language.",
            len(some),
        )
        rows.append(
            Waiting(
                f"{home.title} – {isolated(home.locale.get_display_name())}",
                sentence % {"count": len(some)},
                reverse("wagtailadmin_explore", args=[home.pk]),
            )
        )
    return rows


def isolated(words: str) -> str:
    """Words of another direction, so that a number beside them stays in its place."""
    return f"\u2068{words}\u2069"


def lag_of(page: Page) -> str:
    """Why a translation lags behind its original, in a sentence; "" if it does not."""
    found = (
        translations_with_progress()
        .filter(source__object_id=page.translation_key, target_locale=page.locale)
        .first()
    )
    return _lag(page, found) if found else ""


def _lag(page: Page, found: Translation) -> str:
    if found.source.locale_id == page.locale_id:
        return ""  # it is the original itself
    language = isolated(page.locale.get_display_name())
    missing = found.pieces - found.done
    counted = {"language": language, "missing": missing, "total": found.pieces}
    if missing and not page.live:
        return (
            _(
                "%(language)s: %(missing)d of %(total)d pieces wait for a translation. "
                "Trainees read it in another language."
            )
            % counted
        )
    if missing:
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

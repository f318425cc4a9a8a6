"""Translations: which page is the source, how complete a translation is, PO files.

The heavy part (a new page in every language) runs in the task worker, never in an
author's request.
"""

import polib
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django_tasks import task
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from cms.segments import renewed_source, store_words
from learning.catalogue.shelf import shelf


def source_locale_of(page: Page) -> Locale:
    """The locale the page is written in: that of its translation source, or its own."""
    source = (
        TranslationSource.objects.filter(object_id=page.translation_key)
        .select_related("locale")
        .first()
    )
    return source.locale if source else page.locale


def is_source(page: Page) -> bool:
    return source_locale_of(page) == page.locale


def source_of(page: Page) -> Page:
    """The page in the language it is written in; the page itself where that is gone."""
    locale = source_locale_of(page)
    if locale == page.locale:
        return page
    return page.get_translation_or_none(locale) or page


def translation_of(page: Page) -> Translation | None:
    """The translation this page is made from; None for a source page."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale=page.locale
        )
        .select_related("source")
        .first()
    )


def translations_with_progress():
    """Translations with their `pieces` and how many of them are `done`; one query.

    What `Translation.get_progress` counts for one, for any number of them.
    """
    pieces = StringSegment.objects.filter(source=OuterRef("source")).order_by()
    said = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=OuterRef(OuterRef("target_locale")),
        has_error=False,
    )
    return Translation.objects.select_related("source").annotate(
        pieces=_counted(pieces), done=_counted(pieces.filter(Exists(said)))
    )


def _counted(pieces) -> Coalesce:
    return Coalesce(
        Subquery(pieces.values("source").annotate(n=Count("pk")).values("n")), 0
    )


def is_complete(page: Page) -> bool:
    """Whether every segment of a translated page has its words (True for a source)."""
    found = translation_of(page)
    if found is None:
        return True
    total, translated = found.get_progress()
    return total == translated


def knows_latest_source(page: Page, source: Page) -> bool:
    """Whether a translation has heard of the latest publication of its original."""
    found = translation_of(page)
    return (
        found is not None
        and source.last_published_at is not None
        and found.source.last_updated_at >= source.last_published_at
    )


@task()
def refresh_translations(page_id: int) -> None:
    """After a source page was published: bring its segments up to date.

    Every language of the project gets its translation, so that a translator finds the
    lesson waiting; what was translated before stays.
    """
    page = Page.objects.filter(pk=page_id).specific().first()
    if page is None or not is_source(page):
        return
    for found in register(page):
        _open_page(found)


def _open_page(found: Translation) -> None:
    """A draft where a translator finds her work; without one Wagtail's lists break."""
    try:
        found.get_target_instance()
    except ObjectDoesNotExist:
        found.save_target(publish=False)


@transaction.atomic
def register(page: Page) -> list[Translation]:
    """Make or refresh the translation source of a page, and one translation a language."""
    source = renewed_source(page)
    return [
        Translation.objects.get_or_create(source=source, target_locale=locale)[0]
        for locale in Locale.objects.exclude(pk=page.locale_id).order_by("pk")
    ]


def begun(page: Page) -> list[Translation]:
    """The translations of a page that there are; none is made, nothing is refreshed."""
    return list(Translation.objects.filter(source__object_id=page.translation_key))


def import_po(found: Translation, po: polib.POFile, *, user=None) -> list[str]:
    """Take a translator's PO file in, and save the page; returns what did not fit.

    The page is published only when it is complete; until then what was live stays.
    """
    warnings = [
        repr(each) for each in store_words(found, po, user=user, tool_name="PO file")
    ]
    warnings += [
        f"{piece.context.path}: {piece.get_error()}" for piece in refused_pieces(found)
    ]
    total, translated = found.get_progress()
    found.save_target(user=user, publish=total == translated)
    return warnings


def refused_pieces(found: Translation):
    """The translated pieces that are not taken; `get_error()` says why: a lost fact …"""
    pieces = found.source.stringsegment_set.get_translations(found.target_locale)
    return pieces.filter(has_error=True).select_related("context", "translation_of")


def stale_languages(page: Page) -> list[str]:
    """The languages in which trainees still get an older text of this page."""
    module = shelf.index().by_key.get(page.translation_key)
    if module:
        return sorted(module.stale_languages)
    module = shelf.index().module_of_lesson.get(page.translation_key)
    if not module:
        return []
    lesson = next(each for each in module.lessons if each.key == page.translation_key)
    return sorted(
        language for language, shown in lesson.languages.items() if shown.is_stale
    )

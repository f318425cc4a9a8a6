"""Publishing compiles: the only bridge from the page tree into `learning`.

Follows publish, unpublish, move, delete and a changed slug. A compile that fails never
raises into the editor and never takes down what is live: the failure is recorded and
shown on the page's edit view and on the author's home screen.
"""

import logging

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from cms.compiling import (
    FINAL_TEST,
    PRE_TEST,
    compiled_lesson,
    compiled_service,
    compiled_tests,
    key_of_test,
    module_words,
    place_of,
    refuse_lost_facts,
)
from cms.facts.placeholders import FactError
from cms.facts.uses import is_shown, note_shown
from cms.failures import CompileFailure
from cms.localisation import (
    is_complete,
    is_source,
    knows_latest_source,
    refresh_translations,
    source_of,
)
from cms.pages.lesson import LessonPage
from cms.pages.module import ModulePage
from cms.snippets.help_service import HelpService, HelpServiceTranslation
from learning.activities.errors import SpecError
from learning.catalogue import actions
from learning.catalogue.actions import VoidingError
from learning.catalogue.queries import languages_of, questions_ever
from learning.catalogue.shelf import shelf
from learning.reading.preview import preview_lesson, preview_module
from learning.reading.recount import recount_later

logger = logging.getLogger(__name__)


def compile_page(page: Page, *, only_facts: bool = False) -> bool:
    """Compile one module or lesson page; returns whether trainees now get it.

    With `only_facts` because a fact it uses has changed: the words of the page are
    those that trainees read already, perhaps of a translation that lags, and nothing
    becomes stale by it. Idempotent. Failures are recorded, not raised.
    """
    page = page.specific
    if (
        not isinstance(page, ModulePage | LessonPage)
        or not page.live
        or page.alias_of_id
    ):
        return False
    try:
        with transaction.atomic():
            if isinstance(page, ModulePage):
                done = _compile_module(page, only_facts)
            else:
                done = _compile_lesson(page, only_facts)
            if done:
                note_shown(page)
            CompileFailure.objects.filter(page=page.pk).delete()
    except Exception as error:
        logger.exception("compiling page %s failed", page.pk)
        CompileFailure.objects.update_or_create(
            page_id=page.pk, defaults={"reason": _reason(error)}
        )
        return False
    _announce()
    return done


def _is_ready(page: Page, original: Page, only_facts: bool) -> bool:
    """Whether a page can go on the shelf: a translation only when it is complete.

    One that has started to lag stays there as it was, and gets its facts anew.
    """
    if page == original:
        return True
    if not original.live:
        return False
    if not is_complete(page):
        return only_facts and is_shown(page)
    if knows_latest_source(page, original):
        refuse_lost_facts(page, original)
    return True


def _compile_module(page: ModulePage, only_facts: bool) -> bool:
    source = is_source(page)
    # Who may read it, and where it stands, is said in one language only.
    original = source_of(page)
    if not _is_ready(page, original, only_facts):
        return False
    owner = original.owner_union()
    module = actions.record_module(
        key=page.translation_key,
        slug=original.slug,
        owner_id=owner.pk if owner else None,
        audience=original.audience,
        position=place_of(original),
        minutes=original.minutes,
        language=page.locale.language_code,
        body=module_words(page),
        is_stale=False,
        origin_key=original.origin,
    )
    tests = compiled_tests(page, is_source=source)
    for test in tests:
        actions.record_lesson(compiled=test, only_facts=only_facts)
    if source:
        kept = {test.key for test in tests}
        for slug in (PRE_TEST, FINAL_TEST):
            key = key_of_test(page.translation_key, slug)
            if key not in kept:
                actions.withdraw_lesson(key=key)
    actions.record_edition(module_key=module.key)
    return True


def _compile_lesson(page: LessonPage, only_facts: bool) -> bool:
    source = is_source(page)
    original = source_of(page)
    if not _is_ready(page, original, only_facts):
        return False
    if not actions.Module.objects.filter(
        key=original.get_parent().translation_key
    ).exists():
        # It is written before its module is published, and goes on the shelf with it.
        return False
    compiled = compiled_lesson(page, is_source=source, source=original)
    actions.record_lesson(compiled=compiled, only_facts=only_facts)
    actions.record_edition(module_key=compiled.module_key)
    return True


def _reason(error: Exception) -> str:
    if isinstance(error, actions.TranslationMismatchError):
        return _(
            "The questions of this translation are not those of the original. Update "
            "the translation, then publish it again."
        )
    if isinstance(error, FactError):
        return str(error)
    if isinstance(error, SpecError):
        return _("A question of this page is not complete (%(where)s).") % {
            "where": error.detail
        }
    return _(
        "Something went wrong on our side. What was live stays live. Please tell the "
        "administrator the number of this page."
    )


def _announce() -> None:
    """Every process looks again; this one at once, after the transaction."""
    actions.raise_generation()
    shelf.forget()
    transaction.on_commit(shelf.forget)


def withdraw_page(page: Page) -> None:
    """Take a page off the shelf in its language; what was learned stays."""
    page = page.specific
    if not isinstance(page, ModulePage | LessonPage) or page.alias_of_id:
        return
    language = None if is_source(page) else page.locale.language_code
    if isinstance(page, ModulePage):
        actions.withdraw_module(key=page.translation_key, language=language)
        for slug in (PRE_TEST, FINAL_TEST):
            key = key_of_test(page.translation_key, slug)
            actions.withdraw_lesson(key=key, language=language)
    else:
        actions.withdraw_lesson(key=page.translation_key, language=language)
        module = page.get_parent()
        if actions.Module.objects.filter(key=module.translation_key).exists():
            actions.record_edition(module_key=module.translation_key)
    _announce()


def record_fact(fact, *, is_original: bool, pages: list[Page]) -> dict:
    """Tell learning what a fact says; returns what that changes, language by language.

    `pages` are those that use it, in any language. See `actions.record_fact`.
    """
    return actions.record_fact(
        fact=fact.translation_key,
        key=fact.key,
        owner_id=fact.union_id,
        language=fact.locale.language_code,
        is_original=is_original,
        body=fact.as_words(),
        lessons=sorted({str(key) for page in pages for key in _keys_of(page)}),
    )


@transaction.atomic
def void_question(
    *, page: Page, lesson_key, activity: str, language: str, reason: str, by
) -> None:
    """Declare that a question of a page no longer counts, in one language or all ("").

    Trainees see it at once; the worker counts results again. Raises VoidingError, and
    VoidingError("unknown_question") for a lesson that is not of this page.
    """
    if lesson_key not in _keys_of(page):
        raise VoidingError("unknown_question")
    actions.void_question(
        lesson_key=lesson_key,
        activity=activity,
        language=language,
        reason=reason,
        by=by,
    )
    pages = type(page).objects.live().filter(translation_key=page.translation_key)
    for each in _sources_first(pages):
        # As with a changed fact: nobody's translation lags because of it.
        compile_page(each, only_facts=True)
    _announce()
    transaction.on_commit(lambda: recount_later.enqueue(str(lesson_key)))


def questions_of(page: Page) -> list[tuple]:
    """(lesson key, its languages, its questions) of each lesson or test of a page."""
    language = page.locale.language_code
    return [
        (key, languages_of(key), found)
        for key in _keys_of(page)
        if (found := questions_ever(key, language))
    ]


def _keys_of(page: Page) -> list:
    """The lessons that a page becomes: itself, or the two tests of a module."""
    if isinstance(page, LessonPage):
        return [page.translation_key]
    key = page.translation_key
    return [key, key_of_test(key, PRE_TEST), key_of_test(key, FINAL_TEST)]


def compile_all(say=lambda line: None) -> dict[str, int]:
    """Rebuild the whole catalogue from the live pages; idempotent.

    `say` gets a line of progress for each page. Sources go before translations, and
    modules before their lessons. Returns how many pages were compiled, waiting
    (translations that are not complete) and failed.
    """
    counts = {"compiled": 0, "waiting": 0, "failed": 0}
    pages = [
        *_sources_first(ModulePage.objects.live()),
        *_sources_first(LessonPage.objects.live()),
    ]
    for number, page in enumerate(pages, start=1):
        if compile_page(page):
            outcome = "compiled"
        elif CompileFailure.objects.filter(page=page.pk).exists():
            outcome = "failed"
        else:
            outcome = "waiting"
        counts[outcome] += 1
        say(f"{number}/{len(pages)} {page.locale.language_code} {page.slug}: {outcome}")
    publish_help_services()
    return counts


def _sources_first(pages) -> list[Page]:
    return sorted(
        pages.filter(alias_of=None).select_related("locale"),
        key=lambda page: (not is_source(page), page.path),
    )


def publish_help_services(**kwargs) -> None:
    """Bring the directory of help to its readers, after any change of an entry.

    A few dozen rows, so the whole of it each time.
    """
    services = HelpService.objects.prefetch_related("translations")
    if actions.record_help_services(services=[*map(compiled_service, services)]):
        _announce()


def render_preview(page: Page, request: HttpRequest) -> HttpResponse:
    """What a trainee will get of a page that is not yet published."""
    language = page.locale.language_code
    with translation.override(language):
        if isinstance(page, LessonPage):
            compiled = compiled_lesson(page, is_source=False, is_preview=True)
            return preview_lesson(request, compiled)
        return preview_module(
            request,
            module_words(page, is_preview=True),
            [each.title for each in page.get_children().live()],
        )


def lesson_as_visitors_get_it(page: LessonPage) -> bytes:
    """The page of a lesson as a visitor gets it, whether it is published or not."""
    language = page.locale.language_code
    with translation.override(language):
        return preview_lesson(None, compiled_lesson(page, is_source=False)).content


# --- what Wagtail tells us -----------------------------------------------------------


def _published(sender, instance, **kwargs):
    page = instance.specific
    if compile_page(page):
        for waiting in _left_behind(page):
            compile_page(waiting)
    if is_source(page):
        transaction.on_commit(lambda: refresh_translations.enqueue(page.pk))


def _left_behind(page: Page) -> list[Page]:
    """Live pages that trainees get only with this one: they were waiting for it.

    The translations of a source that was off the shelf, and lessons that were
    published before their module.
    """
    waiting = [*page.get_translations().live()] if is_source(page) else []
    if isinstance(page, ModulePage):
        waiting += _sources_first(LessonPage.objects.child_of(page).live())
    return [each for each in waiting if not _is_on_shelf(each)]


def _is_on_shelf(page: Page) -> bool:
    language = page.locale.language_code
    module = shelf.index().by_key.get(page.translation_key)
    if module:
        return language in module.texts
    module = shelf.index().module_of_lesson.get(page.translation_key)
    return bool(module) and any(
        lesson.key == page.translation_key and language in lesson.languages
        for lesson in module.lessons
    )


def _unpublished(sender, instance, **kwargs):
    withdraw_page(instance)


def _moved(sender, instance, parent_page_before, parent_page_after, **kwargs):
    """Its own place has changed, and with it that of the pages around it."""
    pages = {instance.pk: instance}
    for around in (
        instance.get_descendants(),
        parent_page_after.get_children(),
        parent_page_before.get_children(),
    ):
        pages |= {page.pk: page for page in around.live().specific()}
    for page in pages.values():
        compile_page(page)
    left = parent_page_before.specific
    if isinstance(left, ModulePage) and left.pk != parent_page_after.pk and left.live:
        compile_page(left)


def _slug_changed(sender, instance, **kwargs):
    compile_page(instance)


def connect() -> None:
    """Follow Wagtail's signals; called once, when the app is ready."""
    for model in (HelpService, HelpServiceTranslation):
        post_save.connect(publish_help_services, sender=model, dispatch_uid="services")
        post_delete.connect(
            publish_help_services, sender=model, dispatch_uid="services"
        )
    for model in (ModulePage, LessonPage):
        page_published.connect(_published, sender=model, dispatch_uid="compile")
        page_unpublished.connect(_unpublished, sender=model, dispatch_uid="withdraw")
        post_page_move.connect(_moved, sender=model, dispatch_uid="move")
        page_slug_changed.connect(_slug_changed, sender=model, dispatch_uid="slug")

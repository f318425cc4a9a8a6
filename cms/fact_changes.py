"""A fact has changed: what it touches is marked at once, and compiled anew by the worker.

Follows Wagtail's signals: a page that is saved says which facts it uses; a fact that is
published is told to learning, marks the pages that use it, and brings its translations
up to date (what was changed shows in the original's words until it is translated).
"""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models.signals import post_save
from django.utils import timezone
from django_tasks import task
from wagtail.models import Page
from wagtail.signals import published
from wagtail_localize.models import StringTranslation, Translation

from cms.facts.placeholders import what_is_lost
from cms.facts.uses import refresh_uses
from cms.localisation import register
from cms.pages.lesson import LessonPage
from cms.pages.module import ModulePage
from cms.publishing import compile_page, record_fact
from cms.snippets.fact import Fact
from cms.snippets.fact_use import FactMark, FactUse

FORGIVEN = timedelta(days=7)


# Whether facts come from a file, translations and all: see `loading`.
_is_loading: ContextVar[bool] = ContextVar("facts are being loaded", default=False)


@contextmanager
def loading():
    """While facts come from a file: nobody has to bring their translations up to date.

    The file does so itself; for eighty facts in four languages it took the worker minutes.
    Pages that use a fact that has changed are compiled all the same.
    """
    token = _is_loading.set(True)
    try:
        yield
    finally:
        _is_loading.reset(token)


def pages_using(fact: UUID, language: str | None = None) -> list[Page]:
    """The pages that use a fact, in one language or in all."""
    uses = FactUse.objects.filter(fact=fact)
    if language:
        uses = uses.filter(language=language)
    pages = Page.objects.filter(pk__in=uses.values("page")).order_by("path")
    return list(pages.specific())


def is_original(fact: Fact) -> bool:
    return not Fact.objects.filter(
        translation_key=fact.translation_key, pk__lt=fact.pk
    ).exists()


@transaction.atomic
def follow(fact: Fact) -> None:
    """After a fact was published: tell learning, mark the pages, have them compiled."""
    original = is_original(fact)
    if original:
        _point_to(fact)
    pages = pages_using(fact.translation_key)
    changed = record_fact(fact, is_original=original, pages=pages)
    for page in pages:
        pair = changed.get(page.locale.language_code)
        if pair is None and original and changed:
            pair = changed[fact.locale.language_code]
        if pair:
            _mark(page, fact, pair, timezone.now())
    pk = fact.pk
    if original and (pages or not _is_loading.get()):
        transaction.on_commit(lambda: follow_original.enqueue(pk))
    elif changed and pages:
        transaction.on_commit(lambda: follow_translation.enqueue(pk))


def _point_to(fact: Fact) -> None:
    """A union's new fact takes the place of the programme's under the same key."""
    elsewhere = FactUse.objects.filter(key=fact.key).exclude(fact=fact.translation_key)
    for page in Page.objects.filter(pk__in=elsewhere.values("page")).specific():
        # What is in the database is what was saved, not what somebody is writing.
        refresh_uses(page)


def _mark(page: Page, fact: Fact, pair: dict, now: datetime) -> None:
    waiting = FactMark.objects.to_look_at().filter(
        page=page.pk, fact=fact.translation_key
    )
    if waiting.update(after=pair["after"], changed_at=now) or not pair["is_news"]:
        return
    FactMark.objects.create(
        page_id=page.pk,
        fact=fact.translation_key,
        key=fact.key,
        before=pair["before"],
        after=pair["after"],
        changed_at=now,
    )


@transaction.atomic
def look_at(*, mark: FactMark, by) -> None:
    """Somebody has looked at a page after a fact in it changed; the first time counts."""
    if mark.seen_at is None:
        mark.seen_at, mark.seen_by = timezone.now(), by
        mark.save(update_fields=["seen_at", "seen_by"])


@task()
def follow_original(fact_pk: int) -> None:
    """Bring the translations of a fact up to date, and compile the pages that use it."""
    fact = Fact.objects.filter(pk=fact_pk).first()
    if fact is None:
        return
    for found in register(fact):
        # Published, which is followed in its turn.
        found.save_target(publish=True)
    for page in pages_using(fact.translation_key):
        compile_page(page, only_facts=True)


@task()
def open_translations() -> None:
    """Give every fact its page in every language, where a translator finds her work."""
    for found in Translation.objects.filter(
        source__specific_content_type=ContentType.objects.get_for_model(Fact)
    ).select_related("source"):
        try:
            found.get_target_instance()
        except ObjectDoesNotExist:
            found.save_target(publish=True)


@task()
def follow_translation(fact_pk: int) -> None:
    """Compile the pages in the language of a fact whose words have changed there."""
    fact = Fact.objects.filter(pk=fact_pk).select_related("locale").first()
    if fact is not None:
        language = fact.locale.language_code
        for page in pages_using(fact.translation_key, language):
            compile_page(page, only_facts=True)


def compile_expired() -> int:
    """Compile the pages of facts that passed their day of review in the last week.

    What stands on a page was true when it was compiled; "to be checked" begins on a day
    on which nobody publishes anything. A week, so that a worker may have been away.
    Returns how many pages were compiled.
    """
    today = timezone.localdate()
    lately = Fact.objects.past_review().filter(review_by__gte=today - FORGIVEN)
    pages = {
        page.pk: page
        for key in lately.values_list("translation_key", flat=True)
        for page in pages_using(key)
    }
    for page in pages.values():
        compile_page(page, only_facts=True)
    return len(pages)


# --- what Wagtail and wagtail-localize tell us -----------------------------------------


def _fact_published(sender, instance, **kwargs):
    if instance.live:
        follow(instance)


def _page_saved(sender, instance, update_fields=None, **kwargs):
    # Saving a draft touches the row of a live page, but not its words.
    if update_fields is None:
        refresh_uses(instance)


def _segment_translated(sender, instance, update_fields=None, **kwargs):
    """A translation that has lost a fact is marked; its translator sees why.

    wagtail-localize then shows the original's words, and the page is not complete.
    """
    if instance.has_error or (update_fields and "data" not in update_fields):
        return
    lost = what_is_lost(instance.translation_of.data, instance.data)
    if not lost:
        return
    instance.field_error = lost
    instance.has_error = True
    instance.save(update_fields=["has_error", "field_error"])


def connect() -> None:
    """Follow the signals; called once, when the app is ready."""
    published.connect(_fact_published, sender=Fact, dispatch_uid="follow_fact")
    for model in (ModulePage, LessonPage):
        post_save.connect(_page_saved, sender=model, dispatch_uid=f"uses {model}")
    post_save.connect(
        _segment_translated, sender=StringTranslation, dispatch_uid="facts_kept"
    )

"""From a page to what trainees read: Spec, Text and Document. Reads, never writes.

Used by `cms/publishing.py`, which stores what is made here, and by the preview.
"""

from uuid import UUID, uuid5

from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Page

from cms.facts.book import FactBook
from cms.facts.placeholders import FactError, keys_in, named
from cms.facts.uses import fields_with_words, owner_id_of
from cms.pages.lesson import LessonPage
from cms.pages.module import ModulePage
from cms.pages.sensitivity import level_of
from cms.snippets.help_service import HelpService
from learning.activities.kinds import Activity
from learning.activities.specs import LessonSpec
from learning.catalogue.actions import CompiledLesson
from learning.catalogue.voided import VoidedQuestion
from learning.reading.asking import SlotAsking, question_markup
from learning.reading.feedback import no_longer_counts
from learning.reading.slots import without_markers
from learning.reading.steps import BENEATH, step_mark

PRE_TEST, FINAL_TEST = "pre-test", "final-test"


def compiled_lesson(
    page: LessonPage,
    *,
    is_source: bool,
    source: LessonPage | None = None,
    is_preview: bool = False,
) -> CompiledLesson:
    """One lesson page in its language, ready to be recorded.

    `source` is the page in the language it was written in: it alone says where the
    lesson stands, for translations lie in trees of their own, and not all of them.
    Raises SpecError where the blocks add up to no spec, FactError for a fact that there
    is not; a preview shows its key instead.
    """
    source = source or page
    module = source.get_parent()
    language = page.locale.language_code
    with translation.override(language):
        book = FactBook(owner_id_of(module), language, strict=not is_preview)
        title, objective, note = _without_markers(
            book.fill([page.title, page.objective, page.content_note])
        )
        body = book.fill(page.body)
        activities, words = _activities_and_words(body)
        voided = _void(page.translation_key, language, activities, words)
        text = {
            "title": title,
            "objective": objective,
            "content_note": note,
            "order": [
                {"id": block.id, "kind": block.block.kind} for block in page.body
            ],
            "blocks": words,
            "facts": book.as_words(),
        }
        html = _document(body, activities, words)
        beneath = without_markers(book.beneath())
    spec = {
        "lesson": str(page.translation_key),
        "kind": "lesson",
        "sensitivity": level_of(page),
        "minutes": page.minutes,
        "completion": {
            "rule": page.completion_rule,
            "required": [each["id"] for each in activities if each["required"]],
        },
        "activities": activities,
        **voided,
    }
    LessonSpec.from_json(spec)
    return CompiledLesson(
        key=page.translation_key,
        module_key=module.translation_key,
        kind="lesson",
        slug=source.slug,
        position=place_of(source),
        language=language,
        is_source=is_source,
        is_stale=False,
        title=title,
        objective=objective,
        spec=spec,
        text=text,
        html=f"{html}\n{step_mark(BENEATH)}{beneath}" if beneath else html,
    )


def compiled_tests(page: ModulePage, *, is_source: bool) -> list[CompiledLesson]:
    """The pre-test and the final test of a module, where it has them.

    They have no document: a sheet is rendered for each sitting, so the pool never
    leaves the server.
    """
    tests = []
    if page.pre_test:
        tests.append(_test(page, PRE_TEST, page.pre_test, is_source, {}))
    if page.pool:
        drawn = {"draw": page.questions_drawn, "pass_mark": page.pass_mark}
        tests.append(_test(page, FINAL_TEST, page.pool, is_source, drawn))
    return tests


def key_of_test(module_key: UUID, slug: str) -> UUID:
    """A test is part of its module's page, so its key follows from the module's."""
    return uuid5(module_key, slug)


def _test(page, slug, stream, is_source, drawn) -> CompiledLesson:
    key = key_of_test(page.translation_key, slug)
    kind = slug.replace("-", "_")
    language = page.locale.language_code
    with translation.override(language):
        book = FactBook(owner_id_of(page), language)
        title = book.fill(page.title)
        activities, words = _activities_and_words(book.fill(stream))
        voided = _void(key, language, activities, words)
        facts = book.as_words()
    if drawn:
        asked = len(activities) - len(voided.get("voided", ()))
        drawn = drawn | {"draw": min(drawn["draw"], asked)}
    return CompiledLesson(
        key=key,
        module_key=page.translation_key,
        kind=kind,
        slug=slug,
        position=0 if slug == PRE_TEST else 999,
        language=language,
        is_source=is_source,
        is_stale=False,
        title=title,
        objective="",
        spec={
            "lesson": str(key),
            "kind": kind,
            "sensitivity": "none",
            "minutes": 5 if slug == PRE_TEST else 15,
            "completion": {"rule": "all_required", "required": []},
            "activities": activities,
            **voided,
            **drawn,
        },
        text={
            "title": title,
            "objective": "",
            "order": [{"id": block.id, "kind": block.block.kind} for block in stream],
            "blocks": words,
            "facts": facts,
        },
        html="",
    )


def _activities_and_words(stream) -> tuple[list[dict], dict[str, dict]]:
    activities, words = [], {}
    for block in stream:
        words[block.id] = block.block.to_text(block.value, block.id)
        if block.block.is_activity:
            activities.append(block.block.to_spec(block.value, block.id))
    return activities, words


def _void(key: UUID, language: str, activities: list[dict], words: dict) -> dict:
    """Mark what no longer counts; returns what the spec says of it, if anything.

    In one language it is said in the words alone, for the spec knows no languages.
    """
    for each in VoidedQuestion.objects.ids(key, [language]):
        if each in words:
            words[each]["voided"] = no_longer_counts()
    everywhere = VoidedQuestion.objects.ids(key)
    for each in activities:
        if each["id"] in everywhere:
            each["required"] = False
    voided = [each["id"] for each in activities if each["id"] in everywhere]
    return {"voided": voided} if voided else {}


def _document(stream, activities: list[dict], words: dict[str, dict]) -> str:
    """The finished HTML, with slots where a reader's own answers go."""
    specs = {each["id"]: Activity.from_json(each) for each in activities}
    parts = []
    for block in stream:
        if block.id in specs:
            activity = specs[block.id]
            # No author's word can be a slot: the markers are taken out of all words.
            clean = _without_markers(words[block.id])
            html = question_markup(activity, clean, SlotAsking(activity.id))
        elif block.block.kind != "trainer_note":
            html = without_markers(str(block.render()))
        else:
            continue
        parts.append(f"{step_mark(block.id)}{html}")
    return mark_safe("\n".join(parts))  # noqa: S308 -- made by templates that escape


def _without_markers(words):
    if isinstance(words, str):
        return without_markers(words)
    if isinstance(words, dict):
        return {key: _without_markers(value) for key, value in words.items()}
    if isinstance(words, list):
        return [_without_markers(each) for each in words]
    return words


def place_of(page: Page) -> int:
    """Its place among its siblings: its step in the tree, which no two of them share.

    Not the count of those before it: when one is deleted, the others are not compiled.
    """
    return int(page.path[-page.steplen :], 36)


def module_words(page: ModulePage, *, is_preview: bool = False) -> dict:
    """The words of a module in the language of the page.

    Raises FactError for a fact that there is not; a preview shows its key instead.
    """
    language = page.locale.language_code
    with translation.override(language):
        book = FactBook(owner_id_of(page), language, strict=not is_preview)
        words = {
            "title": page.title,
            "neutral_title": page.neutral_title,
            "summary": page.summary,
            "outcome": page.outcome,
            "product": page.product,
        }
        words = {name: book.fill(each) for name, each in words.items()}
        if book.used:
            words["facts"] = book.as_words()
    return _without_markers(words)


def refuse_lost_facts(page: Page, source: Page) -> None:
    """Raise FactError for a translation that has not the facts of its original.

    Compared field by field and block by block: a translator may move a placeholder
    within its sentence, not into another one.
    """
    theirs = dict(_facts_by_place(page))
    for (field, block), keys in _facts_by_place(source):
        there = theirs.pop((field, block), set())
        if keys - there:
            raise FactError(
                _("The translation has lost %(facts)s (%(field)s). Put it back.")
                % {"facts": named(sorted(keys - there)), "field": field}
            )
        if there - keys:
            raise FactError(
                _("The translation has %(facts)s (%(field)s), the original has not.")
                % {"facts": named(sorted(there - keys)), "field": field}
            )


def _facts_by_place(page: Page):
    for field in fields_with_words(page):
        value = getattr(page, field)
        if isinstance(value, StreamValue):
            for child in value:
                yield (field, child.id), set(keys_in(child.value))
        else:
            yield (field, ""), set(keys_in(value))


def compiled_service(service: HelpService) -> dict:
    """One entry of the directory of help, ready to be recorded."""
    written = ("name", "what", "contact", "hours")
    said = [service, *service.translations.all()]
    return {
        "key": service.key,
        "owner_id": service.union_id,
        "country": service.country,
        "name": service.name,
        "source": service.source,
        "last_checked_date": service.last_checked_date,
        "confidence": service.confidence,
        "language": service.language,
        "languages": service.languages,
        # Last what it was written in, should somebody have translated it into that.
        "words": {
            each.language: {name: getattr(each, name) for name in written}
            for each in reversed(said)
        },
    }

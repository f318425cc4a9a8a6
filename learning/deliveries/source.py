"""A module in one language as its deliveries read it: Spec and Text, never the page tree."""

import hashlib
from dataclasses import dataclass

from learning.activities.specs import canonical_json
from learning.catalogue.models import Edition
from learning.catalogue.on_shelf import LessonOnShelf, ModuleOnShelf
from learning.catalogue.shelf import shelf
from learning.deliveries.on_paper import Block


@dataclass(frozen=True)
class LessonSource:
    """One lesson, in the reader's language or, where it is not translated, in another."""

    slug: str
    language: str
    title: str
    objective: str
    minutes: int
    # Said before a lesson that may hurt; empty for most.
    content_note: str
    blocks: tuple[Block, ...]
    # What its sentences say by facts; those with a block of their own are not here.
    facts: tuple[Block, ...] = ()


@dataclass(frozen=True)
class ModuleSource:
    """`language` is the reader's; `digest` changes with any word or id."""

    key: str
    slug: str
    language: str
    edition: int
    title: str
    summary: str
    outcome: str
    product: str
    lessons: tuple[LessonSource, ...]
    digest: str

    def lesson(self, slug: str) -> LessonSource | None:
        return next((each for each in self.lessons if each.slug == slug), None)


def source_of(module: ModuleOnShelf, language: str) -> ModuleSource:
    """The module from memory; read when first asked for in a generation."""
    return shelf.keep(("source", module.key, language), lambda: _read(module, language))


def _read(module: ModuleOnShelf, language: str) -> ModuleSource:
    text = module.text_in(language)
    found = [_lesson(each, language) for each in module.lessons]
    lessons, raw = zip(*filter(None, found), strict=True) if any(found) else ((), ())
    edition = (
        Edition.objects.filter(pk=module.edition_id)
        .values_list("number", flat=True)
        .first()
    )
    content = canonical_json([str(module.key), edition, language, text, list(raw)])
    return ModuleSource(
        key=str(module.key),
        slug=module.slug,
        language=language,
        edition=edition or 0,
        # A sensitive module is nobody's business who sees the paper lying about.
        title=module.outward_title(language),
        summary="" if module.is_discreet else text.get("summary", ""),
        outcome="" if module.is_discreet else text.get("outcome", ""),
        product="" if module.is_discreet else text.get("product", ""),
        lessons=tuple(lessons),
        digest=hashlib.sha256(content.encode()).hexdigest(),
    )


def _lesson(lesson: LessonOnShelf, language: str) -> tuple[LessonSource, list] | None:
    shown = lesson.shown_in(language)
    spec = shelf.spec(lesson.key, shown.version)
    text = shelf.text(lesson.key, shown.version, shown.language)
    if spec is None or text is None:
        return None
    specs = {each["id"]: each for each in spec.get("activities", ())}
    blocks = tuple(
        Block(
            each["id"],
            each["kind"],
            text["blocks"].get(each["id"], {}),
            specs.get(each["id"], {}),
        )
        for each in text["order"]
        # What no longer counts is asked on no paper.
        if not text["blocks"].get(each["id"], {}).get("voided")
    )
    source = LessonSource(
        slug=lesson.slug,
        language=shown.language,
        title=text.get("title") or shown.title,
        objective=text.get("objective", ""),
        minutes=lesson.minutes,
        content_note=str(text.get("content_note") or ""),
        blocks=blocks,
        facts=_facts_in_sentences(text.get("facts") or [], blocks),
    )
    return source, [lesson.slug, shown.language, spec, text]


def _facts_in_sentences(
    facts: list[dict], blocks: tuple[Block, ...]
) -> tuple[Block, ...]:
    shown = {block.said("key") for block in blocks if block.kind == "fact"}
    return tuple(
        Block(each["key"], "fact", each, {})
        for each in facts
        if each["key"] not in shown
    )

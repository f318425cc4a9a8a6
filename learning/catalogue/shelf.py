"""The catalogue in memory: what is on offer, read again when its generation changes.

Each process keeps one index of modules and lessons, and the latest few hundred
documents. The one "generation" row is read at most once a second, so a warm page costs
no query and a publication is seen everywhere a second later.
"""

import threading
import time
from collections import OrderedDict
from uuid import UUID

from learning.activities.sensitivity import NONE
from learning.activities.specs import LessonSpec
from learning.catalogue.models import (
    Document,
    Generation,
    HelpService,
    Lesson,
    LessonLanguage,
    Module,
    ModuleText,
    Spec,
    Text,
)
from learning.catalogue.on_shelf import (
    Index,
    LessonOnShelf,
    ModuleOnShelf,
    PublishedLesson,
    ServiceOnShelf,
    Shown,
)
from learning.catalogue.voided import VoidedQuestion

SECONDS_BETWEEN_LOOKS = 1.0
DOCUMENTS_KEPT = 400


class Shelf:
    """One per process; safe to read from many threads."""

    def __init__(self):
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Start afresh: after a publication in this process, and between tests."""
        with self._lock:
            self._index: Index | None = None
            self._looked_at = 0.0
            self._kept: OrderedDict[tuple, object] = OrderedDict()

    def look_again(self) -> None:
        """Ask for the generation at the next call, even if that was a moment ago."""
        self._looked_at = 0.0

    def index(self) -> Index:
        now = time.monotonic()
        index = self._index
        if index and now - self._looked_at < SECONDS_BETWEEN_LOOKS:
            return index
        number = (
            Generation.objects.filter(id=1).values_list("number", flat=True).first()
            or 0
        )
        is_new = not index or index.generation != number
        if is_new:
            index = _read_index(number)
        with self._lock:
            if is_new:
                self._kept.clear()
            self._index, self._looked_at = index, now
        return index

    def keep(self, key: tuple, make):
        """What `make()` returns, made once per key and generation (latest used kept).

        None is not kept: asking for what there is not must not push out what there is.
        """
        key = (self.index().generation, *key)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        value = make()
        if value is None:
            return None
        with self._lock:
            self._kept[key] = value
            self._kept.move_to_end(key)
            while len(self._kept) > DOCUMENTS_KEPT:
                self._kept.popitem(last=False)
        return value

    def module(self, slug: str) -> ModuleOnShelf | None:
        return self.index().by_slug.get(slug)

    def help_services(self) -> tuple[ServiceOnShelf, ...]:
        """The directory of help, in no particular order."""
        return self.keep(
            ("help services",),
            lambda: tuple(
                ServiceOnShelf(*row)
                for row in HelpService.objects.order_by("name").values_list(
                    "owner__name",
                    "country",
                    "name",
                    "source",
                    "last_checked_date",
                    "confidence",
                    "language",
                    "languages",
                    "words",
                )
            ),
        )

    def spec(self, lesson_key: UUID, version: int) -> dict | None:
        """The spec of one version, published ever; None if there never was one."""
        return self.keep(
            ("spec", lesson_key, version),
            lambda: (
                Spec.objects.filter(lesson=lesson_key, version=version)
                .values_list("body", flat=True)
                .first()
            ),
        )

    def lesson_spec(self, lesson_key: UUID, version: int) -> LessonSpec | None:
        """The same, read into its dataclasses: what grading and completion use."""

        def read():
            body = self.spec(lesson_key, version)
            return LessonSpec.from_json(body) if body else None

        return self.keep(("lesson_spec", lesson_key, version), read)

    def voided(self, lesson_key: UUID, languages: frozenset[str]) -> frozenset[str]:
        """The questions that no longer count, everywhere or in one of the languages."""
        return self.keep(
            ("voided", lesson_key, languages),
            lambda: VoidedQuestion.objects.ids(lesson_key, languages),
        )

    def text(self, lesson_key: UUID, version: int, language: str) -> dict | None:
        return self.keep(
            ("text", lesson_key, version, language),
            lambda: (
                Text.objects.filter(
                    lesson=lesson_key, version=version, language=language
                )
                .values_list("body", flat=True)
                .first()
            ),
        )

    def document(self, lesson_key: UUID, version: int, language: str) -> str | None:
        """The HTML of one version; not kept here, the page made of it is."""
        return (
            Document.objects.filter(
                lesson=lesson_key, version=version, language=language
            )
            .values_list("html", flat=True)
            .first()
        )


def _read_index(generation: int) -> Index:
    """Five queries, whatever the number of modules."""
    shown: dict[UUID, dict[str, Shown]] = {}
    for row in LessonLanguage.objects.filter(is_live=True):
        shown.setdefault(row.lesson_id, {})[row.language] = Shown(
            row.language, row.version, row.title, row.objective, row.is_stale
        )
    specs = {
        lesson: rest
        for lesson, *rest in Spec.objects.order_by("version").values_list(
            "lesson", "body__minutes", "body__sensitivity"
        )
    }
    modules_ever = list(Module.objects.order_by("position", "slug"))
    of_module = {row.key: row for row in modules_ever}
    published: dict[UUID, PublishedLesson] = {}
    lessons: dict[UUID, list[LessonOnShelf]] = {}
    for row in Lesson.objects.order_by("position", "key"):
        module = of_module[row.module_id]
        published[row.key] = PublishedLesson(
            module.key, module.owner_id, module.audience, row.latest_version
        )
        if row.is_live and row.key in shown:
            minutes, sensitivity = specs.get(row.key, (0, NONE))
            lessons.setdefault(row.module_id, []).append(
                LessonOnShelf(
                    row.key,
                    row.slug,
                    row.kind,
                    row.position,
                    row.latest_version,
                    shown[row.key],
                    minutes or 0,
                    sensitivity or NONE,
                )
            )
    texts: dict[UUID, dict[str, dict]] = {}
    stale: dict[UUID, set[str]] = {}
    for row in ModuleText.objects.filter(is_live=True):
        texts.setdefault(row.module_id, {})[row.language] = row.body
        if row.is_stale:
            stale.setdefault(row.module_id, set()).add(row.language)
    modules = tuple(
        _module(row, texts[row.key], stale.get(row.key, ()), lessons.get(row.key, []))
        for row in modules_ever
        if row.is_live and row.key in texts
    )
    index = Index(generation, modules, published=published)
    for module in modules:
        index.by_slug[module.slug] = module
        index.by_key[module.key] = module
        for lesson in (*module.lessons, module.pre_test, module.final_test):
            if lesson:
                index.module_of_lesson[lesson.key] = module
    return index


def _module(row: Module, texts, stale, lessons) -> ModuleOnShelf:
    of_kind = {
        kind: tuple(each for each in lessons if each.kind == kind)
        for kind in Lesson.Kind.values
    }
    return ModuleOnShelf(
        row.key,
        row.slug,
        row.owner_id,
        row.audience,
        row.minutes,
        row.latest_edition_id,
        texts,
        frozenset(stale),
        of_kind[Lesson.Kind.LESSON],
        next(iter(of_kind[Lesson.Kind.PRE_TEST]), None),
        next(iter(of_kind[Lesson.Kind.FINAL_TEST]), None),
        row.sensitivity,
    )


shelf = Shelf()

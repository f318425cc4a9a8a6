"""Writing the catalogue: called by `cms/publishing.py`, and by nothing else.

Every function is idempotent: publishing the same thing twice changes nothing, and
does not raise the version, the edition or the generation.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F

from learning.activities.specs import spec_hash
from learning.catalogue.models import (
    Document,
    Edition,
    Generation,
    Lesson,
    LessonLanguage,
    Module,
    ModuleText,
    Spec,
    Text,
)


class TranslationMismatchError(ValueError):
    """A translation whose activities are those of no published version."""


@dataclass(frozen=True)
class CompiledLesson:
    """What publishing hands over for one lesson in one language."""

    key: UUID
    module_key: UUID
    kind: str
    slug: str
    position: int
    language: str
    is_source: bool
    is_stale: bool
    title: str
    objective: str
    spec: dict
    text: dict
    html: str


@transaction.atomic
def record_module(
    *,
    key,
    slug,
    owner_id,
    audience,
    position,
    minutes,
    language,
    body,
    is_stale,
    origin_key=None,
) -> Module:
    """Store a module and its words in one language; both are live afterwards.

    `origin_key` is the module it was adapted from, under whose theme it is counted; one
    that this site does not have is left out.
    """
    module, _ = _store(
        Module,
        {"key": key},
        slug=slug,
        owner_id=owner_id,
        audience=audience,
        position=position,
        minutes=minutes,
        origin=Module.objects.filter(key=origin_key).first() if origin_key else None,
        is_live=True,
    )
    _store(
        ModuleText,
        {"module": module, "language": language},
        body=body,
        is_live=True,
        is_stale=is_stale,
    )
    return module


@transaction.atomic
def record_lesson(*, compiled: CompiledLesson) -> int:
    """Store one lesson in one language and return the version it shows.

    The source language writes a new Spec when the hash of its spec has changed. A
    translation shows the latest version that has the same activities and choices.

    Raises TranslationMismatchError for a translation that fits no version.
    """
    where = {
        "module_id": compiled.module_key,
        "kind": compiled.kind,
        "slug": compiled.slug,
        "position": compiled.position,
    }
    if not compiled.is_source and Lesson.objects.filter(key=compiled.key).exists():
        where = {}  # the source says where a lesson stands, in every language
    lesson, _ = _store(Lesson, {"key": compiled.key}, **where, is_live=True)
    if compiled.is_source:
        version = _source_version(lesson, compiled.spec)
    else:
        version = _fitting_version(lesson, compiled.spec)
    behind = not compiled.is_source and version < lesson.latest_version
    shown = {
        "lesson": lesson,
        "version": version,
        "language": compiled.language,
    }
    _, text_changed = _store(Text, shown, body=compiled.text)
    _store(Document, shown, html=compiled.html)
    _store(
        LessonLanguage,
        {"lesson": lesson, "language": compiled.language},
        version=version,
        title=compiled.title,
        objective=compiled.objective,
        is_live=True,
        is_stale=compiled.is_stale or behind,
    )
    if compiled.is_source and text_changed:
        # What was translated stays on show; authors and translators see it lags.
        LessonLanguage.objects.filter(lesson=lesson).exclude(
            language=compiled.language
        ).update(is_stale=True)
    return version


def _source_version(lesson: Lesson, spec: dict) -> int:
    digest = spec_hash(spec)
    latest = Spec.objects.filter(lesson=lesson).order_by("-version").first()
    if latest and latest.hash == digest:
        return latest.version
    version = latest.version + 1 if latest else 1
    Spec.objects.create(lesson=lesson, version=version, hash=digest, body=spec)
    lesson.latest_version = version
    lesson.save(update_fields=["latest_version", "changed_at"])
    return version


def _fitting_version(lesson: Lesson, spec: dict) -> int:
    wanted = activity_ids(spec)
    for candidate in Spec.objects.filter(lesson=lesson).order_by("-version"):
        if activity_ids(candidate.body) == wanted:
            return candidate.version
    raise TranslationMismatchError(
        f"the activities of lesson {lesson.slug} in this translation are those of no "
        f"published version"
    )


def activity_ids(spec: dict) -> set[str]:
    """Every id an answer may name: activities, their choices, items and pairs."""
    ids = set()
    for activity in spec["activities"]:
        ids.add(activity["id"])
        ids.update(choice["id"] for choice in activity.get("choices", ()))
        ids.update(activity.get("items", ()))
        for pair in activity.get("pairs", ()):
            ids.update((pair["left"], pair["right"]))
    return ids


@transaction.atomic
def withdraw_module(*, key, language=None) -> None:
    """Take a module off the shelf, in one language or (None) altogether.

    What was learned stays: rows are hidden, never deleted.
    """
    texts = ModuleText.objects.filter(module=key, is_live=True)
    if language:
        texts.filter(language=language).update(is_live=False)
    if not language or not texts.exists():
        texts.update(is_live=False)
        Module.objects.filter(key=key).update(is_live=False)


@transaction.atomic
def withdraw_lesson(*, key, language=None) -> None:
    """Take a lesson off the shelf, in one language or (None) altogether."""
    shown = LessonLanguage.objects.filter(lesson=key, is_live=True)
    if language:
        shown.filter(language=language).update(is_live=False)
    if not language or not shown.exists():
        shown.update(is_live=False)
        Lesson.objects.filter(key=key).update(is_live=False)


@transaction.atomic
def record_edition(*, module_key) -> Edition | None:
    """A new edition if the list of live lessons and their versions has changed."""
    module = Module.objects.select_for_update().get(key=module_key)
    lessons = [
        [str(lesson.key), lesson.latest_version]
        for lesson in Lesson.objects.filter(
            module=module, is_live=True, latest_version__gt=0
        ).order_by("position", "key")
    ]
    if not lessons:
        return module.latest_edition
    if module.latest_edition and module.latest_edition.lessons == lessons:
        return module.latest_edition
    latest = Edition.objects.filter(module=module).order_by("-number").first()
    edition = Edition.objects.create(
        module=module, number=latest.number + 1 if latest else 1, lessons=lessons
    )
    module.latest_edition = edition
    module.save(update_fields=["latest_edition", "changed_at"])
    return edition


@transaction.atomic
def raise_generation() -> None:
    """Tell every process that something on the shelf has changed."""
    Generation.objects.get_or_create(id=1)
    Generation.objects.filter(id=1).update(number=F("number") + 1)


def _store(model, identity: dict, **values):
    """Create or update a row; writes, and says so, only where something differs."""
    row, created = model.objects.get_or_create(**identity, defaults=values)
    if created:
        return row, True
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    if changed:
        for name in changed:
            setattr(row, name, values[name])
        row.save(update_fields=[*changed, "changed_at"])
    return row, bool(changed)

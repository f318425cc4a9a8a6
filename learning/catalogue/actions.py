"""Writing the catalogue: called by `cms/publishing.py`, and by nothing else.

Every function is idempotent: publishing the same thing twice changes nothing, and
does not raise the version, the edition or the generation.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F

from learning.activities.kinds import Activity
from learning.activities.sensitivity import most_severe
from learning.activities.specs import spec_hash
from learning.catalogue.facts import FactChange, FactText
from learning.catalogue.models import (
    Document,
    Edition,
    Generation,
    HelpService,
    Lesson,
    LessonLanguage,
    Module,
    ModuleText,
    Spec,
    Text,
)
from learning.catalogue.voided import VoidedQuestion


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
def record_lesson(*, compiled: CompiledLesson, only_facts: bool = False) -> int:
    """Store one lesson in one language and return the version it shows.

    The source language writes a new Spec when the hash of its spec has changed. A
    translation shows the latest version that has the same activities and choices. With
    `only_facts` nothing but its facts has changed: what was stale is, what was not is not.

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
    stale = {} if only_facts else {"is_stale": compiled.is_stale or behind}
    _store(
        LessonLanguage,
        {"lesson": lesson, "language": compiled.language},
        version=version,
        title=compiled.title,
        objective=compiled.objective,
        is_live=True,
        **stale,
    )
    if compiled.is_source and text_changed and not only_facts:
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
    """A new edition if the list of live lessons and their versions has changed.

    The module gets the level of care of the most sensitive of them.
    """
    module = Module.objects.select_for_update().get(key=module_key)
    live = list(
        Lesson.objects.filter(
            module=module, is_live=True, latest_version__gt=0
        ).order_by("position", "key")
    )
    _store(Module, {"key": module_key}, sensitivity=_level_of(live))
    module.refresh_from_db(fields=["sensitivity", "changed_at"])
    lessons = [[str(lesson.key), lesson.latest_version] for lesson in live]
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


# What makes a fact another one. A later day of checking or a better source does not.
MEANING = ("value", "statement", "jurisdiction", "instrument")


@transaction.atomic
def record_fact(
    *, fact: UUID, key, owner_id, language, is_original, body: dict, lessons: list[str]
) -> dict[str, dict]:
    """Store what a fact says in one language; a change of its meaning is kept as such.

    Returns, by language, `{"before": …, "after": …, "is_news": …}` for what readers see
    differently from now on; nothing for the first words of an original. A changed
    original shows in every language: what was not changed in it stays translated.
    `lessons` are the keys of those that use it.
    """
    said = {row.language: row.body for row in FactText.objects.filter(fact=fact)}
    original = next(
        iter(FactText.objects.filter(fact=fact, is_original=True)[:1]), None
    )
    before = said.get(language) or (original.body if original else None)
    _store(
        FactText,
        {"fact": fact, "language": language},
        key=key,
        owner_id=owner_id,
        is_original=is_original,
        body=body,
    )
    if before is None or before == body:
        return {}
    if not is_original:
        return _translate_change(fact, language, before, body)
    changed = {name: value for name, value in body.items() if before[name] != value}
    words = {
        each: {"before": old, "after": old | changed} for each, old in said.items()
    }
    is_news = not changed.keys().isdisjoint(MEANING)
    if is_news:
        FactChange.objects.create(
            fact=fact,
            key=key,
            owner_id=owner_id,
            language=language,
            words=words,
            lessons=lessons,
        )
    return {each: {**pair, "is_news": is_news} for each, pair in words.items()}


def _translate_change(fact, language, before: dict, body: dict) -> dict[str, dict]:
    """The words of a translation follow those of the original: no news, but better said."""
    latest = FactChange.objects.filter(fact=fact).order_by("-created_at").first()
    if latest:
        pair = latest.words.get(language) or latest.words[latest.language]
        latest.words[language] = pair | {"after": body}
        latest.save(update_fields=["words", "changed_at"])
    return {language: {"before": before, "after": body, "is_news": False}}


def _level_of(lessons: list[Lesson]) -> str:
    specs = Spec.objects.filter(
        lesson__in=lessons, version=F("lesson__latest_version")
    ).values_list("body__sensitivity", flat=True)
    return most_severe(specs)


class VoidingError(ValueError):
    """`code` is `no_reason`, `unknown_question` or `last_question`."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@transaction.atomic
def void_question(
    *, lesson_key, activity: str, language: str, reason: str, by
) -> VoidedQuestion:
    """Declare that a question no longer counts; a second time changes nothing.

    `language` is a code, or "" for all of them. Results are another matter: they are
    counted again by `learning.reading.recount`. Raises VoidingError: without a reason,
    for what was never a question of this lesson, and for the last one of a test.
    """
    if not reason.strip():
        raise VoidingError("no_reason")
    # Held, so that two authors do not void the last two questions at once.
    lesson = Lesson.objects.select_for_update().get(key=lesson_key)
    ever: set[str] = set()
    latest: set[str] = set()
    for spec in Spec.objects.filter(lesson=lesson).order_by("version"):
        latest = {each["id"] for each in spec.body["activities"] if _is_judged(each)}
        ever |= latest
    if activity not in ever:
        raise VoidingError("unknown_question")
    voided = VoidedQuestion.objects.ids(lesson_key, [language])
    is_test = lesson.kind != Lesson.Kind.LESSON
    if is_test and activity in latest and not latest - voided - {activity}:
        raise VoidingError("last_question")
    row, _ = VoidedQuestion.objects.get_or_create(
        lesson=lesson,
        activity=activity,
        language=language,
        defaults={"reason": reason.strip(), "voided_by": by},
    )
    return row


def _is_judged(activity: dict) -> bool:
    return Activity.from_json(activity).judged


@transaction.atomic
def record_help_services(*, services: list[dict]) -> bool:
    """Make the directory of help what is given, whole; returns whether it has changed.

    Each service has the fields of the model, `key` and `owner_id` among them.
    """
    keys = [each["key"] for each in services]
    gone, _ = HelpService.objects.exclude(key__in=keys).delete()
    changed = [
        _store(HelpService, {"key": each["key"]}, **_without_key(each))[1]
        for each in services
    ]
    return bool(gone) or any(changed)


def _without_key(service: dict) -> dict:
    return {name: value for name, value in service.items() if name != "key"}


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

"""A lesson as a class goes through it: step by step, each with what the trainer knows.

Made of Spec, Text and Document, like the page of a lesson. A step is one block; a heading
goes with what follows it, a note to the trainer with what stands before it.
"""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.html import strip_tags
from django.utils.safestring import mark_safe

from learning.activities.draw import shown_order
from learning.activities.kinds import Activity, Matching, Ordering
from learning.catalogue.on_shelf import LessonOnShelf, ModuleOnShelf, Shown
from learning.catalogue.shelf import shelf
from learning.classroom.queries.class_mode import can_be_put
from learning.reading.steps import as_step, html_by_block

OPENING, READING, QUESTION, EXERCISE, ROLE_PLAY = (
    *("opening", "reading", "question"),
    *("exercise", "role_play"),
)
# How many letters of a step stand in the trainer's list.
LABEL = 60


@dataclass(frozen=True)
class Step:
    """Where a class is. `id` None is the beginning of the lesson: title and aim.

    `html` is what is read, or the heading above; `words` are those of the block (see
    CONTRIBUTING), `activity` is what is asked. `notes` are the words of the author's
    notes to the trainer, for her eyes only; so are `sheet` and `debrief` of a role play.
    """

    id: UUID | None
    kind: str
    label: str
    html: str = ""
    words: dict | None = None
    activity: Activity | None = None
    notes: tuple[dict[str, Any], ...] = ()

    @property
    def asks(self) -> str:
        """What an exercise wants, in one sentence."""
        said = (self.words.get(name) for name in ("prompt", "title", "text"))
        return next(filter(None, said), "")

    @property
    def items(self) -> list[str]:
        """What an ordering or matching has to offer, as it is shown to a class."""
        if isinstance(self.activity, Ordering):
            order = shown_order(self.activity, seed=self.activity.id)
            return [self.words["items"][each] for each in order]
        if isinstance(self.activity, Matching):
            order = shown_order(self.activity, seed=self.activity.id)
            rights = [self.words["right"][each] for each in order]
            return [*self.words["left"].values(), *rights]
        return []


@dataclass(frozen=True)
class ClassLesson:
    """One lesson in one language (`shown.language`), in steps."""

    module: ModuleOnShelf
    lesson: LessonOnShelf
    shown: Shown
    note: str
    steps: tuple[Step, ...]

    def step(self, key: UUID | None) -> Step | None:
        return next((each for each in self.steps if each.id == key), None)

    def place(self, step: Step) -> int:
        return self.steps.index(step)


def class_lesson(
    module: ModuleOnShelf, lesson: LessonOnShelf, language: str
) -> ClassLesson | None:
    """The lesson in a language, or where it is not translated in another; from memory,
    made when first asked for. None where nothing is compiled."""
    return shelf.keep(
        ("class", lesson.key, language), lambda: _make(module, lesson, language)
    )


def _make(module, lesson, language) -> ClassLesson | None:
    shown = lesson.shown_in(language)
    html = shelf.document(lesson.key, shown.version, shown.language)
    spec = shelf.lesson_spec(lesson.key, shown.version)
    text = shelf.text(lesson.key, shown.version, shown.language)
    if html is None or spec is None or text is None:
        return None
    return ClassLesson(
        module,
        lesson,
        shown,
        text.get("content_note", ""),
        tuple(_steps(shown, html, spec.by_id(), text)),
    )


def _steps(shown, html, activities, text) -> list[Step]:
    parts, blocks = html_by_block(html), text["blocks"]
    found = [Step(None, OPENING, shown.title)]
    heading = ""
    for entry in text["order"]:
        key, kind, words = entry["id"], entry["kind"], blocks.get(entry["id"], {})
        if kind == "heading":
            heading += parts.get(key, "")
        elif kind == "trainer_note":
            found[-1] = _with_note(found[-1], words)
        elif as_step(key):
            activity = activities.get(key)
            # What is asked, and played, is shown to a class in a way of its own.
            own = "" if activity or kind == ROLE_PLAY else parts.get(key, "")
            found.append(_step(key, kind, words, activity, heading + own))
            heading = ""
    return found


def _with_note(step: Step, words: dict) -> Step:
    return replace(step, notes=(*step.notes, words))


def _step(key, kind, words, activity, html) -> Step:
    shape = READING
    if kind == ROLE_PLAY:
        shape = ROLE_PLAY
    elif activity:
        shape = QUESTION if can_be_put(activity) else EXERCISE
    html = mark_safe(html)  # noqa: S308 -- compiled by templates that escape
    return Step(as_step(key), shape, _label(words), html, words, activity)


def _label(words: dict) -> str:
    """The first words of a block, for a list; "" for one that has none."""
    for name in ("prompt", "title", "text", "caption", "alt", "html", "statement"):
        said = words.get(name)
        if said:
            plain = strip_tags(said) if name == "html" else said
            return plain if len(plain) <= LABEL else f"{plain[:LABEL].rstrip()}…"
    return ""

"""The way through a class: the lessons of a training, those at hand in steps."""

from dataclasses import dataclass
from uuid import UUID

from learning.reading.class_lesson import Step, class_lesson
from learning.reading.class_screen import Screen


@dataclass(frozen=True)
class LessonAhead:
    """One lesson that is taught; `title` is the neutral one where nobody should be seen
    with it, `steps` in the order of going."""

    key: UUID
    title: str
    minutes: int
    is_now: bool
    steps: tuple[Step, ...]


def path_of(contents, language: str, screen: Screen | None = None) -> list[LessonAhead]:
    """The lessons of `contents` (as `contents_of` gives them), each once. Of a lesson
    not yet in memory the texts are read once: two queries each."""
    found, known = [], set()
    for module, chosen in contents:
        for lesson in [chosen] if chosen else module.lessons:
            steps = class_lesson(module, lesson, language)
            if steps is None or lesson.key in known:
                continue
            known.add(lesson.key)
            found.append(
                LessonAhead(
                    lesson.key,
                    module.outward_title_of(lesson, language),
                    lesson.minutes,
                    bool(screen) and screen.show.lesson_id == lesson.key,
                    steps.steps,
                )
            )
    return found

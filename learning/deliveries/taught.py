"""What is taught in a training, as its papers read it."""

from dataclasses import dataclass, replace

from learning.catalogue.shelf import shelf
from learning.classroom.queries.on_paper import paper_questions
from learning.classroom.queries.trainings import contents_of, modules_of
from learning.deliveries.on_paper import Block
from learning.deliveries.source import LessonSource, ModuleSource, source_of


@dataclass(frozen=True)
class Taught:
    """One module of a training and those of its lessons that are taught."""

    source: ModuleSource
    lessons: tuple[LessonSource, ...]

    def only(self, lessons) -> "Taught":
        return replace(self, lessons=tuple(lessons))

    @property
    def slugs(self) -> tuple[str, ...]:
        return tuple(lesson.slug for lesson in self.lessons)

    def played(self) -> list[tuple[LessonSource, Block]]:
        """The role plays in them."""
        return [
            (lesson, block)
            for lesson in self.lessons
            for block in lesson.blocks
            if block.kind == "role_play"
        ]


def taught_in(training, language: str) -> list[Taught]:
    """Its modules in the order she chose, each once, with the lessons chosen of it in
    the order of the module. One query beside those of a cold shelf."""
    contents = contents_of(training)
    found = []
    for module in modules_of(contents):
        slugs = {
            each.slug
            for taught, lesson in contents
            if taught.key == module.key
            for each in ([lesson] if lesson else module.lessons)
        }
        source = source_of(module, language)
        lessons = tuple(each for each in source.lessons if each.slug in slugs)
        if lessons:
            found.append(Taught(source, lessons))
    return found


def questions_of(training, language: str) -> list[tuple[str, Block]]:
    """The questions of its test on paper, each with the language it is written in."""
    found = []
    for each in paper_questions(training, language):
        spec = shelf.spec(each.lesson_key, each.version)
        text = shelf.text(each.lesson_key, each.version, each.language)
        own = next(raw for raw in spec["activities"] if raw["id"] == each.key)
        block = Block(each.key, own["kind"], text["blocks"].get(each.key, {}), own)
        found.append((each.language, block))
    return found

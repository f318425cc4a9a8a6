"""From the lessons of a module to the parts of an agenda."""

from learning.deliveries.agenda import Part
from learning.deliveries.on_paper import Block, form_of
from learning.deliveries.source import LessonSource, ModuleSource

OPENING = Part("opening", None, 6, 3)
CLOSING = Part("closing", None, 5, 3)
# In a room: first what happened to somebody, then what is behind it, then doing.
ORDER = (
    "story",
    "key_points",
    "practice",
    "group_work",
    "role_play",
    "questions",
    "reflection",
    "task",
)
LONGEST_TALK = 12


def parts_of(source: ModuleSource, lessons: tuple[str, ...] = ()) -> list[Part]:
    """All that could be done with a group, in its order; the agenda chooses."""
    parts = [OPENING]
    for place, lesson in enumerate(source.lessons):
        if not lessons or lesson.slug in lessons:
            parts += _of_lesson(place, lesson)
    return [*parts, CLOSING]


def blocks_of(lesson: LessonSource, part: Part) -> list[Block]:
    """The blocks of a lesson that a part of it is about."""
    if part.block:
        return [block for block in lesson.blocks if block.id == part.block]
    return [b for b in lesson.blocks if form_of(b.kind).part == part.kind]


def _of_lesson(place: int, lesson: LessonSource) -> list[Part]:
    found = []
    for kind in ORDER:
        blocks = [b for b in lesson.blocks if form_of(b.kind).part == kind]
        if not blocks:
            continue
        if kind == "key_points":
            wanted = min(3 + len(blocks), LONGEST_TALK)
            found.append(Part(kind, place, wanted, 4))
        elif kind == "questions":
            wanted = sum(form_of(block.kind).wanted for block in blocks)
            found.append(Part(kind, place, wanted, 3))
        else:
            found += [_of_block(place, kind, block) for block in blocks]
    return found


def _of_block(place: int, kind: str, block: Block) -> Part:
    form = form_of(block.kind)
    said = block.words.get("minutes")
    if isinstance(said, int) and said > 0:
        wanted = max(said, form.least)
        # Group work can be cut to a third and still be worth doing.
        least = max(form.least, wanted // 3)
        return Part(kind, place, wanted, least, block.id)
    return Part(kind, place, form.wanted, form.least, block.id)

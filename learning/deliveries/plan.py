"""The session plan: an agenda with what to do in each part, with these people and means."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from learning.deliveries import grouping
from learning.deliveries.agenda import Agenda, Part, Slot, fit
from learning.deliveries.on_paper import Block, form_of
from learning.deliveries.plan_parts import blocks_of, parts_of
from learning.deliveries.sheet import Piece
from learning.deliveries.source import LessonSource, ModuleSource
from learning.deliveries.wishes import Wishes

LONGEST_PROMPT = 300


@dataclass(frozen=True)
class Step:
    """One line of the agenda; `note` is the author's note as HTML, cleaned at publishing."""

    starts: str
    minutes: int
    title: str
    lesson: str
    how: tuple[str, ...]
    about: tuple[str, ...]
    groups: str
    note: str
    language: str


@dataclass(frozen=True)
class Plan:
    steps: tuple[Step, ...]
    left_out: tuple[str, ...]
    materials: tuple[str, ...]
    groups: str
    facts: tuple[Block, ...]
    # What is asked in it, in its order, with what is right.
    answers: tuple[tuple[str, tuple[Piece, ...]], ...]
    # One list for each sheet that only one role may read.
    secrets: tuple[list[Piece], ...]


def plan_of(source: ModuleSource, wishes: Wishes) -> Plan:
    """The plan in the active language; pure but for the words of that language."""
    agenda = fit(parts_of(source, wishes.lessons), wishes.minutes)
    kept = [
        (source.lessons[slot.part.lesson], block)
        for slot in agenda.slots
        if slot.part.lesson is not None
        for block in blocks_of(source.lessons[slot.part.lesson], slot.part)
    ]
    return Plan(
        steps=tuple(_step(source, slot, wishes) for slot in agenda.slots),
        left_out=tuple(_left_out(source, agenda)),
        materials=tuple(dict.fromkeys(_materials(kept, wishes))),
        groups=groups_said(wishes.people, *_usual_size(kept)),
        facts=_facts(kept),
        answers=tuple(_answers(kept)),
        secrets=tuple(
            sheet for _l, block in kept for sheet in form_of(block.kind).secret(block)
        ),
    )


def _usual_size(kept: list[tuple[LessonSource, Block]]) -> tuple[int, int]:
    """That of the first group work that names one: nobody should change groups twice."""
    said = (block.said("group_size") for _lesson, block in kept)
    return grouping.limits(next(filter(None, said), ""))


def _answers(kept: list[tuple[LessonSource, Block]]):
    """Each question with its answer: a trainer looks on one sheet, not in two."""
    for lesson, block in kept:
        form = form_of(block.kind)
        if block.spec and form.is_numbered:
            with override(lesson.language):
                answer = form.answer(block)
                if answer:
                    yield _about(block), tuple(answer)


def _facts(kept: list[tuple[LessonSource, Block]]) -> tuple[Block, ...]:
    """Those shown by themselves and those in sentences, of the lessons in the plan."""
    alone = [block for _lesson, block in kept if block.kind == "fact"]
    lessons = {lesson.slug: lesson for lesson, _block in kept}
    said = [each for lesson in lessons.values() for each in lesson.facts]
    once = {each.said("key") or each.id: each for each in (*alone, *said)}
    return tuple(once.values())


def groups_said(
    people: int, low: int = grouping.USUAL[0], high: int = grouping.USUAL[1]
):
    """ "2 groups of 5, 3 groups of 4": they sum to the people."""
    sizes = grouping.sizes(people, low, high)
    said = []
    for size in dict.fromkeys(sizes):
        count = sizes.count(size)
        said.append(
            ngettext(
                "%(count)d group of %(size)d", "%(count)d groups of %(size)d", count
            )
            % {"count": count, "size": size}
        )
    return ", ".join(said)


def _step(source: ModuleSource, slot: Slot, wishes: Wishes) -> Step:
    part = slot.part
    starts = f"{slot.starts_at // 60}:{slot.starts_at % 60:02}"
    if part.lesson is None:
        how = _frame_words(source, part)
        return Step(
            starts, slot.minutes, _title(part), "", how, (), "", "", source.language
        )
    lesson = source.lessons[part.lesson]
    blocks = blocks_of(lesson, part)
    with override(lesson.language):
        about = tuple(filter(None, map(_about, blocks)))
    how = _ways(blocks, wishes)
    groups = note = ""
    if part.kind == "group_work":
        (block,) = blocks
        groups = groups_said(wishes.people, *grouping.limits(block.said("group_size")))
        note = block.said("html")
        if not wishes.power and block.said("no_power"):
            how = [block.said("no_power")]
        if part.wanted > slot.minutes:
            said = _(
                "Written for %(wanted)d minutes; you have %(minutes)d. Shorten it."
            )
            how.append(said % {"wanted": part.wanted, "minutes": slot.minutes})
    if part.kind == "role_play":
        how.append(_tables(blocks[0], wishes.people))
    return Step(
        starts,
        slot.minutes,
        _title(part),
        lesson.title,
        tuple(how),
        about,
        groups,
        note,
        lesson.language,
    )


def _title(part: Part) -> str:
    return {
        "opening": _("Opening"),
        "closing": _("Closing"),
        "break": _("Break"),
        "reserve": _("In reserve: their own cases"),
        "story": _("Story"),
        "key_points": _("What to remember"),
        "practice": _("Practice"),
        "group_work": _("Group work"),
        "role_play": _("Role play"),
        "questions": _("Questions"),
        "reflection": _("For yourself"),
        "task": _("This week"),
    }[part.kind]


def _frame_words(source: ModuleSource, part: Part) -> tuple[str, ...]:
    if part.kind == "opening":
        # A discreet module does not say on paper what it is for.
        first = _("Say what this is for.")
        if source.outcome:
            first = _(
                "Say what this is for, and what they will be able to do at the end:"
            )
        return (
            f"{first} {source.outcome}".strip(),
            _("Agree: what is said here stays here; everybody may pass."),
        )
    if part.kind == "closing":
        return (
            _("Each says in one sentence what she will do first, and by when."),
            _("Say when and where you meet again, and whom to ask until then."),
        )
    if part.kind == "reserve":
        return (_("Let them bring cases from their work, or give a part more time."),)
    return ()


def _ways(blocks: list[Block], wishes: Wishes) -> list[str]:
    """How to do it with what there is; each way once."""
    forms = (form_of(block.kind) for block in blocks if block.kind != "trainer_note")
    ways = (str(form.on_phones if wishes.devices else form.by_hand) for form in forms)
    return list(dict.fromkeys(ways))


def _about(block: Block) -> str:
    """What it is about, in a line; headings and longer texts stand in the lesson."""
    if block.kind in ("heading", "rich_text", "trainer_note", "fact"):
        return ""
    said = (
        block.said("prompt")
        or block.said("title")
        or block.said("text")
        or block.said("caption")
    )
    if len(said) > LONGEST_PROMPT:
        said = f"{said[: LONGEST_PROMPT - 1].rstrip()}…"
    return said


def _tables(block: Block, people: int) -> str:
    count, watching = form_of("role_play").tables(block, people)
    said = ngettext(
        "%(count)d game for %(people)d people.",
        "%(count)d games side by side for %(people)d people.",
        count,
    ) % {"count": count, "people": people}
    if watching:
        more = ngettext(
            "%(count)d person looks on and takes notes.",
            "%(count)d people look on and take notes.",
            watching,
        )
        said = f"{said} {more % {'count': watching}}"
    return said


def _materials(kept: list[tuple[LessonSource, Block]], wishes: Wishes) -> list[str]:
    groups = len(grouping.sizes(wishes.people, *_usual_size(kept)))
    found = [
        ngettext("%(count)d pencil", "%(count)d pencils", wishes.people)
        % {"count": wishes.people}
    ]
    if not wishes.devices:
        found.append(
            ngettext(
                "%(count)d printed booklet", "%(count)d printed booklets", wishes.people
            )
            % {"count": wishes.people}
        )
    if not wishes.power:
        found.append(_("chalk, a board or a wall, tape or stones"))
    for _lesson, block in kept:
        if block.said("materials"):
            own = grouping.limits(block.said("group_size"))
            count = len(grouping.sizes(wishes.people, *own))
            for_groups = ngettext(
                "For %(count)d group: %(what)s",
                "For %(count)d groups: %(what)s",
                count,
            )
            found.append(for_groups % {"count": count, "what": block.said("materials")})
        form = form_of(block.kind)
        if not wishes.devices or block.kind in ("role_play", "plan"):
            found += form.materials(block, groups, wishes.people)
    return found


def _left_out(source: ModuleSource, agenda: Agenda) -> list[str]:
    """Whole lessons by their title; parts of a lesson that is there, with its title."""
    found = []
    for part in agenda.left_out:
        if part.lesson is None:
            found.append(_title(part))
            continue
        title = source.lessons[part.lesson].title
        if part.lesson in agenda.lessons:
            title = _("%(part)s (%(lesson)s)") % {"part": _title(part), "lesson": title}
        found.append(title)
    return list(dict.fromkeys(found))

"""A timed agenda: which parts of which lessons fit into the minutes there are.

Pure. What falls out is handed back, so that a trainer can say "for another day". The
parts of an agenda add up to the minutes exactly, none is shorter than two minutes, and
their order is that of the lessons.
"""

from collections.abc import Sequence
from dataclasses import dataclass

SHORTEST = 2
# In a room longer than this people need air and water.
MINUTES_TO_A_BREAK = 110
BREAK = 10
# What goes first when time is short: the lower, the longer it stays.
RANK = {
    "opening": 0,
    "closing": 1,
    "key_points": 2,
    "group_work": 2,
    "role_play": 2,
    "practice": 3,
    "task": 4,
    "questions": 5,
    "story": 6,
    "reflection": 7,
}
LAST_RANK = 9


@dataclass(frozen=True)
class Part:
    """Something to do with a group; `wanted` and `least` are minutes.

    `lesson` is its place in the module, None for what frames the session. `block` is
    the block it comes from, where there is one.
    """

    kind: str
    lesson: int | None
    wanted: int
    least: int = SHORTEST
    block: str = ""

    def __post_init__(self):
        if not SHORTEST <= self.least <= self.wanted:
            raise ValueError("A part wants at least its least, and that is 2 minutes.")

    @property
    def rank(self) -> int:
        return RANK.get(self.kind, LAST_RANK)


@dataclass(frozen=True)
class Slot:
    """A part in its time: `starts_at` minutes after the beginning."""

    part: Part
    starts_at: int
    minutes: int


@dataclass(frozen=True)
class Agenda:
    slots: tuple[Slot, ...]
    left_out: tuple[Part, ...]

    @property
    def lessons(self) -> tuple[int, ...]:
        """The lessons it holds, in their order."""
        found = (slot.part.lesson for slot in self.slots)
        return tuple(dict.fromkeys(each for each in found if each is not None))


def fit(parts: Sequence[Part], minutes: int) -> Agenda:
    """The agenda of so many minutes; raises ValueError without parts or for under 2.

    The first lesson comes first and comes whole where it can; a further one only if
    there is time for it when those before have what they want. Time left over makes the
    parts up to half longer; what is still over is kept in reserve before the end. Long
    sessions get breaks.
    """
    if not parts or minutes < SHORTEST:
        raise ValueError("An agenda needs a part and two minutes.")
    breaks = minutes // MINUTES_TO_A_BREAK
    to_share = minutes - breaks * BREAK
    chosen = _kept(parts, to_share)
    kept = [part for part, _least in chosen]
    shares = _shares(chosen, to_share)
    timed = list(zip(kept, shares, strict=True))
    over = to_share - sum(shares)
    if over >= SHORTEST:
        reserve = Part("reserve", None, over)
        timed.insert(len(timed) - (kept[-1].kind == "closing"), (reserve, over))
    elif over:
        part, share = timed[0]
        timed[0] = (part, share + over)
    left_out = [each for each in parts if not any(each is other for other in kept)]
    return Agenda(_with_breaks(timed, breaks, minutes), tuple(left_out))


def _kept(parts: Sequence[Part], minutes: int) -> list[tuple[Part, int]]:
    """The parts that have a place, each with the least it needs there."""
    frame = [part for part in parts if part.lesson is None]
    chosen: set[int] = set()
    spent = sum(part.least for part in frame)
    for lesson in dict.fromkeys(part.lesson for part in parts):
        if lesson is None:
            continue
        own = [part for part in parts if part.lesson == lesson]
        if chosen and spent + sum(part.least for part in own) > minutes:
            break
        chosen.add(lesson)
        spent += sum(part.wanted for part in own)
    kept = [part for part in parts if part.lesson is None or part.lesson in chosen]
    least = {id(part): part.least for part in kept}
    while sum(least.values()) > minutes and len(kept) > 1:
        # The least needed goes; of equals the last. But a session about nothing is
        # none: the last part of a lesson gets what there is beside the frame.
        worst = max(range(len(kept)), key=lambda place: (kept[place].rank, place))
        others = sum(least.values()) - least[id(kept[worst])]
        if _is_the_heart(kept, worst) and minutes - others >= SHORTEST:
            least[id(kept[worst])] = minutes - others
        else:
            if _is_the_heart(kept, worst):
                worst = next(i for i, part in enumerate(kept) if part.lesson is None)
            del least[id(kept.pop(worst))]
    return [(part, least[id(part)]) for part in kept]


def _is_the_heart(kept: list[Part], place: int) -> bool:
    of_lessons = [part for part in kept if part.lesson is not None]
    return len(of_lessons) == 1 and of_lessons[0] is kept[place]


def _shares(kept: list[tuple[Part, int]], minutes: int) -> list[int]:
    """Minutes for each part: its least, then up to what it wants, then half as much more."""
    if len(kept) == 1:
        return [minutes]
    shares = [least for _part, least in kept]
    wishes = [max(part.wanted - least, 0) for part, least in kept]
    shares = _handed_out(shares, wishes, minutes)
    return _handed_out(shares, [part.wanted // 2 for part, _least in kept], minutes)


def _handed_out(shares: list[int], wishes: list[int], minutes: int) -> list[int]:
    """Shares raised by their wishes, all alike where there is not enough for all."""
    spare = min(minutes - sum(shares), sum(wishes))
    if spare <= 0:
        return shares
    total = sum(wishes)
    given = [wish * spare // total for wish in wishes]
    # Whole minutes: what rounding left goes to those who lost most by it.
    loss = sorted(
        range(len(wishes)), key=lambda place: (-(wishes[place] * spare % total), place)
    )
    for place in loss[: spare - sum(given)]:
        given[place] += 1
    return [share + more for share, more in zip(shares, given, strict=True)]


def _with_breaks(timed: list[tuple[Part, int]], breaks: int, minutes: int):
    """Slots with their times; each break comes after the part nearest to its moment."""
    slots, now, held = [], 0, 0
    for place, (part, share) in enumerate(timed):
        slots.append(Slot(part, now, share))
        now += share
        while held < breaks and (
            now >= minutes * (held + 1) // (breaks + 1) or place == len(timed) - 2
        ):
            slots.append(Slot(Part("break", None, BREAK), now, BREAK))
            now += BREAK
            held += 1
    for _ in range(breaks - held):
        slots.append(Slot(Part("break", None, BREAK), now, BREAK))
        now += BREAK
    return tuple(slots)

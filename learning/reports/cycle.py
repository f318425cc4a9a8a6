"""The cycle of social dialogue as a drawing: where things stand in it, ready for a
template. Pure geometry; the words stand beside it in a list that says the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, pi, sin

from learning.reports.models import Outcome, OutcomeMove

SIZE, CENTRE, RADIUS, DOT = 240, 120, 88, 24
# How far an arrow keeps away from the numbers it joins, in radians; its head.
GAP, HEAD = 0.36, 0.13


@dataclass(frozen=True)
class Place:
    """One step; `x`, `y` are where its number stands, `arrow` leads on to the next."""

    number: int
    label: str
    x: str
    y: str
    text_y: str
    arrow: str
    head: str
    is_now: bool
    # The latest move that came here, if any did.
    move: OutcomeMove | None


def places(outcome: Outcome, moves: Iterable[OutcomeMove]) -> list[Place]:
    """The five steps of the cycle, clockwise from the top; `moves` in their order."""
    latest = {move.step: move for move in moves}
    return [
        _place(at, step, outcome.step, latest.get(step))
        for at, step in enumerate(Outcome.Step)
    ]


def _place(at: int, step, now: str, move) -> Place:
    turn = 2 * pi / len(Outcome.Step)
    angle = at * turn - pi / 2
    x, y = _point(angle)
    begin, end = angle + GAP, angle + turn - GAP
    tip = _point(end + HEAD / 2)
    inner, outer = _point(end - HEAD, RADIUS - 8), _point(end - HEAD, RADIUS + 8)
    return Place(
        number=at + 1,
        label=step.label,
        x=_text(x),
        y=_text(y),
        text_y=_text(y + 7),
        arrow=(
            f"M{_pair(_point(begin))} A{RADIUS} {RADIUS} 0 0 1 "
            f"{_pair(_point(end - HEAD))}"
        ),
        head=" ".join(_pair(each) for each in (tip, inner, outer)),
        is_now=step == now,
        move=move,
    )


def _point(angle: float, radius: float = RADIUS) -> tuple[float, float]:
    return CENTRE + radius * cos(angle), CENTRE + radius * sin(angle)


def _pair(point: tuple[float, float]) -> str:
    return ",".join(map(_text, point))


def _text(number: float) -> str:
    """Not left to the template, which would write the comma of the reader's language."""
    return f"{number:.1f}"

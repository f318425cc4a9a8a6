"""Charts as SVG, drawn here: bars with their names and numbers as text.

Why not by a library: docs/decisions/0022-protected-reports.md. An SVG of ours carries no
style and no script; its colours are classes (reports.css), so it follows the dark mode
and prints. It mirrors in languages that are written the other way. Its table stands
beside it; who does not see hears title and description.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi

from learning.cldr import number

WIDTH, LINE, BAR, GAP = 320, 16, 12, 10
STEP = LINE + BAR + GAP
# The tone of a bar whose parts may not be told apart.
UNTOLD = 4
# A longer name is cut; the table has it whole.
LONGEST = 36


@dataclass(frozen=True)
class Part:
    """A piece of a bar; `tone` is the number of its class."""

    x: float
    width: float
    tone: int


@dataclass(frozen=True)
class Bar:
    name: str
    number: str
    y: int
    parts: tuple[Part, ...]
    # Nothing is drawn that is not known.
    is_withheld: bool


def bars(
    *, key: str, title: str, about: str, rows: Iterable[tuple], sign: str = "*"
) -> SafeString:
    """An SVG of one bar a row. A row is (name, number, parts): the number None where it
    is withheld; parts are numbers that add up to it, or empty for a bar in one piece,
    None among them where one is withheld (then the bar is in one piece). `key` must be
    unique in the page."""
    rows = list(rows)
    most = max((each for _name, each, _parts in rows if each), default=1)
    drawn = [_bar(at, row, most, sign) for at, row in enumerate(rows)]
    return render_to_string(
        "learning/reports/chart.html",
        {
            "key": key,
            "title": title,
            "about": about,
            "bars": drawn,
            "width": WIDTH,
            "height": max(len(drawn) * STEP, STEP),
            "bar_height": BAR,
            "start": WIDTH if get_language_bidi() else 0,
            "end": 0 if get_language_bidi() else WIDTH,
        },
    )


def _bar(at: int, row: tuple, most: int, sign: str) -> Bar:
    name, total, parts = row
    pieces, first = [total or 0], 0
    if None in parts:
        first = UNTOLD
    elif parts:
        pieces = parts
    drawn, x = [], 0.0
    for tone, piece in enumerate(pieces, start=first):
        width = round(WIDTH * piece / most, 1)
        if width:
            start = WIDTH - x - width if get_language_bidi() else x
            drawn.append(Part(round(start, 1), width, tone))
        x += width
    return Bar(
        name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…",
        sign if total is None else number(str(total)),
        at * STEP + LINE,
        tuple(drawn),
        total is None,
    )

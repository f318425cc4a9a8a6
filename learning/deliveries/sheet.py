"""What a sheet of paper is made of: pieces that the layouts know how to set.

Each function returns JSON for `layout/sheet.typ`. All words pass `printable`, so that
no layout meets a letter it has no glyph for.
"""

import hashlib
from dataclasses import asdict
from typing import Any

from learning.deliveries.drawing import Drawing
from learning.paper.letters import printable, printable_run

Piece = dict[str, Any]
LONGEST = 3000
TICK = {"form": "tick"}  # in a grid: an empty box


def heading(text: str, level: int = 2) -> Piece:
    return {"form": "heading", "level": level, "text": printable(text, 300)}


def words(text: str, style: str = "plain") -> Piece:
    """A paragraph; `style` is plain, strong, small, large or label."""
    return runs([{"text": text}], style)


def runs(parts: list[dict], style: str = "plain") -> Piece:
    """A paragraph of pieces with `text`, and `bold` or `italic` where they are."""
    shown = [part | {"text": printable_run(part["text"][:LONGEST])} for part in parts]
    return {"form": "words", "style": style, "runs": shown}


def paragraphs(text: str, style: str = "plain") -> list[Piece]:
    """Plain text with line breaks: each line a paragraph."""
    return [words(line, style) for line in str(text).splitlines() if line.strip()]


def items(entries: list[list[Piece]], *, ordered: bool = False) -> Piece:
    return {"form": "items", "ordered": ordered, "items": entries}


def boxes(entries: list[tuple[str, str]], mark: str = "square") -> Piece:
    """Lines to tick: a label ("A", may be empty) and words; a square, circle or blank."""
    return {
        "form": "boxes",
        "mark": mark,
        "items": [
            {"label": printable(label), "text": printable(text, LONGEST)}
            for label, text in entries
        ],
    }


def lines(count: int) -> Piece:
    """Lines to write on."""
    return {"form": "lines", "count": max(1, min(count, 30))}


def blank(label: str, unit: str = "") -> Piece:
    """One short line for a number, with what it is before and its unit after."""
    return {
        "form": "blank",
        "label": printable(label, 300),
        "unit": printable(unit, 60),
    }


def grid(head: list[str], rows: list[list[Any]], widths: list[int]) -> Piece:
    """A table; a cell is words, "" to be filled in by hand, or TICK. Widths are shares."""
    return {
        "form": "grid",
        "head": [printable(cell, 200) for cell in head],
        "rows": [
            [cell if cell is TICK else printable(str(cell), LONGEST) for cell in row]
            for row in rows
        ],
        "widths": widths,
    }


def frame(title: str, inside: list[Piece], tag: str = "") -> Piece:
    return {
        "form": "frame",
        "title": printable(title, 300),
        "tag": printable(tag, 100),
        "inside": inside,
    }


def together(inside: list[Piece]) -> Piece:
    """What stands on one page, if half a page holds it."""
    return {"form": "together", "inside": inside}


def figure(drawing: Drawing, alt: str, caption: str = "") -> Piece:
    return {
        "form": "figure",
        **asdict(drawing),
        "alt": printable(alt, 1000) or "…",
        "caption": printable(caption, 400),
    }


def bar(left: str, right: str) -> Piece:
    """An empty bar of ten parts to be divided by hand."""
    return {"form": "bar", "left": printable(left), "right": printable(right)}


def new_page() -> Piece:
    return {"form": "new_page"}


def labels(count: int, letters: str) -> list[str]:
    """The first letters of `letters` (parted by spaces), numbers where they run out."""
    known = letters.split()
    return [
        known[place] if place < len(known) else str(place + 1) for place in range(count)
    ]


def shuffled(ids: list[str], seed: str) -> list[str]:
    """In an order of chance that is the same each time, and never the one given."""

    def chance(each: str) -> str:
        return hashlib.sha256(f"{seed}\n{each}".encode()).hexdigest()

    shown = sorted(ids, key=chance)
    return shown if shown != ids else shown[1:] + shown[:1]

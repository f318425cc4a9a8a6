"""Which letters our fonts can draw, and what to do with the others.

A paper never shows an empty box. What is typed is brought to one normal form, invisible
and direction-changing characters are taken out, and characters that no shipped font
draws are left out; a name that would lose a letter that way is left to be written by
hand instead, for half a name is somebody else's.
"""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"

# Zero-width joiner, non-joiner and space: invisible, but Urdu, Hindi and Khmer spelling
# needs them. All other format characters (bidirectional overrides among them) go.
_SPELLING = {"\u200b", "\u200c", "\u200d"}
# No language stacks more marks than this on one letter; a tower of them would run over
# the rest of the paper.
_MOST_MARKS = 4
# "6 %" and "648 000" stay in one line, as they are written.
_NO_BREAK = "\u00a0\u202f"
_SPACES = re.compile(r"\s+")
# A word too long for a line may break; not in Khmer, which writes without spaces and
# whose words typst finds.
_OVERLONG = re.compile(r"[^\s\u1780-\u17ff\u200b]{24}(?=[^\s\u1780-\u17ff\u200b])")


def unprintable(text: str) -> str:
    """The characters of a text that the paper can't show, once each, in order."""
    return "".join(
        dict.fromkeys(char for char in _tidy(text) if ord(char) not in _drawn())
    )


def printable(text: str, most: int = 200) -> str:
    """The text as the paper shows it, at most so many characters."""
    drawn = "".join(char for char in _tidy(text) if ord(char) in _drawn())
    kept = _spaced(drawn)
    if len(kept) > most:
        kept = kept[: most - 1].rstrip() + "…"
    return _OVERLONG.sub("\\g<0>\u200b", kept)


def printable_run(text: str) -> str:
    """A piece out of the middle of a text: a space at its ends is kept, as one."""
    kept = printable(text, max(len(text), 1))
    before = " " if text[:1].isspace() else ""
    after = " " if kept and text[-1:].isspace() else ""
    return f"{before}{kept}{after}"


def printable_name(name: str) -> str:
    """The name as the paper shows it; empty, for ink, if a letter can't be shown."""
    if any(unicodedata.category(char)[0] in "LMN" for char in unprintable(name)):
        return ""
    return printable(name)


def _tidy(text: str) -> str:
    spaced = "".join(
        " " if char.isspace() and char not in _NO_BREAK else char
        for char in unicodedata.normalize("NFC", text)
        if char.isspace() or not _is_hidden(char)
    )
    tidied, marks = [], 0
    for char in _spaced(spaced):
        marks = marks + 1 if unicodedata.category(char)[0] == "M" else 0
        if marks <= _MOST_MARKS:
            tidied.append(char)
    return "".join(tidied)


def _spaced(text: str) -> str:
    """One space where there are several; one that must not break a line stays such."""
    return _SPACES.sub(
        lambda found: next((char for char in found[0] if char in _NO_BREAK), " "), text
    ).strip()


def _is_hidden(char: str) -> bool:
    if unicodedata.name(char, "").startswith("VARIATION SELECTOR"):
        return True
    return unicodedata.category(char) in ("Cc", "Cf", "Cs") and char not in _SPELLING


@cache
def _drawn() -> frozenset[int]:
    return frozenset().union(*(code_points(path) for path in FONTS.glob("*.ttf")))


def code_points(font: Path) -> frozenset[int]:
    """The characters a font has a glyph for: its cmap, in the format 4 all ours have."""
    data = font.read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    records = struct.iter_unpack(">4sIII", data[12 : 12 + 16 * tables])
    cmap = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (subtables,) = struct.unpack_from(">H", data, cmap + 2)
    encodings = struct.iter_unpack(">HHI", data[cmap + 4 : cmap + 4 + 8 * subtables])
    table = cmap + next(at for *kind, at in encodings if kind == [3, 1])
    segments = struct.unpack_from(">H", data, table + 6)[0] // 2
    # Four arrays of one number a segment; two unused bytes after the first.
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{segments}H", data, table + 14 + 2 * segments * i + pad)
        for i, pad in enumerate((0, 2, 2, 2))
    )
    offsets_at = table + 16 + 6 * segments
    drawn = set()
    for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
        for code in range(start, end + 1):
            glyph = code
            if offsets[i]:
                at = offsets_at + 2 * i + offsets[i] + 2 * (code - start)
                (glyph,) = struct.unpack_from(">H", data, at)
            if (offsets[i] == 0 or glyph) and (glyph + deltas[i]) & 0xFFFF:
                drawn.add(code)
    return frozenset(drawn)

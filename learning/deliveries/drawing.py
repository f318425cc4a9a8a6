"""Drawings for a photocopier: black lines on white, nothing grey, none too thin.

The drawing was rebuilt from an allow-list when its lesson was published; here colours and
widths change, and its words are taken out, for the layout to set them: inside a drawing
Khmer is not shaped as it is read.
"""

import re
from dataclasses import dataclass

from lxml import etree

from learning.paper.letters import printable

SVG = "http://www.w3.org/2000/svg"
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
BLACK, WHITE = "#000000", "#ffffff"
_NAMED = {"white": WHITE, "black": BLACK, "currentcolor": BLACK}
_SCRIPTS = (
    ("\u1780", "\u17ff", "Noto Sans Khmer"),
    ("\u0600", "\u06ff", "Noto Naskh Arabic"),
    ("\u0900", "\u097f", "Noto Sans Devanagari"),
)
_TEXT = ("text", "tspan")
# Lighter than this (0 to 1) is paper; ink and green are darker, tints and sun are not.
_LIGHT = 0.4


@dataclass(frozen=True)
class Drawing:
    """Size and places are in the drawing's own units; a label's y is its baseline."""

    svg: str
    width: float
    height: float
    labels: tuple[dict, ...]


def black_and_white(svg: str) -> Drawing | None:
    """The drawing for a copier; None where it can't be read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(svg.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    numbers = [float(each) for each in _NUMBER.findall(root.get("viewBox", ""))]
    if len(numbers) != 4 or min(numbers[2:]) <= 0:
        return None
    left, top, width, height = numbers
    for element in root.iter():
        if isinstance(element.tag, str):
            _redraw(element)
    labels = tuple(_taken_out(root, left, top))
    # Its own proportions; without a size some programs make it a square.
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    return Drawing(etree.tostring(root, encoding="unicode"), width, height, labels)


def _taken_out(root, left: float, top: float) -> list[dict]:
    """Words that stand straight where they are told to; others stay in the drawing."""
    found = []
    for element in list(root.iter(f"{{{SVG}}}text", "text")):
        lineage = [element, *element.iterancestors()]
        if len(element) or any(each.get("transform") for each in lineage):
            continue
        inherited = {
            name: next((each.get(name) for each in lineage if each.get(name)), default)
            for name, default in (("font-size", "13"), ("text-anchor", "start"))
        }
        place = [_number(element.get("x")), _number(element.get("y"))]
        found.append(
            {
                "text": element.text or "",
                "x": place[0] - left,
                "y": place[1] - top,
                "size": _number(inherited["font-size"]) or 13,
                "anchor": inherited["text-anchor"],
                "white": element.get("fill") == WHITE,
            }
        )
        element.getparent().remove(element)
    return found


def _number(said: str | None) -> float:
    found = _NUMBER.match(said or "")
    return float(found.group()) if found else 0


def _redraw(element) -> None:
    name = etree.QName(element).localname
    tinted = (element.get("fill") or "none").lower() not in ("none", "#fff", WHITE)
    for side in ("fill", "stroke"):
        colour = element.get(side)
        if colour and colour != "none":
            element.set(side, _copied(colour))
    pale = tinted and element.get("fill") == WHITE
    if pale and name not in _TEXT and element.get("stroke") in (None, "none"):
        # A tint without a line round it would vanish.
        element.set("stroke", BLACK)
    for opacity in ("opacity", "fill-opacity", "stroke-opacity"):
        element.attrib.pop(opacity, None)
    if name in _TEXT:
        # Set by our own fonts, whatever the author's program called them.
        element.text = printable(element.text or "", 120)
        element.set("font-family", _font_of(element.text))
    width = element.get("stroke-width")
    if width and re.fullmatch(r"[0-9.]+", width) and float(width) < 1:
        element.set("stroke-width", "1")


def _font_of(text: str) -> str:
    """The font of its script: within a drawing the first one draws the whole word."""
    for first, last, font in _SCRIPTS:
        if any(first <= char <= last for char in text):
            return font
    return "Noto Sans"


def _copied(colour: str) -> str:
    named = _NAMED.get(colour.lower())
    if named:
        return named
    digits = colour.removeprefix("#")
    if not re.fullmatch(r"[0-9a-fA-F]{3,8}", digits):
        return BLACK
    if len(digits) < 6:
        digits = "".join(digit * 2 for digit in digits[:3])
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    light = 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2
    return WHITE if light > _LIGHT else BLACK

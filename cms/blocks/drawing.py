"""Drawings from authors: SVG rebuilt from an allow-list, its words put in by language.

Nothing of the author's markup is passed on. Each element and attribute that is known to
be harmless is written anew; scripts, event attributes, styles, links, references,
embedded HTML, entities and whatever SVG will invent next are not in the list.
"""

import re
from collections.abc import Mapping

from lxml import etree

SVG = "http://www.w3.org/2000/svg"
LONGEST = 30_000  # characters: a drawing travels inside a lesson page
MOST_ELEMENTS = 600
DEEPEST = 12

# Character classes rather than grammars: no pattern here can be made to backtrack.
_LENGTH = re.compile(r"-?[0-9.]{1,12}(?:px|em|%)?")
_NUMBERS = re.compile(r"[0-9eE.,\s+-]*")
_PATH = re.compile(r"[MmLlHhVvCcSsQqTtAaZz0-9eE.,\s+-]*")
_COLOUR = re.compile(r"none|currentColor|[a-z]{3,20}|#[0-9a-fA-F]{3,8}")
_TRANSFORM = re.compile(
    r"(?:(?:translate|scale|rotate|matrix|skewX|skewY)\([0-9eE.,\s+-]*\)[\s,]*)+"
)
_DECLARATION = re.compile(r"^<\?xml[^>]*\?>")
_WORD = re.compile(r"[a-zA-Z-]{1,30}")
_LABEL = re.compile(r"[a-z0-9_-]{1,40}")
# The classes of the style sheet, which has colours for light and dark.
_CLASSES = frozenset(
    [
        "line",
        "leaf",
        "leaf-fill",
        "clay",
        "clay-fill",
        "sun-fill",
        "card",
        "soft",
        "label",
    ]
)

_ELEMENTS = frozenset(
    [
        "svg",
        "g",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "title",
        "desc",
    ]
)
_WITH_WORDS = frozenset({"text", "tspan", "title", "desc"})
_ATTRIBUTES = {
    **dict.fromkeys(
        [
            "x",
            "y",
            "x1",
            "y1",
            "x2",
            "y2",
            "cx",
            "cy",
            "r",
            "rx",
            "ry",
            "width",
            "height",
            "dx",
            "dy",
            "font-size",
            "stroke-width",
            "stroke-dashoffset",
            "opacity",
            "fill-opacity",
            "stroke-opacity",
        ],
        _LENGTH,
    ),
    **dict.fromkeys(["viewBox", "points", "stroke-dasharray", "rotate"], _NUMBERS),
    **dict.fromkeys(["fill", "stroke"], _COLOUR),
    **dict.fromkeys(
        [
            "stroke-linecap",
            "stroke-linejoin",
            "fill-rule",
            "text-anchor",
            "font-weight",
            "font-style",
            "font-family",
            "dominant-baseline",
            "preserveAspectRatio",
        ],
        _WORD,
    ),
    "d": _PATH,
    "transform": _TRANSFORM,
    "data-label": _LABEL,
}


class DrawingError(ValueError):
    """A drawing that cannot be taken; `args[0]` is a code for `media.py` to put in words."""


def safe_drawing(source: str) -> str:
    """Return the drawing rebuilt from the allow-list; doing it twice changes nothing.

    Raises DrawingError: `too_long`, `not_svg`, `has_dtd`, `no_view_box`, `too_deep`,
    `too_many`.
    """
    return _written(_rebuilt(source))


def label_keys(source: str) -> list[str]:
    """Return the names of the places for words, in the order of the drawing."""
    found = (each.get("data-label") for each in _rebuilt(source).iter())
    return list(dict.fromkeys(key for key in found if key))


def drawing_in_words(source: str, labels: Mapping[str, str], alt: str) -> str:
    """Return the drawing with the words of one language in place, and what it shows."""
    root = _rebuilt(source)
    for element in root.iter():
        # Its name has done its work; a reader on a slow line does not pay for it.
        key = element.attrib.pop("data-label", None)
        if key in labels:
            for child in list(element):
                element.remove(child)
            element.text = labels[key]
    root.set("role", "img")
    root.set("aria-label", alt)
    return _written(root)


def _parsed(source: str):
    if len(source) > LONGEST:
        raise DrawingError("too_long")
    # Before parsing: entities are expanded while reading.
    if "<!doctype" in source.lower() or "<!entity" in source.lower():
        raise DrawingError("has_dtd")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        # The declaration speaks of a file's encoding; this has long been decoded.
        markup = _DECLARATION.sub("", source.strip(), count=1)
        root = etree.fromstring(markup.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DrawingError("not_svg") from error
    if etree.QName(root).localname != "svg":
        raise DrawingError("not_svg")
    return root


def _rebuilt(source: str):
    old = _parsed(source)
    if sum(1 for _ in old.iter()) > MOST_ELEMENTS:
        raise DrawingError("too_many")
    new = etree.Element("svg", nsmap={None: SVG})
    _copy(old, new, depth=1)
    if not new.get("viewBox"):
        raise DrawingError("no_view_box")
    return new


def _copy(old, new, depth: int) -> None:
    if depth > DEEPEST:
        raise DrawingError("too_deep")
    for name, raw in old.attrib.items():
        value = _kept(name, raw)
        if value:
            new.set(name, value)
    if new.tag in _WITH_WORDS:
        new.text = old.text
    for child in old:
        if not isinstance(child.tag, str):
            continue
        name = etree.QName(child)
        # Another namespace is another language: only SVG is rebuilt.
        if name.namespace not in (SVG, None) or name.localname not in _ELEMENTS:
            continue
        if name.localname == "svg":
            continue
        copied = etree.SubElement(new, name.localname)
        _copy(child, copied, depth + 1)
        if new.tag in _WITH_WORDS:
            copied.tail = child.tail


def _kept(name: str, raw: str) -> str:
    if name == "class":
        return " ".join(each for each in raw.split() if each in _CLASSES)
    pattern = _ATTRIBUTES.get(name)
    return raw if pattern and pattern.fullmatch(raw) else ""


def _written(root) -> str:
    """Return the markup; elements without namespace, so that none is declared twice."""
    root.tail = None
    return etree.tostring(root, encoding="unicode")

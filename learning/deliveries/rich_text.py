"""Rich text of a lesson (already cleaned at publishing) as pieces of a sheet, or as plain words.

Only the tags that publishing lets through mean anything here; of others the words stay.
"""

from lxml import etree
from lxml import html as lxml_html

from learning.deliveries import sheet

_STYLES = {"b": "bold", "i": "italic"}
_LISTS = {"ul": False, "ol": True}


def pieces(source: str) -> list[sheet.Piece]:
    """Paragraphs and lists; an address on the web stands behind the words of its link."""
    source = source.replace("\x00", "")
    return _blocks(_parsed(source)) if source.strip() else []


def sentences(source: str) -> list[str]:
    """The same as plain lines, one for each paragraph or point of a list."""
    lines = []
    for piece in pieces(source):
        lines += _lines(piece)
    return [line for line in lines if line]


def _lines(piece) -> list[str]:
    if piece["form"] == "items":
        return [
            line for entry in piece["items"] for each in entry for line in _lines(each)
        ]
    return ["".join(run["text"] for run in piece["runs"]).strip()]


def _parsed(source: str):
    try:
        return lxml_html.fragment_fromstring(source, create_parent="div")
    except (etree.ParserError, ValueError):
        root = etree.Element("div")
        root.text = "".join(char for char in source if char >= " ")
        return root


def _blocks(element) -> list[sheet.Piece]:
    found, loose = [], _Runs()
    loose.add(element.text)
    for child in element:
        tag = child.tag
        if tag in _LISTS:
            loose.close(found)
            entries = [_blocks(each) for each in child if each.tag == "li"]
            found.append(sheet.items([e for e in entries if e], ordered=_LISTS[tag]))
        elif tag in ("p", "div"):
            loose.close(found)
            found += _blocks(child)
        elif isinstance(tag, str):
            _inline(child, loose, {}, found)
        loose.add(child.tail)
    loose.close(found)
    return found


def _inline(element, loose: "_Runs", style: dict, found: list) -> None:
    if element.tag == "br":
        loose.close(found)
        return
    if element.tag in _STYLES:
        style = style | {_STYLES[element.tag]: True}
    loose.add(element.text, style)
    for child in element:
        if isinstance(child.tag, str):
            _inline(child, loose, style, found)
        loose.add(child.tail, style)
    address = element.get("href", "") if element.tag == "a" else ""
    if (
        address.startswith(("http://", "https://"))
        and address != element.text_content()
    ):
        loose.add(f" ({address})", style)


class _Runs:
    """Pieces of the paragraph that is being read."""

    def __init__(self):
        self.parts: list[dict] = []

    def add(self, text: str | None, style: dict | None = None) -> None:
        if text:
            self.parts.append({"text": text} | (style or {}))

    def close(self, found: list) -> None:
        if any(part["text"].strip() for part in self.parts):
            self.parts[0]["text"] = self.parts[0]["text"].lstrip()
            self.parts[-1]["text"] = self.parts[-1]["text"].rstrip()
            found.append(sheet.runs(self.parts))
        self.parts = []

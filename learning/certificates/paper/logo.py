"""A union's own picture, in the one form the template takes: SVG.

Typst gets its data as text, which SVG is; PNG and JPEG go in as the only element of an
SVG of their own size.
"""

import base64
import struct
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Logo:
    """A union's own picture, with the words for who can't see it."""

    content: bytes = field(repr=False)
    mime: str
    alt: str

    def __post_init__(self):
        if self.mime not in ("image/svg+xml", "image/png", "image/jpeg"):
            raise ValueError("A logo is an SVG, PNG or JPEG picture.")


def as_svg(logo: Logo) -> str | None:
    """The logo as SVG text; None if it is not the picture it says it is."""
    try:
        if logo.mime == "image/svg+xml":
            return logo.content.decode()
        size = _png_size if logo.mime == "image/png" else _jpeg_size
        width, height = size(logo.content)
    except (UnicodeDecodeError, ValueError, struct.error):
        return None
    data = base64.b64encode(logo.content).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}"'
        f' href="data:{logo.mime};base64,{data}"/></svg>'
    )


def _png_size(content: bytes) -> tuple[int, int]:
    if not content.startswith(b"\x89PNG\r\n\x1a\n"):
        raise ValueError("Not a PNG.")
    return struct.unpack_from(">II", content, 16)


def _jpeg_size(content: bytes) -> tuple[int, int]:
    if not content.startswith(b"\xff\xd8"):
        raise ValueError("Not a JPEG.")
    at = 2
    while True:
        marker, length = struct.unpack_from(">HH", content, at)
        # The frame headers, among which 0xC4, 0xC8 and 0xCC mean other things.
        if 0xFFC0 <= marker <= 0xFFCF and marker not in (0xFFC4, 0xFFC8, 0xFFCC):
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        if marker < 0xFFC0:
            raise ValueError("Not a JPEG.")
        at += 2 + length

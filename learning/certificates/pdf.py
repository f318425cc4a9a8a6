"""The certificate as a PDF: one A4 page, tagged, with its own fonts.

All words arrive translated. What anyone typed travels as JSON strings into the template
`paper/certificate.typ` and is only ever shown there, never read as typst code; it stays
in memory: no file, no log line and no error message holds it.
"""

import base64
import json
import logging
import threading
from dataclasses import asdict, dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path

import segno
import typst
from django.views.decorators.debug import sensitive_variables

from learning.certificates.paper.letters import FONTS, printable, printable_name

logger = logging.getLogger(__name__)

PAPER = Path(__file__).parent / "paper"

_INK = "#1f2430"
_LOGO_TYPES = {"image/svg+xml", "image/png", "image/jpeg"}
# One compiler serves the process: making one reads the fonts, using one takes
# milliseconds. It holds the inputs of the run, so one run at a time.
_one_at_a_time = threading.Lock()


class PaperError(Exception):
    """The paper could not be made. Says where, never what was on it."""


@dataclass(frozen=True, kw_only=True)
class Logo:
    """A union's own picture."""

    content: bytes = field(repr=False)
    mime: str
    alt: str

    def __post_init__(self):
        if self.mime not in _LOGO_TYPES:
            raise ValueError(f"A logo is one of {sorted(_LOGO_TYPES)}.")


@dataclass(frozen=True, kw_only=True)
class Paper:
    """Everything that stands on a certificate, in the words of its language."""

    language: str  # BCP 47
    direction: str = "ltr"  # or "rtl"
    document_title: str

    union_name: str
    programme_name: str = ""
    kind_line: str
    name: str = field(default="", repr=False)  # empty: a line to write on
    statement: str
    module_title: str
    outcome: str = ""  # each line of it a paragraph
    hours_line: str = ""
    date_line: str

    signatory_name: str = ""
    signatory_role: str = ""
    signature_label: str
    stamp_label: str

    verify_label: str
    verify_url: str
    code: str  # in groups a person can read out

    mark_alt: str
    qr_alt: str
    logo: Logo | None = None

    def __post_init__(self):
        if self.direction not in ("ltr", "rtl"):
            raise ValueError("A direction is ltr or rtl.")


@sensitive_variables()
def certificate_pdf(paper: Paper) -> bytes:
    """One certificate as a PDF (PDF/UA-1); the same paper gives the same bytes."""
    shown = _shown(paper)
    try:
        return _compile(shown)
    except typst.TypstError:
        if not paper.logo:
            raise PaperError("typst refused the certificate.") from None
    # An unreadable logo must not keep a person from her certificate.
    logger.warning("A union's logo can't be read; its certificate went without it.")
    try:
        return _compile(shown | {"logo": None})
    except typst.TypstError:
        raise PaperError("typst refused the certificate.") from None


@sensitive_variables()
def _compile(shown: dict) -> bytes:
    with _one_at_a_time:
        try:
            return _compiler().compile(
                format="pdf",
                pdf_standards=["ua-1"],
                sys_inputs={"paper": json.dumps(shown)},
            )
        finally:
            # The compiler keeps its last inputs; a name is not left lying there.
            pass


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )
    return typst.Compiler(PAPER / "certificate.typ", root=PAPER, font_paths=fonts)


@sensitive_variables()
def _shown(paper: Paper) -> dict:
    """The paper as the template reads it: cleaned strings, pictures as SVG."""
    values = asdict(paper)
    logo = values.pop("logo")
    verify_url = values.pop("verify_url")
    language, *subtags = values.pop("language").split("-")
    shown = {key: printable(value) for key, value in values.items()}
    return shown | {
        "name": printable_name(paper.name),
        "outcome": [line for line in map(printable, paper.outcome.splitlines()) if line],
        "language": language.lower(),
        "region": next((tag.upper() for tag in subtags if len(tag) == 2), None),
        "verify_url": verify_url,
        "qr": _qr(verify_url),
        "logo": logo
        and {"svg": _as_svg(paper.logo), "alt": printable(paper.logo.alt) or "–"},
    }


def _qr(url: str) -> str:
    """The address as a QR code that survives a crease and a coffee stain."""
    drawing = BytesIO()
    code = segno.make(url, error="m", micro=False)
    code.save(drawing, kind="svg", border=0, dark=_INK, xmldecl=False)
    return drawing.getvalue().decode()


def _as_svg(logo: Logo) -> str:
    """Typst takes bytes only as text, so that a photograph goes in wrapped in SVG."""
    if logo.mime == "image/svg+xml":
        return logo.content.decode("utf-8", "replace")
    data = base64.b64encode(logo.content).decode()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">'
        '<image width="300" height="100" preserveAspectRatio="xMidYMid meet"'
        f' href="data:{logo.mime};base64,{data}"/></svg>'
    )

"""The certificate as a PDF: one A4 page, tagged, with its own fonts.

All words arrive translated. What anyone typed travels as JSON strings into the template
`paper/certificate.typ` and is only ever shown there, never read as typst code; it stays
in memory: no file, no log line and no error message holds it.
"""

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
from learning.certificates.paper.logo import Logo, as_svg

logger = logging.getLogger(__name__)

PAPER = Path(__file__).parent / "paper"

_INK = "#1f2430"
# Lines hold 200 characters, but for these.
_MOST = {"code": 40, "stamp_label": 40, "signature_label": 60, "verify_label": 80}
# One compiler serves the process: making one reads the fonts, using one takes
# milliseconds. It holds the inputs of the run, so one run at a time.
_one_at_a_time = threading.Lock()


class PaperError(Exception):
    """The paper could not be made. Says where, never what was on it."""


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
        return _compiler().compile(
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs={"paper": json.dumps(shown)},
        )


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
    shown = {
        key: printable(value, _MOST.get(key, 200)) for key, value in values.items()
    }
    return shown | {
        "name": printable_name(paper.name),
        "outcome": _lines(paper.outcome),
        "language": language.lower(),
        "region": next((tag.upper() for tag in subtags if len(tag) == 2), None),
        "verify_url": verify_url,
        "qr": _qr(verify_url),
        "logo": logo and {"svg": as_svg(paper.logo), "alt": printable(paper.logo.alt)},
    }


def _lines(text: str) -> list[str]:
    """Each line of what she can do, as many as a page holds."""
    lines = (printable(line, 400) for line in text.splitlines())
    return [line for line in lines if line][:6]


def _qr(url: str) -> str:
    """The address as a QR code that survives a crease and a coffee stain."""
    drawing = BytesIO()
    code = segno.make(url, error="m", micro=False)
    code.save(drawing, kind="svg", border=0, dark=_INK, xmldecl=False)
    return drawing.getvalue().decode()

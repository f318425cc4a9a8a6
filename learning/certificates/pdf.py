"""The certificate as a PDF: one A4 page, tagged, with its own fonts.

All words arrive translated. What anyone typed travels as JSON strings into the template
`paper/certificate.typ` and is only ever shown there, never read as typst code; it stays
in memory: no file, no log line and no error message holds it.
"""

import logging
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path

import segno
from django.views.decorators.debug import sensitive_variables

from learning.certificates.paper.logo import Logo, as_svg
from learning.paper.at_hand import typesetter
from learning.paper.errors import PaperError
from learning.paper.letters import printable, printable_name

logger = logging.getLogger(__name__)

TEMPLATE = Path(__file__).parent / "paper" / "certificate.typ"

_INK = "#1f2430"
# Lines hold 200 characters, but for these.
_MOST = {"code": 40, "stamp_label": 40, "signature_label": 60, "verify_label": 80}


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
    verify_url: str  # empty: a blank one, which has no code
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
    shown = shown_on(paper)
    try:
        return typesetter.typeset(TEMPLATE, {"papers": [shown]})
    except PaperError:
        if not paper.logo:
            raise
    # An unreadable logo must not keep a person from her certificate.
    logger.warning("A union's logo can't be read; its certificate went without it.")
    return typesetter.typeset(TEMPLATE, {"papers": [shown | {"logo": None}]})


@sensitive_variables()
def certificates_pdf(papers: list[Paper]) -> bytes:
    """Many certificates of one language in one file, a page each, for one press on
    "print"; an empty list gives PaperError."""
    if not papers:
        raise PaperError("No certificate to print.")
    shown = [shown_on(paper) for paper in papers]
    try:
        return typesetter.typeset(TEMPLATE, {"papers": shown})
    except PaperError:
        if not any(each["logo"] for each in shown):
            raise
    logger.warning("A union's logo can't be read; its certificates went without it.")
    return typesetter.typeset(
        TEMPLATE, {"papers": [each | {"logo": None} for each in shown]}
    )


@sensitive_variables()
def shown_on(paper: Paper) -> dict:
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
        # As the server made it: nothing in it, not even unseen, that is not typed.
        "code": paper.code,
        "qr": _qr(verify_url) if verify_url else None,
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

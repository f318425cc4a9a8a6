"""A sheet of code cards to cut out. Codes and secrets are on this paper and nowhere else."""

from io import BytesIO
from pathlib import Path

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from learning.deliveries.booklet import where_of
from learning.members.actions.cards import PrintedCard
from learning.members.consent import STATEMENT
from learning.paper.apart import typeset_apart
from learning.paper.letters import printable

TEMPLATE = Path(__file__).parent / "layout" / "print.typ"
ON_A_PAGE = 8


@sensitive_variables()
def card_sheet(cards: list[PrintedCard], *, union, language: str) -> bytes:
    """The PDF in one of the site's languages; raises PaperError. It is set in a process
    of its own, which takes codes and secrets along when it ends."""
    with translation.override(language):
        return typeset_apart(TEMPLATE, sheet_of(cards, union=union, language=language))


@sensitive_variables()
def sheet_of(cards: list[PrintedCard], *, union, language: str) -> dict:
    """What stands on the sheet, as the layout reads it. The language is active."""
    shown = [
        {"name": each.sign_in_name, "code": each.code, "qr": _qr(_address(each.secret))}
        for each in cards
    ]
    typed = f"{settings.BASE_URL}{reverse('reading:card_open')}".partition("://")[2]
    return {
        **where_of(language),
        "layout": "cards",
        "title": printable(_("Cards · %(union)s") % {"union": union.name}),
        "read_aloud": printable(_("Read this aloud before you hand them out:"), 300),
        "statement": [printable(str(sentence), 300) for sentence in STATEMENT],
        "address": printable(typed),
        "name_label": printable(_("Sign-in name")),
        "code_label": printable(_("Code for the first time")),
        "how": printable(
            _(
                "The first time: scan the square, or open the address below it and type "
                "name and code. Then choose a PIN that only you know."
            ),
            400,
        ),
        "qr_alt": printable(_("QR code of this card")),
        "pages": _pages(shown),
    }


def _pages(shown: list[dict]) -> list[list[dict]]:
    return [
        shown[start : start + ON_A_PAGE] for start in range(0, len(shown), ON_A_PAGE)
    ]


def _address(secret: str) -> str:
    return f"{settings.BASE_URL}{reverse('reading:card', args=[secret])}"


def _qr(address: str) -> str:
    """Survives a crease and a coffee stain."""
    drawing = BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(drawing, kind="svg", border=2, xmldecl=False)
    return drawing.getvalue().decode()

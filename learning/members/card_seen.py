"""A card whose QR code was just scanned: its secret has left the address bar, and for
five minutes this session knows which card it was.

In the session: "card_seen", the card's pk, and "card_seen_at".
"""

import time

from learning.members.models import Card
from learning.members.queries import card_by_pk

SECONDS = 5 * 60
_SEEN, _SEEN_AT = "card_seen", "card_seen_at"


def remember(request, card: Card) -> None:
    request.session[_SEEN] = str(card.pk)
    request.session[_SEEN_AT] = int(time.time())


def seen(request) -> Card | None:
    """The living card that was scanned at most five minutes ago; else None."""
    pk = request.session.get(_SEEN)
    if not pk or not 0 <= time.time() - request.session.get(_SEEN_AT, 0) < SECONDS:
        return None
    return card_by_pk(pk)


def forget(request) -> None:
    for name in (_SEEN, _SEEN_AT):
        request.session.pop(name, None)

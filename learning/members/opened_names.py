"""Names are masked until whoever may read them has given her secret again.

Kept in the server's session: five minutes from the last look, so that a phone put down
in the class room shows numbers and not people.
"""

import time

OPEN_SECONDS = 5 * 60
_OPENED = "names_opened_at"


def open_for(request) -> None:
    """She has just given her PIN or password."""
    request.session[_OPENED] = int(time.time())


def are_open(request) -> bool:
    """Whether names may be shown; looking keeps them open, written once a minute."""
    opened = request.session.get(_OPENED, 0)
    now = int(time.time())
    if not 0 <= now - opened < OPEN_SECONDS:
        return False
    if now - opened >= 60:
        request.session[_OPENED] = now
    return True


def shut(request) -> None:
    request.session.pop(_OPENED, None)

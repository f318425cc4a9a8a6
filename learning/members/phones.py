""" "Only you use this phone?": what a session does on a phone that others use too.

Unless she says yes, nothing is kept after leaving: the session goes with the browser or
after half an hour (sessions.py), pages are not stored (middleware.py), and leaving
empties what the browser keeps of us.
"""

import time
from urllib.parse import unquote

from django.conf import settings

from learning.members.onward import is_ours

FLAG = "shared_phone"
# A cookie: the page where ticks wait to be sent. It holds an address and nobody's name.
WAITING = "waiting"
_TOUCHED = "shared_phone_seen_at"
_TOUCH_EVERY_SECONDS = 60


def remember(request, *, own_phone: bool) -> None:
    """Note her answer in the session that is about to begin."""
    request.session[FLAG] = not own_phone
    if own_phone:
        request.session.pop(_TOUCHED, None)
        request.session.set_expiry(settings.SESSION_COOKIE_AGE)
    else:
        request.session[_TOUCHED] = int(time.time())
        request.session.set_expiry(0)


def has_session(request) -> bool:
    """Whether the visitor sent a session cookie; asked first, so that the pages of
    anonymous readers neither touch a session nor vary by cookie."""
    return bool(request.COOKIES.get(settings.SESSION_COOKIE_NAME))


def is_shared(request) -> bool:
    """Whether this request comes from a signed-in session on a shared phone."""
    return has_session(request) and bool(request.session.get(FLAG))


def is_own(request) -> bool:
    """Whether somebody is signed in on a phone of her own, where nothing is emptied."""
    return (
        has_session(request)
        and request.user.is_authenticated
        and not is_shared(request)
    )


def touch(request) -> None:
    """Keep a shared session alive while it is used; written once a minute at most."""
    now = int(time.time())
    if now - request.session.get(_TOUCHED, 0) >= _TOUCH_EVERY_SECONDS:
        request.session[_TOUCHED] = now


def is_awaited(request) -> str:
    """Where something on this phone waits to be sent: the address of that page; "" if
    nothing does. The page says so itself by a cookie (register.js), for only the phone
    knows what it holds."""
    url = unquote(request.COOKIES.get(WAITING, ""))
    return url if url and is_ours(url) else ""


def forget_everything(response, *, was_shared: bool) -> None:
    """Tell the browser to empty what it keeps of us (needs https or localhost).

    On her own phone only the pages: lessons she took along and answers not yet sent
    are hers and stay.
    """
    kinds = ("cache", "cookies", "storage") if was_shared else ("cache",)
    response["Clear-Site-Data"] = ", ".join(f'"{kind}"' for kind in kinds)
    response["Cache-Control"] = "no-store"

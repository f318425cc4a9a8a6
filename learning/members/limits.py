"""How often something may be tried, without keeping an address.

A class of forty sits behind one router, so what is strict is counted per account or
code, and an address has only a high ceiling. Counters live in the shared cache, so all
processes and machines see the same ones.

An address enters no table: what stands in a key is 24 bits of an HMAC with a salt that
changes daily. Some 256 addresses share each value, so it could not be turned back even
with the key at hand, and a ceiling does not mind.
"""

import hashlib
import hmac
import ipaddress
import math
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from learning import keys

MINUTE, HOUR, DAY = 60, 3600, 86_400


@dataclass(frozen=True)
class Limit:
    most: int
    seconds: int


# One account or code, tried from one address: five wrong tries, then a pause.
STRICT = (Limit(5, 5 * MINUTE),)
# The same from anywhere. Wider, so that a stranger elsewhere cannot lock the owner out
# with a few tries; narrow enough that a PIN of six digits holds for years.
ANYWHERE = (Limit(20, 15 * MINUTE), Limit(100, DAY))
# Everything that costs us work, from one address.
CEILING = Limit(200, MINUTE)
# Wrong tries over many accounts from one address: a class makes some, a thief many.
WRONG_TRIES = Limit(400, DAY)


class TooManyTriesError(Exception):
    """Try again after so many seconds."""

    def __init__(self, seconds: float):
        self.seconds = max(1, math.ceil(seconds))
        super().__init__(f"too many tries, again in {self.seconds} s")


def take(what: str, whom: str, limits=STRICT) -> list[str]:
    """Take one try of `what` on `whom`; raises TooManyTriesError when none is left.

    Each try occupies a slot that frees itself. `add` is atomic, so a hundred guesses at
    once get no more slots than one after the other. Hand the slots to `give_back` when
    the try was a good one.
    """
    taken: list[str] = []
    for limit in limits:
        slots = _slots(what, whom, limit)
        try:
            taken.append(_first_free(slots, limit))
        except TooManyTriesError:
            give_back(taken)
            raise
    return taken


def give_back(slots: list[str]) -> None:
    if slots:
        cache.delete_many(slots)


def forget(what: str, whom: str, limits=STRICT) -> None:
    """The rightful owner proved herself another way: the pause is over."""
    for limit in limits:
        cache.delete_many(_slots(what, whom, limit))


def check_ceiling(request: HttpRequest, what: str, limit: Limit) -> None:
    """Raises where this address has reached the ceiling; does not count."""
    key, left = _window(request, what, limit)
    if cache.get(key, 0) >= limit.most:
        raise TooManyTriesError(left)


def count(request: HttpRequest, what: str, limit: Limit) -> None:
    """One more from this address. Two at the same moment may count as one."""
    key, left = _window(request, what, limit)
    cache.set(key, cache.get(key, 0) + 1, left + MINUTE)


def under_ceiling(request: HttpRequest, what: str, limit: Limit = CEILING) -> None:
    check_ceiling(request, what, limit)
    count(request, what, limit)


def veiled_address(request: HttpRequest) -> str:
    """Stands for the address for a day: six hexadecimal digits, from which it can't be told."""
    day = timezone.now().date().isoformat()
    salt = keys.programme_secret(f"addresses of {day}")
    return hmac.new(salt, _network(request).encode(), hashlib.sha256).hexdigest()[:6]


def _network(request: HttpRequest) -> str:
    """The address as our outermost proxy saw it; of IPv6 the household's part."""
    said = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        hops = request.headers.get("X-Forwarded-For", "").split(",")
        # Fewer hops than proxies: nobody but a stranger knocks on this door.
        if len(hops) >= settings.TRUSTED_PROXIES:
            said = hops[-settings.TRUSTED_PROXIES].strip() or said
    try:
        address = ipaddress.ip_address(said)
    except ValueError:
        return "unknown"
    if address.version == 4:
        return str(address)
    mapped = address.ipv4_mapped
    return str(mapped or ipaddress.IPv6Network((int(address), 64), strict=False))


def _slots(what: str, whom: str, limit: Limit) -> list[str]:
    secret = keys.programme_secret("whose tries")
    veiled = hmac.new(secret, whom.encode(), hashlib.sha256).hexdigest()[:32]
    name = f"tries:{what}:{limit.seconds}:{veiled}"
    return [f"{name}:{number}" for number in range(limit.most)]


def _first_free(slots: list[str], limit: Limit) -> str:
    now = time.time()
    held = cache.get_many(slots)
    for slot in slots:
        if slot not in held and cache.add(slot, now, limit.seconds):
            return slot
    freed_at = min(held.values(), default=now) + limit.seconds
    raise TooManyTriesError(freed_at - now)


def _window(request: HttpRequest, what: str, limit: Limit) -> tuple[str, float]:
    number, into = divmod(time.time(), limit.seconds)
    key = f"ceiling:{what}:{limit.seconds}:{int(number)}:{veiled_address(request)}"
    return key, limit.seconds - into

"""Codes people write down: made, tidied, hashed, and carried once across a redirect.

No look-alikes: of 2 and Z, 5 and S, 6 and G, 8 and B, U and V only one is used, and
I, L, O, 0 and 1 never. 26 signs give 4.7 bits each.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from learning import keys

LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ3479"
GROUP = 4
# What a hand may have made of them.
MISREAD = str.maketrans("2568U", "ZSGBV")
RECOVERY_GROUPS = 3  # 56 bits, kept on paper for years
RESET_GROUPS = 2  # 37 bits, for seven days and a handful of tries
JOIN_SIGNS = 6  # 28 bits, for some days; opens nothing but a question
SECRET_BYTES = 16  # what a card's QR code holds
LONGEST_SECRET = 40
LONGEST = 40

_NONCE = 12


def make_code(groups: int) -> str:
    """`KM4T-9WQE-RRCA`: letters from the system's random source."""
    return "-".join(
        "".join(secrets.choice(LETTERS) for _place in range(GROUP))
        for _group in range(groups)
    )


def make_join_code() -> str:
    """`KM4T9W`, for a wall; `in_halves` is how it is shown and read aloud."""
    return "".join(secrets.choice(LETTERS) for _place in range(JOIN_SIGNS))


def in_halves(code: str) -> str:
    """`KM4 T9W`."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"


def make_secret() -> str:
    """For an address in a QR code: 128 bits."""
    return secrets.token_urlsafe(SECRET_BYTES)


def hashed_secret(secret: str) -> str:
    """To look a secret up by. Keyed, so the time the look-up takes tells nothing."""
    key = keys.programme_secret("secrets of cards")
    return hmac.new(key, secret.encode(), hashlib.sha256).hexdigest()


def tidy(typed: str) -> str:
    """Only what counts: capitals, without spaces and dashes."""
    plain = unicodedata.normalize("NFKC", typed[:LONGEST]).upper().translate(MISREAD)
    return "".join(letter for letter in plain if letter in LETTERS)


def hashed(user_id, code: str) -> str:
    """An HMAC with a key outside the database: a stolen back-up opens nothing.

    The codes are random and long, so no slow hash is needed.
    """
    secret = keys.programme_secret("recovery and reset codes")
    return hmac.new(
        secret, f"{user_id}:{tidy(code)}".encode(), hashlib.sha256
    ).hexdigest()


def matches(user_id, code: str, kept_hash: str) -> bool:
    """Takes the same time for every answer, a missing hash included."""
    same = hmac.compare_digest(hashed(user_id, code), kept_hash or "-" * 64)
    return same and bool(kept_hash)


def wrapped(user_id, code: str) -> str:
    """A code sealed for the moment between making it and writing it down."""
    nonce = secrets.token_bytes(_NONCE)
    sealed = _cipher().encrypt(nonce, code.encode(), str(user_id).encode())
    return base64.b64encode(nonce + sealed).decode()


def unwrapped(user_id, parcel: str) -> str | None:
    try:
        raw = base64.b64decode(parcel, validate=True)
        opened = _cipher().decrypt(raw[:_NONCE], raw[_NONCE:], str(user_id).encode())
    except (InvalidTag, ValueError, binascii.Error):
        return None
    return opened.decode()


def _cipher() -> AESGCM:
    return AESGCM(keys.programme_secret("codes on their way to paper"))

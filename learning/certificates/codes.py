"""The code on a certificate, and the check of a name against it.

The code has 130 bits, is derived from the certificate's id with a secret that is kept
outside the database, and is stored only as a hash: who steals the database can neither
verify nor forge. A name is never stored; `name_check` is an HMAC over code and name.
"""

import hashlib
import hmac
import unicodedata
from uuid import UUID

from learning.keys import programme_secret

# Without 0 O 1 I L U: nothing that looks like something else, no rude words.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 27  # 27 × log2(30) = 132 bits
GROUP = 5


# Latin letters whose stroke is no mark that falls away by itself.
_BARRED = str.maketrans(
    {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}
)


def code_of(certificate_id: UUID) -> str:
    """The code of a certificate, 27 characters without separators."""
    digest = hmac.digest(
        programme_secret("certificate-codes"), certificate_id.bytes, hashlib.sha512
    )
    number = int.from_bytes(digest)
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def grouped(code: str) -> str:
    """The code as printed: groups of five with hyphens."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def read_code(typed: str) -> str | None:
    """A code as typed or scanned, without separators; None if it can't be one.

    Takes what people confuse: lower case, spaces, O for 0 is in no code at all.
    """
    code = "".join(each for each in typed.upper() if each.isalnum())
    if len(code) != LENGTH or set(code) - set(ALPHABET):
        return None
    return code


def hash_of(code: str) -> str:
    """What the database keeps of a code: 64 hex digits."""
    return hashlib.sha256(code.encode()).hexdigest()


def normalised_name(name: str) -> str:
    """A name so that spelling habits don't matter: case, accents, spaces, points.

    Letters stay letters of their script; only combining marks of Latin, Greek and
    Cyrillic fall away, for in Khmer or Devanagari they carry the vowels. What can't be
    seen on the paper (joiners, directions) counts for nothing.
    """
    # Twice, for some letters have capitals only after they are taken apart.
    folded = unicodedata.normalize("NFKD", name).casefold().translate(_BARRED)
    kept = []
    for each in unicodedata.normalize("NFKD", folded):
        category = unicodedata.category(each)
        if category == "Cf" or (category == "Mn" and ord(each) < 0x0370):
            continue
        if each.isalnum() or category.startswith("M"):
            kept.append(each)
        else:
            kept.append(" ")
    return " ".join("".join(kept).split())


def name_check(code: str, name: str) -> str:
    """The HMAC (64 hex digits) that says whether this name is on this paper."""
    return hmac.new(
        programme_secret("certificate-names"),
        f"{code}\0{normalised_name(name)}".encode(),
        hashlib.sha256,
    ).hexdigest()

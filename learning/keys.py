"""Custody of keys: one file per tenant, outside the database and its back-ups.

A name, or a sheet she keeps, is sealed with AES-GCM under its tenant's key, bound to the
tenant and the participant, so a blob moved to another row does not open. Destroying the
file destroys every name of that tenant, and every sheet. Nothing is kept in memory: a destroyed key is gone at once in
every process. Custody by the union's own secret can come later behind the same door.

`programme.key` is the programme's own secret, for HMACs (certificate codes, PINs,
rate-limit salts); losing it means that no PIN and no code is recognised any more.
"""

import hashlib
import hmac
import os
import secrets
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_BYTES = 32
NONCE_BYTES = 12
FORMAT = b"\x01"
# Names are padded, so that a blob's length says little about the name.
BLOCK = 64


class KeyMissingError(RuntimeError):
    """There is no such key here: never made, or KEYS_DIR is not the right folder."""


class KeyDestroyedError(KeyMissingError):
    """The key was destroyed on purpose; what it sealed is gone."""


class KeyDamagedError(RuntimeError):
    """The file is there, but what is in it is not a key."""


class SealBrokenError(ValueError):
    """The blob does not open: changed, moved, or sealed under another key."""


def make_key(tenant) -> None:
    """Make a tenant's key, once. A second call leaves the first key alone."""
    if _gone(tenant).exists():
        raise KeyDestroyedError(f"The key of {_id(tenant)} was destroyed")
    _write_once(_file(tenant))


def has_key(tenant) -> bool:
    return _file(tenant).exists()


def destroy_key(tenant) -> None:
    """Destroy a tenant's key and with it every name sealed under it. For good."""
    file = _file(tenant)
    # First the marker, so that nobody makes a new key for old blobs in between.
    _gone(tenant).touch(mode=0o600)
    if file.exists():
        with file.open("r+b") as raw:
            raw.write(secrets.token_bytes(KEY_BYTES))
            raw.flush()
            os.fsync(raw.fileno())
        file.unlink(missing_ok=True)
    _sync_folder()


def seal(tenant, participant_id, text: str, *, what: str = "name") -> bytes:
    """`text` under the tenant's key, bound to tenant, participant, and what it is."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    plain = text.encode()
    plain += b"\x00" * (-len(plain) % BLOCK)
    sealed = AESGCM(_read(tenant)).encrypt(
        nonce, plain, _bound(tenant, participant_id, what)
    )
    return FORMAT + nonce + sealed


def open_sealed(tenant, participant_id, sealed: bytes, *, what: str = "name") -> str:
    """The text in a blob made by `seal`; SealBrokenError where it does not open."""
    bound = _bound(tenant, participant_id, what)
    return _opened(AESGCM(_read(tenant)), bound, sealed)


def open_many(tenant, rows) -> Iterator[tuple[uuid.UUID, str]]:
    """Of (participant's id, blob of her name) those that open, as (id, name).

    The key is read once, when the first one is asked for; raises KeyMissingError.
    """
    key, house = AESGCM(_read(tenant)), _house(tenant, "name")
    for participant_id, sealed in rows:
        try:
            yield participant_id, _opened(key, house + participant_id.bytes, sealed)
        except SealBrokenError:
            continue


def _opened(key: AESGCM, bound: bytes, sealed: bytes) -> str:
    sealed = bytes(sealed)  # PostgreSQL hands out a memoryview
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    if sealed[:1] != FORMAT or len(nonce) != NONCE_BYTES:
        raise SealBrokenError("This was not sealed here")
    try:
        plain = key.decrypt(nonce, body, bound)
    except InvalidTag:
        raise SealBrokenError("The seal is broken") from None
    return plain.rstrip(b"\x00").decode()


def programme_secret(purpose: str) -> bytes:
    """32 bytes for one purpose; knowing those of one says nothing about another."""
    return hmac.digest(_programme_key(), purpose.encode(), hashlib.sha256)


def make_programme_key() -> None:
    """Make the programme's own key, once."""
    _write_once(Path(settings.KEYS_DIR) / "programme.key")


def _programme_key() -> bytes:
    file = Path(settings.KEYS_DIR) / "programme.key"
    if not file.exists():
        if settings.PRODUCTION:
            raise KeyMissingError(
                f"{file} is missing. On a new site, make it once with "
                f"`manage.py make_keys`; otherwise KEYS_DIR is not the right folder, "
                f"and going on would lock everybody out."
            )
        make_programme_key()
    return _checked(file)


def _id(tenant) -> uuid.UUID:
    return uuid.UUID(str(getattr(tenant, "pk", tenant)))


def _file(tenant) -> Path:
    return Path(settings.KEYS_DIR) / f"{_id(tenant)}.key"


def _gone(tenant) -> Path:
    return Path(settings.KEYS_DIR) / f"{_id(tenant)}.destroyed"


def _bound(tenant, participant_id, what: str) -> bytes:
    # Two ids of sixteen bytes at the end, so no word in front can be mistaken.
    return _house(tenant, what) + uuid.UUID(str(participant_id)).bytes


def _house(tenant, what: str) -> bytes:
    return what.encode() + _id(tenant).bytes


def _read(tenant) -> bytes:
    if _gone(tenant).exists():
        raise KeyDestroyedError(f"The key of {_id(tenant)} was destroyed")
    return _checked(_file(tenant))


def _checked(file: Path) -> bytes:
    try:
        key = file.read_bytes()
    except FileNotFoundError:
        raise KeyMissingError(f"{file.name} is not in KEYS_DIR") from None
    if len(key) != KEY_BYTES:
        raise KeyDamagedError(f"{file.name} is damaged: restore it from its own copy")
    return key


def _write_once(file: Path) -> None:
    """Write a new key whole or not at all, never over another; 0600 from the start."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".new-key-")
    try:
        with os.fdopen(handle, "wb") as raw:
            raw.write(secrets.token_bytes(KEY_BYTES))
            raw.flush()
            os.fsync(raw.fileno())
        try:
            os.link(name, file)
        except FileExistsError:
            return
    finally:
        Path(name).unlink()
    _sync_folder()


def _sync_folder() -> None:
    folder = os.open(settings.KEYS_DIR, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)

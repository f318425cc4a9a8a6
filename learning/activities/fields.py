"""Strict reading of single JSON fields of a spec; every error names its place."""

import re
from collections.abc import Collection, Iterable
from typing import Any

from learning.activities.errors import SpecError

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
# Fifteen digits on either side are more than any wage, and exact in every language.
_DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")


def read_object(
    raw: Any, names: Collection[str], where: str, *, optional: Collection[str] = ()
) -> dict[str, Any]:
    """Return ``raw`` if it is an object with exactly ``names``, some of them optional."""
    if not isinstance(raw, dict):
        raise SpecError("wrong_type", where)
    for name in names:
        if name not in raw and name not in optional:
            raise SpecError("missing", f"{where}.{name}")
    for name in raw:
        if name not in names:
            raise SpecError("unknown_field", f"{where}.{name}")
    return raw


def read_list(raw: Any, where: str, *, at_least: int = 0) -> list[Any]:
    """Return ``raw`` if it is a list with enough items."""
    if not isinstance(raw, list):
        raise SpecError("wrong_type", where)
    if len(raw) < at_least:
        raise SpecError("too_few", where)
    return raw


def read_id(raw: Any, where: str) -> str:
    """Return an identifier: 1 to 64 ASCII letters, digits, ``-`` or ``_``."""
    return _read_pattern(raw, _ID, "bad_id", where)


def read_decimal(raw: Any, where: str) -> str:
    """Return a plain decimal string such as ``6.5``, as it was written."""
    return _read_pattern(raw, _DECIMAL, "bad_number", where)


def read_bool(raw: Any, where: str) -> bool:
    """Return ``raw`` if it is true or false, and not merely truthy."""
    if not isinstance(raw, bool):
        raise SpecError("wrong_type", where)
    return raw


def read_whole(raw: Any, where: str, *, low: int, high: int) -> int:
    """Return a whole number from ``low`` to ``high``; true is not 1."""
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise SpecError("wrong_type", where)
    if not low <= raw <= high:
        raise SpecError("out_of_range", where)
    return raw


def read_kind_of(raw: Any, kinds: Collection[str], where: str) -> str:
    """Return the field ``kind`` of an object, before its other fields are known."""
    if not isinstance(raw, dict):
        raise SpecError("wrong_type", where)
    if "kind" not in raw:
        raise SpecError("missing", f"{where}.kind")
    return read_kind(raw["kind"], kinds, f"{where}.kind")


def read_kind(raw: Any, kinds: Collection[str], where: str) -> str:
    """Return ``raw`` if it is one of ``kinds``."""
    if not isinstance(raw, str):
        raise SpecError("wrong_type", where)
    if raw not in kinds:
        raise SpecError("unknown_kind", where)
    return raw


def refuse_duplicates(ids: Iterable[str], where: str) -> None:
    """Raise ``duplicate_id`` if the same id comes twice."""
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise SpecError("duplicate_id", f"{where}: {each}")
        seen.add(each)


def _read_pattern(raw: Any, pattern: re.Pattern[str], code: str, where: str) -> str:
    if not isinstance(raw, str):
        raise SpecError("wrong_type", where)
    if not pattern.fullmatch(raw):
        raise SpecError(code, where)
    return raw

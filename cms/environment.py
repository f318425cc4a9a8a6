"""Typed readers of environment variables: each fails loudly, and by name."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def flag(name: str, default: bool) -> bool:
    """`True` or `False`; anything else is a mistake worth stopping for."""
    raw = os.environ.get(name)
    if raw is None:
        return default
    if raw not in {"True", "False"}:
        raise ImproperlyConfigured(f"{name} must be True or False, not {raw!r}")
    return raw == "True"


def number(name: str, default: int) -> int:
    raw = os.environ.get(name)
    if raw is None:
        return default
    try:
        return int(raw)
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} must be a whole number, not {raw!r}"
        ) from None


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """A folder, made if it is missing, readable by its owner alone."""
    path = Path(os.environ.get(name) or default).resolve()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def secret(name: str, kept_in: Path, may_be_made: bool) -> str:
    """A secret from the environment, or (laptop, demo) one made once and kept in a file."""
    value = os.environ.get(name)
    if value:
        return value
    if not may_be_made:
        raise ImproperlyConfigured(
            f"{name} is not set. In production, set it to a long random value; "
            f"keep it out of the database and its back-ups."
        )
    if not kept_in.exists():
        kept_in.touch(mode=0o600)
        kept_in.write_text(secrets.token_urlsafe(48))
    return kept_in.read_text().strip()


def database(name: str, sqlite_file: Path) -> dict:
    """A Django database from a URL: postgres://user:password@host:port/name, or SQLite."""
    raw = os.environ.get(name, "")
    if not raw:
        return sqlite(sqlite_file)
    url = urlsplit(raw)
    if url.scheme == "sqlite":
        return sqlite(Path(unquote(url.path)))
    if url.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"{name} must start with postgres:// or sqlite://, not {url.scheme!r}"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(url.hostname or ""),
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"server_side_binding": True},
    }


def sqlite(file: Path) -> dict:
    """SQLite that many processes can write to: WAL, and the write lock taken at BEGIN."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        # Opening it reads the whole schema (5 ms); each thread of a server does so once
        # a minute instead of at each request.
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA foreign_keys=ON; "
                # What is deleted is overwritten: names must not lie on in the file.
                "PRAGMA secure_delete=ON;"
            ),
        },
    }

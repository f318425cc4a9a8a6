"""What every test gets: no network, a quiet cache, catalogues that are up to date."""

import fcntl
import hashlib
import ipaddress
import shutil
import socket
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent


def pytest_configure(config):
    # Once, in the process that hands out the tests.
    if not hasattr(config, "workerinput"):
        call_command("compile_catalogues", verbosity=0)


# --- the database ----------------------------------------------------------------


def migrations_fingerprint() -> str:
    """Changes when a migration, a dependency or a setting does."""
    sources = [ROOT / "requirements-dev.lock", ROOT / "cms" / "settings.py"]
    sources += sorted(ROOT.glob("*/migrations/*.py"))
    digest = hashlib.sha256()
    for source in sources:
        digest.update(str(source.relative_to(ROOT)).encode() + source.read_bytes())
    return digest.hexdigest()[:16]


@pytest.fixture(scope="session")
def migrated_copy(request):
    """Where a migrated SQLite database waits to be copied; locked until it is made.

    Every migration really runs, but it takes half a minute, so only when something
    changed. PostgreSQL starts empty each time.
    """
    folder = request.config.cache.mkdir("migrated")
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder / f"{migrations_fingerprint()}.sqlite3", lock


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb):
    return django_db_keepdb or connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings, migrated_copy, django_db_createdb
):
    kept, lock = migrated_copy
    if connection.vendor == "sqlite" and kept.exists() and not django_db_createdb:
        shutil.copyfile(kept, connection.settings_dict["TEST"]["NAME"])
        fcntl.flock(lock, fcntl.LOCK_UN)
    if connection.vendor != "sqlite":
        fcntl.flock(lock, fcntl.LOCK_UN)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, migrated_copy, django_db_blocker):
    """The database cache is what production uses, so the tests use it too."""
    kept, lock = migrated_copy
    on_sqlite = connection.vendor == "sqlite"
    if not (on_sqlite and kept.exists()):
        with django_db_blocker.unblock():
            call_command("createcachetable", verbosity=0)
            if on_sqlite:
                for outdated in kept.parent.glob("*.sqlite3"):
                    outdated.unlink()
                connection.cursor().execute("VACUUM INTO %s", [str(kept)])
    fcntl.flock(lock, fcntl.LOCK_UN)


@pytest.fixture(autouse=True)
def _fresh_cache(request):
    """Rate limits of one test must not meet another; a rollback takes the rows away,
    except where a test really commits."""
    yield
    if "transactional_db" in request.fixturenames:
        cache.clear()


# --- no network ------------------------------------------------------------------


def is_at_home(address) -> bool:
    """A Unix socket, or this machine."""
    if not isinstance(address, tuple):
        return True
    host = address[0]
    if host in {"localhost", ""}:
        return True
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Nothing is loaded from another host: a call out fails, even if it is swallowed."""
    calls = []

    def guarded(original):
        def connect(self, address, *args):
            if not is_at_home(address):
                calls.append(address)
                raise OSError(f"The tests may not call out: {address}")
            return original(self, address, *args)

        return connect

    original_look_up = socket.getaddrinfo

    def look_up(host, *args, **kwargs):
        if host and not is_at_home((host,)):
            calls.append(host)
            raise socket.gaierror(f"The tests may not look up {host}")
        return original_look_up(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    yield
    assert calls == [], f"called out to {calls}"

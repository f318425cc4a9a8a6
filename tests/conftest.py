"""What every test gets: no network, a quiet cache, catalogues that are up to date."""

import ipaddress
import os
import shutil
import socket

import hypothesis
import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection

from tests import migrated
from tests.house import short

# Files that take seconds as a whole; `make check` leaves them to `make test`.
SLOW_FILES = {
    "tests/cms/test_module_files.py",
    "tests/cms/test_shipped_lessons.py",
    "tests/cms/test_walls.py",
    "tests/cms/test_workspaces.py",
    "tests/learning/certificates/test_pdf.py",
    "tests/learning/deliveries/test_actions.py",
    "tests/learning/deliveries/test_booklet.py",
    "tests/learning/deliveries/test_plan_paper.py",
    "tests/learning/members/test_class_behind_one_router.py",
    "tests/learning/members/test_hostile_input.py",
    "tests/learning/reading/views/test_deliveries.py",
    "tests/learning/test_intake.py",
}

# A busy machine is no reason to fail; `make check` tries fewer examples.
hypothesis.settings.register_profile("whole", deadline=None)
hypothesis.settings.register_profile("fast", deadline=None, max_examples=15)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "whole"))


# Once is enough: Wagtail's own queries, and ours that are no others than elsewhere.
ON_SQLITE = (
    "tests/cms/blocks/",
    "tests/cms/exchange/",
    "tests/cms/pages/",
    "tests/cms/snippets/",
    "tests/cms/test_author_home.py",
    "tests/cms/test_discreet_module.py",
    "tests/cms/test_fact_report.py",
    "tests/cms/test_languages.py",
    "tests/cms/test_localisation.py",
    "tests/cms/test_module_files.py",
    "tests/cms/test_po_files.py",
    "tests/cms/test_quality.py",
    "tests/cms/test_segments.py",
    "tests/cms/test_shipped_lessons.py",
    "tests/cms/test_walls.py",
    "tests/cms/test_workspaces.py",
)
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup"}


def pytest_collection_modifyitems(config, items):
    for item in items:
        if short(item.path) in SLOW_FILES:
            item.add_marker(pytest.mark.slow)
    # The longest first: at the end one of two workers would wait a minute for them.
    items.sort(key=lambda each: not is_long(each))
    runs = runs_on_postgresql if connection.vendor == "postgresql" else runs_on_sqlite
    kept = [each for each in items if runs(each)]
    left = set(items) - set(kept)
    config.hook.pytest_deselected(items=[each for each in items if each in left])
    items[:] = kept


def is_long(item) -> bool:
    return any(item.get_closest_marker(name) for name in ("long", "one_database"))


def runs_on_postgresql(item) -> bool:
    """What asks no database is the same on both, and runs on SQLite."""
    return (
        asks_the_database(item)
        and not item.get_closest_marker("one_database")
        and not short(item.path).startswith(ON_SQLITE)
    )


def runs_on_sqlite(item) -> bool:
    """Everything; in the gate, pages run on PostgreSQL, which forgives the least.

    On SQLite the sweep over all addresses and the journeys open them.
    """
    if item.get_closest_marker("on_postgresql"):
        return False
    is_page = "views" in item.path.parts and asks_the_database(item)
    return not (is_page and os.environ.get("POSTGRESQL_FOLLOWS"))


def asks_the_database(item) -> bool:
    return item.get_closest_marker("django_db") is not None or (
        not DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))
    )


def pytest_configure(config):
    # Once, in the process that hands out the tests.
    if not hasattr(config, "workerinput"):
        call_command("compile_catalogues", verbosity=0)


# --- the database ----------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb):
    return django_db_keepdb or connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_createdb):
    """On SQLite a copy of what was migrated before; on PostgreSQL, settings say so."""
    if connection.vendor == "sqlite" and not django_db_createdb:
        shutil.copyfile(migrated.ready(), connection.settings_dict["TEST"]["NAME"])


@pytest.fixture(autouse=True)
def _fresh_cache(request, django_db_blocker):
    """Rate limits of one test must not meet another: a rollback takes the rows away,
    but not where a test really commits."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if "transactional_db" in request.fixturenames or (
        marker and marker.kwargs.get("transaction")
    ):
        with django_db_blocker.unblock():
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

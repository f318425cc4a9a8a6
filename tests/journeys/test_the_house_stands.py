"""The server as a whole: what `make run` and an init system rely on."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from tests.journeys.site import (
    FOR_JOURNEYS,
    ROOT,
    environment_for,
    serving,
    shared_by_all,
)

pytestmark = pytest.mark.journey


@pytest.fixture
def own_site(tmp_path, tmp_path_factory):
    """One that may be broken."""
    shared = shared_by_all(tmp_path_factory.getbasetemp())
    with serving(tmp_path / "data", shared, only=FOR_JOURNEYS) as running:
        yield running


def test_when_the_worker_dies_the_whole_stops_and_can_be_started_again(own_site):
    [worker] = children(own_site.pid, "manage.py")
    os.kill(worker, signal.SIGKILL)

    assert own_site.wait() == 1
    assert "has stopped; stopping the other" in own_site.log
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", own_site.port), timeout=2)


def test_a_second_start_keeps_the_data_and_takes_seconds(own_site, tmp_path):
    count = "from learning.models import User; print(User.objects.count())"
    before = own_site.python(count)
    own_site.stop()
    started = time.monotonic()

    with serving(own_site.data_dir, own_site.data_dir) as again:
        assert time.monotonic() - started < 30
        assert again.python(count) == before


def test_a_taken_port_is_named(site, tmp_path):
    refused = subprocess.run(
        [sys.executable, "deploy/serve.py", "--demo"],
        cwd=ROOT,
        env=environment_for(tmp_path, site.port),
        capture_output=True,
        text=True,
        check=False,
    )

    assert refused.returncode == 1
    assert f"Port {site.port} on 127.0.0.1 can't be used" in refused.stderr
    assert f"make run PORT={site.port + 1}" in refused.stderr


def test_it_says_where_it_is_and_who_may_come_in(site):
    assert f"Palabre is at {site.base_url}" in site.log
    for account in ("trainee", "other-coordinator", "evaluator", "palabre-demo"):
        assert account in site.log


def children(pid: int, words: str) -> list[int]:
    """Processes started by another, whose command line has these words."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(pid)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return [int(line.split()[0]) for line in listed if words in line]

"""The worker: every chore once, by whichever worker comes first, and through trouble."""

import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from learning.management.commands import work
from tests.house import ROOT

MORNING = datetime(2026, 11, 22, 6, 30, 5, tzinfo=UTC)
MOST_MEMORY = 220 * 1024  # kB; DESIGN 6


@pytest.fixture
def done(monkeypatch) -> list[str]:
    """The chores that were done, in order; nothing is really run."""
    chores = []
    monkeypatch.setattr(
        work, "call_command", lambda chore, **options: chores.append(chore)
    )
    return chores


@pytest.mark.django_db
def test_a_minute_has_its_chores_once_however_many_workers(done):
    for worker in (work.Clock(), work.Clock()):
        worker.tick(MORNING)
        worker.tick(MORNING + timedelta(seconds=30))

    assert sorted(done) == [
        "catch_up_counting",
        "clearsessions",
        "destroy_names_at_term",
        "look_for_doubles",
        "prune_db_task_results",
        "publish_scheduled",
        "recount",
        "release",
        "restate",
        "review_facts",
        "tidy_classes",
        "tidy_deliveries",
        "tidy_rosters",
    ]


@pytest.mark.django_db
def test_the_next_minute_and_the_next_day_have_theirs(done):
    clock = work.Clock()
    clock.tick(MORNING)
    done.clear()

    clock.tick(MORNING + timedelta(minutes=1))
    assert done == ["publish_scheduled", "catch_up_counting"]
    done.clear()

    clock.tick(MORNING + timedelta(days=1))
    assert sorted(done) == [
        "catch_up_counting",
        "clearsessions",
        "destroy_names_at_term",
        "look_for_doubles",
        "prune_db_task_results",
        "publish_scheduled",
        "recount",
        "release",
        "restate",
        "review_facts",
        "tidy_classes",
        "tidy_deliveries",
        "tidy_rosters",
    ]


@pytest.mark.django_db
def test_a_chore_that_fails_stops_nothing_and_is_tried_again(monkeypatch, caplog):
    tried = []

    def fail(chore, **options):
        tried.append(chore)
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(work, "call_command", fail)
    clock = work.Clock()
    clock.tick(MORNING)
    clock.tick(MORNING + timedelta(minutes=1))

    assert tried.count("clearsessions") == 2
    assert "The clock's clearsessions failed" in caplog.text


@pytest.mark.django_db
def test_a_page_goes_live_at_its_hour():
    home = Page.objects.get(depth=2)
    page = home.add_child(instance=Page(title="May Day", slug="may-day", live=False))
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)

    work.Clock().tick(timezone.now())

    page.refresh_from_db()
    assert page.live


@pytest.mark.django_db
def test_a_database_that_is_away_is_waited_for(caplog):
    class Worker:
        running = True
        tries = 0

        def run(self):
            self.tries += 1
            if self.tries < 3:
                raise OperationalError("the server is restarting")
            self.running = False

    worker = Worker()
    work.work_on(worker, pause=0)

    assert worker.tries == 3
    assert caplog.text.count("The database does not answer") == 2


def running_task(*worker_ids: str) -> DBTaskResult:
    """A task as it stands while (or after) these workers did it."""
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        started_at=timezone.now(),
        args_kwargs={"args": [], "kwargs": {}},
        task_path="learning.deliveries.actions.make",
        worker_ids=list(worker_ids),
        backend_name="default",
        run_after=timezone.now(),
    )


@pytest.mark.django_db
def test_a_task_lost_with_its_worker_is_given_to_another(done):
    work.say_that_it_lives("lives")
    lost, kept = running_task("lives", "killed"), running_task("killed", "lives")

    work.Clock("new").tick(MORNING)

    lost.refresh_from_db()
    kept.refresh_from_db()
    assert (lost.status, kept.status) == ("READY", "RUNNING")
    assert lost in DBTaskResult.objects.ready()


@pytest.mark.django_db
def test_a_task_that_ended_three_workers_has_failed(done, caplog):
    task = running_task("one", "two", "three")

    assert work.take_back_lost_tasks() == 1

    task.refresh_from_db()
    assert task.status == "FAILED"
    assert task.exception_class_path.endswith("LostWithItsWorkerError")
    assert "has ended 3 workers" in caplog.text
    assert work.take_back_lost_tasks() == 0


@pytest.fixture
def own_database(tmp_path, transactional_db) -> str:
    """The URL of a database that another process can work on."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        # A copy, so that the worker and the test never wait for each other.
        copy = tmp_path / "palabre.sqlite3"
        shutil.copyfile(told["NAME"], copy)
        return f"sqlite://{quote(str(copy))}"
    host = quote(told["HOST"], safe="")
    port = f":{told['PORT']}" if told["PORT"] else ""
    account = quote(told["USER"]) + (
        f":{quote(told['PASSWORD'])}" if told["PASSWORD"] else ""
    )
    return f"postgres://{account}@{host}{port}/{told['NAME']}"


def resident_memory(pid: int) -> int:
    """In kB, as the kernel counts it."""
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in status if line.startswith("VmRSS")).split()[1])


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_it_stops_within_seconds_and_stays_small(own_database, tmp_path):
    log = tmp_path / "log"
    environment = os.environ | {
        "DATABASE_URL": own_database,
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "PYTHONUNBUFFERED": "1",
    }
    with log.open("wb") as output:
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "work"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
        )
    try:
        until = time.monotonic() + 60
        while "The worker is ready" not in log.read_text() and time.monotonic() < until:
            time.sleep(0.1)
        time.sleep(2)
        memory = resident_memory(worker.pid)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=8) == 0, log.read_text()
    finally:
        worker.kill()
        worker.wait()

    assert memory <= MOST_MEMORY
    assert "Traceback" not in log.read_text()

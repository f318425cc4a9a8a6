"""How many events a second are stored for good: `python -m bench.events`.

Phones that were offline send what their owners did, 50 events at a time, each phone
another person's, over the lessons of a module. Everything goes through `intake.take`,
one transaction a batch, and nothing is believed stored before the disk has it
(SQLite: `synchronous=FULL`; PostgreSQL: `fsync` and `synchronous_commit` on).

It runs in processes of its own, because Django has its settings once.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from bench.figures import Result, at_least
from tests import postgres

ROOT = Path(__file__).resolve().parent.parent
MUST = 2_000  # events a second; DESIGN 6
BATCH = 50
READY = "ready\n"
SECONDS = 8
LESSONS, ACTIVITIES = 7, 7
MOST_BATCHES_A_SECOND = 150  # by one process; how many are made beforehand


METHOD = (
    f"events: intake.take, batches of {BATCH}, each of another person, over {LESSONS} "
    f"lessons of {ACTIVITIES} activities; every batch one durable transaction"
)


@dataclass(frozen=True)
class Figures:
    """What one run gave."""

    database: str
    processes: int
    events_a_second: int
    batches: int
    median_ms: float
    p95_ms: float
    # Of our own process, without the database's: what stays when others leave.
    processor_ms: float

    def __str__(self) -> str:
        return (
            f"{self.database}, {self.processes} process(es): "
            f"{self.events_a_second} events/s, {self.batches} batches, "
            f"median {self.median_ms} ms, p95 {self.p95_ms} ms, "
            f"{self.processor_ms} ms of processor each"
        )


# --- from outside ----------------------------------------------------------------


def measure(
    database_url: str = "", *, processes: int = 1, seconds: float = SECONDS
) -> Figures:
    """Store events for a while in an empty database, and say how fast it went.

    Without a URL: SQLite, in a new folder on the disk where the site keeps its own. The
    PostgreSQL given must wait for its disk (`tests.postgres.running(durable=True)`).
    """
    home = ROOT / "var"
    home.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=home) as folder:
        environment = os.environ | {
            "DATA_DIR": folder,
            "DATABASE_URL": database_url,
            "PRODUCTION": "False",
            "DEBUG": "False",
            "DEMO": "True",
            "SECRET_KEY": "bench-only",
            "DJANGO_SETTINGS_MODULE": "cms.settings",
        }
        environment.pop("KEYS_DIR", None)
        command = [sys.executable, "-m", "bench.events"]
        subprocess.run([*command, "--prepare"], cwd=ROOT, env=environment, check=True)
        running = [
            subprocess.Popen(
                [*command, "--store", "--seconds", str(seconds)],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(processes)
        ]
        for each in running:
            if each.stdout.readline() != READY:
                raise RuntimeError("storing could not begin; see above")
        for each in running:  # all at once
            each.stdin.write("go\n")
            each.stdin.flush()
        runs = [each.communicate()[0] for each in running]
        if any(each.returncode for each in running):
            raise RuntimeError("storing failed; see above")
    return _figures(database_url, [json.loads(each) for each in runs])


def _figures(database_url: str, runs: list[dict]) -> Figures:
    """Counted while all the processes were at it: a batch counts when it is stored."""
    begin = max(each["began"] for each in runs)
    end = min(each["stored"][-1] for each in runs)
    stored = sum(begin < moment <= end for each in runs for moment in each["stored"])
    took = sorted(
        later - earlier
        for each in runs
        for earlier, later in pairwise([each["began"], *each["stored"]])
    )
    return Figures(
        database="PostgreSQL" if database_url else "SQLite",
        processes=len(runs),
        events_a_second=round(BATCH * stored / (end - begin)),
        batches=len(took),
        median_ms=round(statistics.median(took) * 1000, 1),
        p95_ms=round(took[int(len(took) * 0.95)] * 1000, 1),
        processor_ms=round(
            sum(each["processor"] for each in runs) / len(took) * 1000, 1
        ),
    )


def measure_all(seconds: float = SECONDS) -> list[Figures]:
    """On both databases, alone and with two processes at once."""
    figures = [measure(processes=count, seconds=seconds) for count in (1, 2)]
    for count in (1, 2):
        with postgres.running(durable=True) as url:
            figures.append(measure(url, processes=count, seconds=seconds))
    return figures


def results() -> list[Result]:
    """For `python -m bench`."""
    return [
        at_least(
            f"events stored, {each.database}, {each.processes} process(es)",
            each.events_a_second,
            MUST,
            "/s",
            METHOD,
        )
        for each in measure_all()
    ]


# --- in a process of its own -----------------------------------------------------


def prepare() -> None:
    """The tables of `learning`, one module, one union."""
    import django  # noqa: PLC0415 -- set up here

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", "learning", verbosity=0)
    from tests.learning.factories import (  # noqa: PLC0415
        LessonFactory,
        ModuleFactory,
        UnionFactory,
        activity,
    )

    UnionFactory(slug="bench")
    module = ModuleFactory()
    kinds = ("single", "multiple", "true_false", "ordering", "matching", "numeric")
    for number in range(LESSONS):
        chosen = [*kinds, "reflection"][:ACTIVITIES]
        LessonFactory(
            module=module,
            slug=f"lesson-{number}",
            activities=[activity(kind) for kind in chosen],
        )


def store(seconds: float) -> dict:
    """Store batch after batch, each of another person; when it began, when each was in."""
    import django  # noqa: PLC0415 -- set up here

    django.setup()
    from learning import intake  # noqa: PLC0415
    from learning.catalogue.models import Lesson  # noqa: PLC0415
    from learning.members.models import Union  # noqa: PLC0415
    from tests.learning.factories import (  # noqa: PLC0415
        ParticipantFactory,
        spec_of,
    )

    union = Union.objects.get(slug="bench")
    lessons = [(each, spec_of(each)) for each in Lesson.objects.order_by("position")]
    waiting = [
        (ParticipantFactory(union=union, user=None), json.dumps(batch(lessons)))
        for _ in range(round(seconds * MOST_BATCHES_A_SECOND))
    ]
    intake.take(participant=waiting[0][0], events=json.loads(waiting[0][1]), by=None)
    print(READY, end="", flush=True)
    sys.stdin.readline()
    began, worked, stored = time.time(), time.process_time(), []
    for person, body in waiting[1:]:
        receipts = intake.take(participant=person, events=json.loads(body), by=None)
        stored.append(time.time())
        assert all(each.status == "stored" for each in receipts)
        if stored[-1] > began + seconds:
            break
    return {
        "began": began,
        "stored": stored,
        "processor": time.process_time() - worked,
    }


def batch(lessons) -> list[dict]:
    """50 events of one person: lesson after lesson, read and each activity done."""
    from tests.learning.factories import event  # noqa: PLC0415 -- needs Django

    at = datetime.now(UTC) - timedelta(hours=5)
    events = []
    for lesson, spec in lessons:
        for each in (None, *spec["activities"]):
            at += timedelta(seconds=40)
            events.append(event(lesson, each, occurred_at=at.isoformat()))
    return events[:BATCH]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--prepare", action="store_true")
    arguments.add_argument("--store", action="store_true")
    arguments.add_argument("--seconds", type=float, default=SECONDS)
    given = arguments.parse_args()
    if given.prepare:
        prepare()
        return 0
    if given.store:
        print(json.dumps(store(given.seconds)))
        return 0
    for each in measure_all(given.seconds):
        print(each, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

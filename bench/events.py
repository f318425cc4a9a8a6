"""How many events a second are stored for good: `python -m bench.events`.

Phones that were offline send what their owners did, 50 events at a time, each phone
another person's, over the lessons of a module. Everything goes through `intake.take`,
one transaction a batch, and nothing is believed stored before the disk has it
(SQLite: `synchronous=FULL`; PostgreSQL: `fsync` and `synchronous_commit` on).

Other benches call `measure(database_url=…)`; it runs in processes of its own, because
Django has its settings once.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MUST = 2_000  # events a second; DESIGN 6
BATCH = 50
SECONDS = 8
LESSONS, ACTIVITIES = 7, 7


@dataclass
class Figures:
    """What one run gave; `events_a_second` is what must hold."""

    database: str
    processes: int
    events_a_second: int
    batches: int
    median_ms: float
    p95_ms: float
    must: int = MUST

    @property
    def holds(self) -> bool:
        return self.events_a_second >= self.must

    def __str__(self) -> str:
        return (
            f"{self.database}, {self.processes} process(es): "
            f"{self.events_a_second} events/s (must {self.must}), "
            f"{self.batches} batches of {BATCH}, "
            f"median {self.median_ms} ms, p95 {self.p95_ms} ms"
        )


# --- from outside ----------------------------------------------------------------


def measure(
    database_url: str = "", *, processes: int = 1, seconds: float = SECONDS
) -> Figures:
    """Store events for a while in an empty database, and say how fast it went.

    Without a URL: SQLite in a new folder under the current directory's disk. The
    PostgreSQL given is expected to wait for the disk (`tests.postgres.running(durable=True)`).
    """
    with tempfile.TemporaryDirectory(prefix="palabre-bench-") as folder:
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
                [*command, "--store", str(number), "--seconds", str(seconds)],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                text=True,
            )
            for number in range(processes)
        ]
        # Each process reports how long each of its batches took.
        took = [json.loads(each.communicate()[0]) for each in running]
        if any(each.returncode for each in running):
            raise RuntimeError("storing failed; see above")
    times = sorted(each for some in took for each in some)
    rate = sum(BATCH * len(some) / sum(some) for some in took)
    return Figures(
        database="PostgreSQL" if database_url else "SQLite",
        processes=processes,
        events_a_second=round(rate),
        batches=len(times),
        median_ms=round(statistics.median(times) * 1000, 1),
        p95_ms=round(times[int(len(times) * 0.95)] * 1000, 1),
    )


def measure_all(seconds: float = SECONDS) -> list[Figures]:
    """On both databases, alone and with two processes at once."""
    from tests import postgres  # noqa: PLC0415 -- only where it is asked for

    figures = [measure(processes=count, seconds=seconds) for count in (1, 2)]
    for count in (1, 2):
        with postgres.running(durable=True) as url:
            figures.append(measure(url, processes=count, seconds=seconds))
    return figures


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


def store(number: int, seconds: float) -> list[float]:
    """Store batch after batch, each of another person; how long each one took."""
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
    people = iter(
        [
            ParticipantFactory(union=union, user=None)
            for _ in range(round(seconds * 150))
        ]
    )
    took: list[float] = []
    until = time.perf_counter() + seconds
    for person in people:
        body = json.dumps(batch(lessons))
        started = time.perf_counter()
        receipts = intake.take(participant=person, events=json.loads(body), by=None)
        took.append(time.perf_counter() - started)
        assert all(each.status == "stored" for each in receipts)
        if time.perf_counter() > until:
            break
    return took


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
    arguments.add_argument("--store", type=int)
    arguments.add_argument("--seconds", type=float, default=SECONDS)
    given = arguments.parse_args()
    if given.prepare:
        prepare()
        return 0
    if given.store is not None:
        print(json.dumps(store(given.store, given.seconds)))
        return 0
    figures = measure_all(given.seconds)
    for each in figures:
        print(each)
    print(json.dumps([asdict(each) for each in figures]))
    return 0 if all(each.holds for each in figures) else 1


if __name__ == "__main__":
    sys.exit(main())

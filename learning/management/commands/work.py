"""The worker: runs tasks as they come, and what is due by the clock.

Start one, or several on several machines: each task and each chore is taken by one of
them. What the clock has done is marked in the shared cache, not in this process; so is
that a worker lives, and a task whose worker does not is given to another one.
"""

import logging
import threading
import time
from datetime import UTC, datetime
from uuid import uuid4

from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import Error as DatabaseError
from django.db import close_old_connections, connections
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger("learning.work")

EVERY_MINUTE = ("publish_scheduled", "catch_up_counting")
EVERY_DAY = (
    "clearsessions",
    "prune_db_task_results",
    "recount",
    "review_facts",
    "tidy_deliveries",
    "tidy_classes",
    "tidy_rosters",
    "destroy_names_at_term",
    "look_for_doubles",
    "restate",
    "release",
)
DAY = 60 * 60 * 24
# A worker says each minute that it lives. After so many of silence it does not.
SECONDS_OF_SILENCE = 5 * 60
# A task that was lost with so many workers is likely what ended them.
MOST_WORKERS = 3


class LostWithItsWorkerError(Exception):
    """Several workers ended while they did this task."""


class Clock(threading.Thread):
    """Does each chore once a minute or once a day, whatever the tasks are doing."""

    def __init__(self, worker_id: str = "", pause: float = 60):
        super().__init__(name="clock", daemon=True)
        self.worker_id = worker_id
        self.pause = pause
        self.stopped = threading.Event()

    def run(self) -> None:
        while not self.stopped.is_set():
            close_old_connections()
            self.tick(datetime.now(UTC))
            close_old_connections()
            self.stopped.wait(self.pause)
        connections.close_all()

    def stop(self) -> None:
        self.stopped.set()
        self.join(timeout=5)

    def tick(self, now: datetime) -> None:
        try:
            say_that_it_lives(self.worker_id)
            take_back_lost_tasks()
        except Exception:
            logger.exception("Looking for lost tasks failed")
        for chore in EVERY_MINUTE:
            self.do_once(chore, f"clock:{chore}:{now:%Y-%m-%dT%H:%M}", keep=10 * 60)
        for chore in EVERY_DAY:
            self.do_once(chore, f"clock:{chore}:{now:%Y-%m-%d}", keep=2 * DAY)

    def do_once(self, chore: str, mark: str, keep: int) -> None:
        """The first worker to leave the mark does it; a failure is tried again."""
        try:
            if cache.add(mark, True, timeout=keep):
                try:
                    call_command(chore, verbosity=0)
                except Exception:
                    cache.delete(mark)
                    raise
        except Exception:
            logger.exception("The clock's %s failed", chore)


def say_that_it_lives(worker_id: str, *, for_seconds: int = SECONDS_OF_SILENCE) -> None:
    cache.set(_sign_of_life(worker_id), True, timeout=for_seconds)


def take_back_lost_tasks() -> int:
    """Let others do what a worker began that was killed; returns how many there were.

    Every task may be done twice. One that has ended several workers has failed.
    """
    lost = [
        each
        for each in DBTaskResult.objects.running()
        if not cache.get(_sign_of_life(next(reversed(each.worker_ids), "")))
    ]
    for task in lost:
        # Unless somebody else was quicker, or it was done meanwhile.
        still = DBTaskResult.objects.running().filter(
            pk=task.pk, started_at=task.started_at
        )
        if len(task.worker_ids) < MOST_WORKERS:
            still.update(status=TaskResultStatus.READY)
        elif still.exists():
            task.set_failed(LostWithItsWorkerError())
            logger.error("Task %s has ended %d workers", task.pk, MOST_WORKERS)
    return len(lost)


def _sign_of_life(worker_id: str) -> str:
    return f"worker:{worker_id}"


class Command(BaseCommand):
    help = "Run background tasks, scheduled publishing and daily chores."

    def add_arguments(self, parser):
        parser.add_argument(
            "--until-empty",
            action="store_true",
            help="do the waiting tasks and one round of chores, then stop",
        )

    def handle(self, *, until_empty: bool, **options):
        worker = Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=1,
            batch=until_empty,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=uuid4().hex,
        )
        clock = Clock(worker.worker_id)
        if until_empty:
            clock.tick(datetime.now(UTC))
            # It has no clock beside it to say so again.
            say_that_it_lives(worker.worker_id, for_seconds=DAY)
            worker.run()
            return
        # Each task would be two lines in the log; what fails is logged as an error.
        for talkative in ("django_tasks", "django_tasks_db"):
            logging.getLogger(talkative).setLevel(logging.ERROR)
        self.stdout.write("The worker is ready.")
        # The first signal lets a running task finish; the second ends it.
        worker.configure_signals()
        # Before it takes a task, which the clock of another worker could see at once.
        say_that_it_lives(worker.worker_id)
        clock.start()
        try:
            work_on(worker)
        finally:
            clock.stop()


def work_on(worker: Worker, pause: float = 5) -> None:
    """Until told to stop: a database that is away for a while is waited for."""
    while worker.running:
        try:
            worker.run()
        except DatabaseError:
            logger.exception("The database does not answer; trying again")
            close_old_connections()
            time.sleep(pause)

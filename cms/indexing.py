"""Indexing for search and for "used in": once for each thing, when all is written.

Wagtail has a thing indexed after every save. A page that is loaded, translated and
published is saved many times in a row, and the worker read all of it as often.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count
from threading import local

from django.db import transaction
from django_tasks_db import DatabaseBackend

# They read what is stored when they run, so one does for all that went before. By name,
# because a task asks for its backend while its own module is still being read.
READ_WHAT_IS_STORED = {
    "modelsearch.tasks.insert_or_update_object_task",
    "wagtail.tasks.update_reference_index_task",
}


_held: ContextVar[dict | None] = ContextVar("indexing held back", default=None)


@contextmanager
def held_back() -> Iterator[None]:
    """While much is loaded, commit after commit: each thing is indexed once, at the end.

    Also when loading fails, for what was committed before stays.
    """
    held: dict = {}
    token = _held.set(held)
    try:
        yield
    finally:
        _held.reset(token)
        transaction.on_commit(lambda: _enqueue_all(held))


def _enqueue_all(held: dict) -> None:
    with transaction.atomic():  # one wait for the disk, not a thousand
        for task, args, kwargs in held.values():
            task.get_backend().enqueue_now(task, args, kwargs)


class OncePerCommit:
    """For a backend of tasks: these wait for the commit, where one stands for many."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._mine = local()  # another thread has another transaction

    def enqueue(self, task, args, kwargs):
        """Return the result to come, or None for a task that waits for the commit."""
        if task.module_path not in READ_WHAT_IS_STORED:
            return super().enqueue(task, args, kwargs)
        if (held := _held.get()) is not None:
            held[task.module_path, *args] = (task, args, kwargs)
            return None
        transaction.on_commit(self._unless_enqueued_since(task, args, kwargs))
        return None

    def _unless_enqueued_since(self, task, args, kwargs):
        if not hasattr(self._mine, "clock"):
            self._mine.clock, self._mine.enqueued = count(), {}
        which = (task.module_path, *args)
        asked = next(self._mine.clock)

        def enqueue():
            if self._mine.enqueued.get(which, -1) < asked:
                self._mine.enqueued[which] = next(self._mine.clock)
                self.enqueue_now(task, args, kwargs)

        return enqueue

    def enqueue_now(self, task, args, kwargs):
        """Enqueue a task whatever it is, and whatever stands for it already."""
        return super().enqueue(task, args, kwargs)


class Backend(OncePerCommit, DatabaseBackend):
    """Tasks in the database, for the worker."""

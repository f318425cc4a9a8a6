"""From the log to the summary: pure rules, commutative and idempotent.

Folding the same events in any order, any number of times, gives the same summary
(`tests/learning/progress/test_folding.py` holds that as a property). So events may
come late, twice, or from two phones at once, and a summary can always be rebuilt.
The rules: earliest, latest, union.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from learning.activities.completion import completion_rule_parts
from learning.activities.specs import LessonSpec


@dataclass(frozen=True)
class Done:
    """What folding needs of one event."""

    event: str
    verb: str
    activity: str | None
    answer: Any
    version: int
    occurred_at: datetime


@dataclass
class Standing:
    """Where one person stands in one lesson, as folded so far."""

    first_at: datetime | None = None
    latest_at: datetime | None = None
    read_at: datetime | None = None
    # activity id → {"first", "at", "event", "answer", "version"}
    activities: dict[str, dict] = field(default_factory=dict)
    completed_at: datetime | None = None
    completed_version: int | None = None

    def fold(self, done: Done) -> None:
        """Take one event in. A completion that stands in the log is one for good: work
        done in class is credited so, without any answer of hers."""
        self.first_at = _earliest(self.first_at, done.occurred_at)
        self.latest_at = max(self.latest_at or done.occurred_at, done.occurred_at)
        if done.verb == "completed":
            self._complete(done.occurred_at, done.version)
            return
        if done.activity is None:
            if done.verb == "experienced":
                self.read_at = _earliest(self.read_at, done.occurred_at)
            return
        # As UTC, text sorts as moments do.
        at = done.occurred_at.astimezone(UTC).isoformat()
        known = self.activities.setdefault(
            done.activity, {"first": at, "at": "", "event": ""}
        )
        known["first"] = min(known["first"], at)
        # Two answers in the same instant: the id decides, the same way everywhere.
        if (known["at"], known["event"]) < (at, done.event):
            known |= {
                "at": at,
                "event": done.event,
                "answer": done.answer,
                "version": done.version,
            }

    def _complete(self, at: datetime, version: int) -> None:
        """Of two completions the earlier holds; of two at once the lower version."""
        if self.completed_at is None or (at, version) < (
            self.completed_at,
            self.completed_version,
        ):
            self.completed_at, self.completed_version = at, version

    def judge(self, versions: Iterable[tuple[int, LessonSpec]]) -> None:
        """Complete the lesson if one of these versions is done; never take it back.

        `versions` are all that her events have ever named, with their specs. The moment
        of completion is the earliest at which any of them was done; of two done in the
        same moment the lower version holds.
        """
        done = [(self._done_at(spec), version) for version, spec in versions]
        done.append((self.completed_at, self.completed_version))
        self.completed_at, self.completed_version = min(
            (each for each in done if each[0] is not None), default=(None, None)
        )

    def _done_at(self, spec: LessonSpec) -> datetime | None:
        parts = completion_rule_parts(spec)
        if parts.rule == "read":
            return self.read_at
        if parts.rule == "test":
            return None  # a test is done when it is handed in; see TestAttempt
        firsts = [self.activities.get(each) for each in parts.activities]
        if not all(firsts):
            return None
        return max(datetime.fromisoformat(each["first"]) for each in firsts)


def fold(
    events: Iterable[Done], spec_of: Callable[[int], LessonSpec | None]
) -> Standing:
    """The standing that these events of one person in one lesson add up to."""
    standing = Standing()
    versions = set()
    for done in events:
        standing.fold(done)
        versions.add(done.version)
    standing.judge([(each, spec_of(each)) for each in versions if spec_of(each)])
    return standing


def _earliest(known: datetime | None, new: datetime) -> datetime:
    return new if known is None else min(known, new)

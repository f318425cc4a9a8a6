"""The spec of a lesson: what is asked, what is right, what completes it.

Language-neutral and frozen: ids instead of words. ``from_json`` takes nothing that
the contract does not name; ``to_json`` gives back the same JSON.
"""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Self

from learning.activities.errors import SpecError
from learning.activities.fields import (
    read_id,
    read_kind,
    read_kind_of,
    read_list,
    read_object,
    read_whole,
    refuse_duplicates,
)
from learning.activities.kinds import Activity
from learning.activities.sensitivity import (
    NONE,
    SENSITIVE,
    most_severe,
    read_level,
)

LESSON_KINDS = ("lesson", "pre_test", "final_test")
COMPLETION_RULES = ("all_required", "read")
LONGEST_LESSON = 600  # minutes: a whole day, where a lesson should take 5 to 10


def canonical_json(value: Any) -> str:
    """Return the one way to write a JSON value: sorted keys, no spaces, ASCII.

    Raises ``SpecError("not_json")`` for what JSON cannot hold, NaN included.
    """
    try:
        return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise SpecError("not_json", str(error)) from error


def spec_hash(spec_json: dict[str, Any]) -> str:
    """Return 64 hex digits that change when the spec does.

    The order of keys does not matter; the order of lists does, for it is the order
    on the page or the right answer.
    """
    return hashlib.sha256(canonical_json(spec_json).encode()).hexdigest()


@dataclass(frozen=True)
class Completion:
    """When a lesson is done: once read, or once all of ``required`` are answered.

    This list decides; ``required`` on the activity is what the page shows.
    """

    rule: str
    required: tuple[str, ...]

    @classmethod
    def from_json(cls, raw: Any, activity_ids: Collection[str]) -> Self:
        """Return the rule, its ids being among ``activity_ids``."""
        fields = read_object(raw, ("rule", "required"), "completion")
        where = "completion.required"
        required = []
        for index, each in enumerate(read_list(fields["required"], where)):
            required.append(read_id(each, f"{where}[{index}]"))
            if required[-1] not in activity_ids:
                raise SpecError("unknown_id", f"{where}[{index}]")
        refuse_duplicates(required, where)
        rule = read_kind(fields["rule"], COMPLETION_RULES, "completion.rule")
        return cls(rule, tuple(required))

    def to_json(self) -> dict[str, Any]:
        """Return the JSON object this rule came from."""
        return {"rule": self.rule, "required": list(self.required)}


@dataclass(frozen=True, kw_only=True)
class LessonSpec:
    """One version of a lesson, the same in every language.

    ``activities`` come in page order; in a final test they are the pool, of which
    ``draw`` are asked, and ``pass_mark`` is the percentage that passes. Both are
    None in every other kind of lesson. ``minutes`` is how long it takes. ``voided`` are
    the ids that no longer count, in any language: not drawn, and needed by nobody.
    """

    lesson: str
    kind: str
    sensitivity: str
    minutes: int
    completion: Completion
    activities: tuple[Activity, ...]
    draw: int | None = None
    pass_mark: int | None = None
    voided: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, raw: Any) -> Self:
        """Return the checked spec; raise SpecError, naming the place."""
        kind = read_kind_of(raw, LESSON_KINDS, "spec")
        test_fields = ("draw", "pass_mark") if kind == "final_test" else ()
        common = ("lesson", "kind", "sensitivity", "minutes", "completion")
        names = (*common, "activities", "voided", *test_fields)
        fields = read_object(raw, names, "spec", optional=("voided",))
        activities = _read_activities(fields["activities"])
        ids = [activity.id for activity in activities]
        sensitivity = read_level(fields["sensitivity"], "spec.sensitivity")
        minutes = read_whole(
            fields["minutes"], "spec.minutes", low=1, high=LONGEST_LESSON
        )
        completion = Completion.from_json(fields["completion"], ids)
        voided = _read_voided(fields.get("voided", []), ids, completion)
        _refuse_unsafe(kind, sensitivity, activities, completion)
        return cls(
            lesson=read_id(fields["lesson"], "spec.lesson"),
            kind=kind,
            sensitivity=sensitivity,
            minutes=minutes,
            completion=completion,
            activities=activities,
            voided=voided,
            **(_read_test(fields, activities, voided) if test_fields else {}),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the JSON object this spec came from."""
        spec = {
            "lesson": self.lesson,
            "kind": self.kind,
            "sensitivity": self.sensitivity,
            "minutes": self.minutes,
            "completion": self.completion.to_json(),
            "activities": [activity.to_json() for activity in self.activities],
        }
        if self.kind == "final_test":
            spec |= {"draw": self.draw, "pass_mark": self.pass_mark}
        # Left out where there are none, as in all specs that are older than voiding.
        if self.voided:
            spec["voided"] = list(self.voided)
        return spec

    def by_id(self) -> dict[str, Activity]:
        """Return the activities by their id, in page order."""
        return {activity.id: activity for activity in self.activities}

    @property
    def pool(self) -> list[Activity]:
        """Return what a test may ask: all but what no longer counts."""
        return [each for each in self.activities if each.id not in self.voided]


def _read_activities(raw: Any) -> tuple[Activity, ...]:
    activities = tuple(
        Activity.from_json(each, f"activities[{index}]")
        for index, each in enumerate(read_list(raw, "activities"))
    )
    refuse_duplicates([activity.id for activity in activities], "activities")
    return activities


def _read_voided(
    raw: Any, activity_ids: Collection[str], completion: Completion
) -> tuple[str, ...]:
    """Return the ids that no longer count: nobody can be made to answer them."""
    voided = [
        read_id(each, f"spec.voided[{index}]")
        for index, each in enumerate(read_list(raw, "spec.voided"))
    ]
    refuse_duplicates(voided, "spec.voided")
    for index, each in enumerate(voided):
        if each not in activity_ids:
            raise SpecError("unknown_id", f"spec.voided[{index}]")
        if each in completion.required:
            raise SpecError("voided_required", "completion.required")
    return tuple(voided)


def _refuse_unsafe(
    kind: str, level: str, activities: tuple[Activity, ...], completion: Completion
) -> None:
    """Refuse what nobody may be made to do: see ``sensitivity.py``.

    Completion can't need a sensitive activity, a test can't hold one, and a sensitive
    lesson has no room to write down what happened.
    """
    if most_severe([level, *(each.sensitivity for each in activities)]) != level:
        raise SpecError("below_its_activities", "spec.sensitivity")
    for index, activity in enumerate(activities):
        where = f"activities[{index}]"
        if activity.sensitivity != NONE:
            if kind != "lesson":
                raise SpecError("sensitive_in_test", where)
            if activity.id in completion.required:
                raise SpecError("sensitive_required", "completion.required")
        if level == SENSITIVE and activity.takes_free_text:
            raise SpecError("free_text_in_sensitive", where)


def _read_test(
    fields: dict[str, Any], pool: tuple[Activity, ...], voided: tuple[str, ...]
) -> dict[str, int | None]:
    asked = len(pool) - len(voided)
    for index, activity in enumerate(pool):
        if not activity.judged:
            raise SpecError("not_gradable", f"activities[{index}]")
    return {
        "draw": read_whole(fields["draw"], "spec.draw", low=1, high=asked),
        "pass_mark": read_whole(fields["pass_mark"], "spec.pass_mark", low=1, high=100),
    }

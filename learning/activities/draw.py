"""Chance that can be repeated: which questions are asked, and in what order shown.

The same seed gives the same outcome on every machine and Python, for it comes from
SHA-256 and not from ``random``. The order of what comes in does not matter.
"""

import hashlib
from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from learning.activities.fields import refuse_duplicates
from learning.activities.kinds import (
    Activity,
    Matching,
    Multiple,
    Ordering,
    Single,
    Sorting,
    TrueFalse,
)

Drawable = TypeVar("Drawable", str, Activity)


def draw(pool: Iterable[Drawable], *, seed: str | UUID, count: int) -> list[Drawable]:
    """Return ``count`` out of ``pool`` (all, if it holds fewer), shuffled.

    ``pool`` holds activities or bare ids. Each has exactly the same chance, whatever
    its kind and weight; and every kind gets its share of the draw, rounded up or down,
    so that nobody sits a test of numbers only.

    Raises SpecError("duplicate_id") if an id comes twice.
    """
    # Systematic sampling: sorted by kind and weight, by chance within, then a start by
    # chance and equal steps of len(pool) / count.
    ranked = sorted(
        pool, key=lambda each: (*_stratum(each), _chance(seed, f"rank {_id(each)}"))
    )
    refuse_duplicates([_id(each) for each in ranked], "pool")
    size = len(ranked)
    count = min(count, size)
    if count < 1:
        return []
    start = int(_chance(seed, "start"), 16) % size
    drawn = [ranked[(start + step * size) // count] for step in range(count)]
    return sorted(drawn, key=lambda each: _chance(seed, f"place {_id(each)}"))


def shown_order(activity: Activity, *, seed: str | UUID) -> list[str]:
    """Return the ids in the order to show them.

    Choices keep the author's order, which may say "both of the above". The items of an
    ordering, the right sides of a matching and the cards of a sorting are shuffled, and
    never lie in the right order already. Kinds without ids give an empty list.
    """
    match activity:
        case Single() | Multiple() | TrueFalse():
            return list(activity.choice_ids)
        case Ordering():
            return _shuffled(list(activity.items), f"{seed} {activity.id}")
        case Matching():
            rights = [pair.right for pair in activity.pairs]
            return _shuffled(rights, f"{seed} {activity.id}")
        case Sorting():
            return _shuffled(list(activity.card_ids), f"{seed} {activity.id}")
        case _:
            return []


def _shuffled(ids: list[str], seed: str) -> list[str]:
    shown = sorted(ids, key=lambda each: _chance(seed, each))
    return shown if shown != ids else shown[1:] + shown[:1]


def _id(each: str | Activity) -> str:
    return each if isinstance(each, str) else each.id


def _stratum(each: str | Activity) -> tuple[str, int]:
    return ("", 0) if isinstance(each, str) else (each.kind, each.weight)


def _chance(seed: str | UUID, what: str) -> str:
    return hashlib.sha256(f"{seed}\n{what}".encode()).hexdigest()

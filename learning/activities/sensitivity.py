"""How much care a lesson or an activity asks for.

Levels travel upwards, never downwards: a lesson is at least as sensitive as its most
sensitive activity, a module as its most sensitive lesson. An activity has its own level
only, so a plain question in a sensitive lesson stays a plain question.
"""

from collections.abc import Iterable

from learning.activities.errors import SpecError

NONE, CAREFUL, SENSITIVE = LEVELS = ("none", "careful", "sensitive")


def most_severe(levels: Iterable[str]) -> str:
    """Return the highest of some levels; "none" if there are none."""
    return max(levels, key=LEVELS.index, default=NONE)


def read_level(raw, where: str) -> str:
    """Return ``raw`` if it is a level; raise ``SpecError("unknown_level")`` if not."""
    if not isinstance(raw, str):
        raise SpecError("wrong_type", where)
    if raw not in LEVELS:
        raise SpecError("unknown_level", where)
    return raw

"""What grading gives, and what is graded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

Answer: TypeAlias = list[str] | dict[str, str] | dict[str, str | list[int]] | str


@dataclass(frozen=True)
class Grade:
    """How right an answer is: ``score`` from 0 to 1, and ``right`` only at 1.

    Both are None for one's own judgement, which nobody can call right or wrong.

    ``parts`` says it piece by piece, for ticks beside them: the picked choice
    (single, true_false), every choice (multiple: picked if right and left if wrong),
    every item (ordering: in its place), every left side (matching: with its own).
    A number has no parts, nor has "I don't know yet".
    """

    score: Fraction | None
    parts: Mapping[str, bool] = field(default_factory=dict)

    @property
    def right(self) -> bool | None:
        """Return whether nothing is missing and nothing is wrong."""
        return None if self.score is None else self.score == 1


NOT_ANSWERED = Grade(Fraction(0))
NOT_JUDGED = Grade(None)


def share(parts: dict[str, bool]) -> Grade:
    """Return the grade whose score is the share of ``parts`` that are right."""
    return Grade(Fraction(sum(parts.values()), len(parts)), parts)

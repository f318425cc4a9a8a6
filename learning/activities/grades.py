"""What the kinds share in reading and judging an answer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeAlias

from learning.activities.errors import AnswerError

Answer: TypeAlias = list[str] | dict[str, str] | dict[str, str | list[int]] | str

DONT_KNOW = "dont_know"


@dataclass(frozen=True)
class Grade:
    """How right an answer is: ``score`` from 0 to 1, and ``right`` only at 1.

    Both are None for one's own judgement, which nobody can call right or wrong.

    ``parts`` says it piece by piece, for ticks beside them: the picked choice
    (single, true_false), every choice (multiple: picked if right and left if wrong),
    every item (ordering: in its place), every left side (matching: with its own),
    every card (sorting), every variable (scenario: ended well), every part of a price
    (price_split: near enough). A number has no parts, nor has "I don't know yet".
    """

    score: Fraction | None
    parts: Mapping[str, bool] = field(default_factory=dict)

    @property
    def right(self) -> bool | None:
        """Return whether nothing is missing and nothing is wrong."""
        return None if self.score is None else self.score == 1


NOT_ANSWERED = Grade(Fraction(0))
NOT_JUDGED = Grade(None)
# Taken as right by everybody, because an author has voided the question.
VOIDED = Grade(Fraction(1))


def read_ids(raw: Any, known: Collection[str]) -> list[str]:
    """Return a list of at least one id out of ``known``, none of them twice."""
    if not isinstance(raw, list):
        raise AnswerError("wrong_type")
    if not raw:
        raise AnswerError("empty")
    if not all(isinstance(each, str) for each in raw):
        raise AnswerError("wrong_type")
    if not set(raw).issubset(known):
        raise AnswerError("unknown")
    if len(set(raw)) < len(raw):
        raise AnswerError("duplicate")
    return list(raw)


def share(parts: dict[str, bool]) -> Grade:
    """Return the grade whose score is the share of ``parts`` that are right."""
    return Grade(Fraction(sum(parts.values()), len(parts)), parts)

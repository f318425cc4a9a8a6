"""Reading and judging an answer.

Two steps, so that they cannot be confused: ``parse_answer`` refuses what is not an
answer to the question, ``grade`` says how right a canonical one is.
"""

from collections.abc import Collection
from fractions import Fraction
from typing import Any

from learning.activities import costing, price_split, risk_ranking
from learning.activities.errors import AnswerError
from learning.activities.grades import NOT_ANSWERED, Answer, Grade, share
from learning.activities.kinds import (
    Activity,
    Matching,
    Multiple,
    Numeric,
    Ordering,
    Single,
    TrueFalse,
)
from learning.activities.numerals import canonical_number, readings

DONT_KNOW = "dont_know"


def parse_answer(activity: Activity, raw: Any) -> Answer:
    """Return the canonical answer out of whatever JSON came in.

    Canonical: ``["id"]``; sorted ids for multiple; all ids, as ordered; for matching
    ``{left: right}`` with every left once, in page order; for numeric a decimal string
    (see ``numerals``); for the kinds with a file of their own see there; ``"dont_know"``
    for every kind. Parsing it again changes nothing.

    Raises AnswerError and nothing else, whatever ``raw`` is.
    """
    if not activity.gradable:
        raise AnswerError("not_answerable")
    if isinstance(raw, str) and raw == DONT_KNOW:
        return DONT_KNOW
    return _READERS[activity.kind](activity, raw)


def grade(activity: Activity, answer: Answer) -> Grade:
    """Return how right a canonical answer is.

    Raises AnswerError("not_answerable") for reflections and tasks.
    """
    if not activity.gradable:
        raise AnswerError("not_answerable")
    if answer == DONT_KNOW:
        return NOT_ANSWERED
    return _JUDGES[activity.kind](activity, answer)


def _read_one_choice(activity: Single | TrueFalse, raw: Any) -> list[str]:
    picked = _read_ids(raw, activity.choice_ids)
    if len(picked) > 1:
        raise AnswerError("too_many")
    return picked


def _read_choices(activity: Multiple, raw: Any) -> list[str]:
    return sorted(_read_ids(raw, activity.choice_ids))


def _read_order(activity: Ordering, raw: Any) -> list[str]:
    items = _read_ids(raw, activity.items)
    if len(items) < len(activity.items):
        raise AnswerError("missing")
    return items


def _read_pairs(activity: Matching, raw: Any) -> dict[str, str]:
    """Return every left with its right; a right side can be given only once."""
    if not isinstance(raw, dict):
        raise AnswerError("wrong_type")
    _read_ids(list(raw), [pair.left for pair in activity.pairs])
    _read_ids(list(raw.values()), [pair.right for pair in activity.pairs])
    if len(raw) < len(activity.pairs):
        raise AnswerError("missing")
    return {pair.left: raw[pair.left] for pair in activity.pairs}


def _read_number(activity: Numeric, raw: Any) -> str:
    # A JSON number is refused: 6.50, 6.5 and 65e-1 would be three answers, not one.
    if not isinstance(raw, str):
        raise AnswerError("wrong_type")
    return canonical_number(raw)


def _read_ids(raw: Any, known: Collection[str]) -> list[str]:
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


def _judge_one_choice(activity: Single | TrueFalse, answer: list[str]) -> Grade:
    (picked,) = answer
    right = picked in activity.right_ids
    return Grade(Fraction(right), {picked: right})


def _judge_choices(activity: Multiple, answer: list[str]) -> Grade:
    """A wrong pick takes away what a right one gives, so picking all earns nothing."""
    picked = set(answer)
    right = activity.right_ids
    points = len(picked & right) - len(picked - right)
    parts = {each: (each in picked) == (each in right) for each in activity.choice_ids}
    return Grade(Fraction(max(points, 0), len(right)), parts)


def _judge_order(activity: Ordering, answer: list[str]) -> Grade:
    """The share of items in their place: a rule that fits into one sentence.

    Counting neighbours or inversions is kinder to one slip, but nobody could check it
    by looking at the ticks.
    """
    in_place = zip(answer, activity.items, strict=True)
    return share({given: given == wanted for given, wanted in in_place})


def _judge_pairs(activity: Matching, answer: dict[str, str]) -> Grade:
    return share(
        {pair.left: answer[pair.left] == pair.right for pair in activity.pairs}
    )


def _judge_number(activity: Numeric, answer: str) -> Grade:
    wanted, tolerance = Fraction(activity.answer), Fraction(activity.tolerance)
    near = any(abs(each - wanted) <= tolerance for each in readings(answer))
    return Grade(Fraction(near))


_READERS = {
    "single": _read_one_choice,
    "multiple": _read_choices,
    "true_false": _read_one_choice,
    "ordering": _read_order,
    "matching": _read_pairs,
    "numeric": _read_number,
    "costing": costing.read_answer,
    "price_split": price_split.read_answer,
    "risk_ranking": risk_ranking.read_answer,
}
_JUDGES = {
    "single": _judge_one_choice,
    "multiple": _judge_choices,
    "true_false": _judge_one_choice,
    "ordering": _judge_order,
    "matching": _judge_pairs,
    "numeric": _judge_number,
    "costing": costing.judge,
    "price_split": price_split.judge,
    "risk_ranking": risk_ranking.judge,
}

"""Reading and judging an answer.

Two steps, so that they cannot be confused: ``parse_answer`` refuses what is not an
answer to the question, ``grade`` says how right a canonical one is.
"""

from fractions import Fraction
from typing import Any

from learning.activities import costing, price_split, risk_ranking, scenario, sorting
from learning.activities.activity import Activity
from learning.activities.errors import AnswerError
from learning.activities.grades import (
    DONT_KNOW,
    NOT_ANSWERED,
    Answer,
    Grade,
    read_ids,
    share,
)
from learning.activities.kinds import (
    Matching,
    Multiple,
    Numeric,
    Ordering,
    Single,
    TrueFalse,
)
from learning.activities.numerals import canonical_number, readings


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
    picked = read_ids(raw, activity.choice_ids)
    if len(picked) > 1:
        raise AnswerError("too_many")
    return picked


def _read_choices(activity: Multiple, raw: Any) -> list[str]:
    return sorted(read_ids(raw, activity.choice_ids))


def _read_order(activity: Ordering, raw: Any) -> list[str]:
    items = read_ids(raw, activity.items)
    if len(items) < len(activity.items):
        raise AnswerError("missing")
    return items


def _read_pairs(activity: Matching, raw: Any) -> dict[str, str]:
    """Return every left with its right; a right side can be given only once."""
    if not isinstance(raw, dict):
        raise AnswerError("wrong_type")
    read_ids(list(raw), [pair.left for pair in activity.pairs])
    read_ids(list(raw.values()), [pair.right for pair in activity.pairs])
    if len(raw) < len(activity.pairs):
        raise AnswerError("missing")
    return {pair.left: raw[pair.left] for pair in activity.pairs}


def _read_number(activity: Numeric, raw: Any) -> str:
    # A JSON number is refused: 6.50, 6.5 and 65e-1 would be three answers, not one.
    if not isinstance(raw, str):
        raise AnswerError("wrong_type")
    return canonical_number(raw)


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
    "scenario": scenario.read_answer,
    "sorting": sorting.read_answer,
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
    "scenario": scenario.judge,
    "sorting": sorting.judge,
    "costing": costing.judge,
    "price_split": price_split.judge,
    "risk_ranking": risk_ranking.judge,
}

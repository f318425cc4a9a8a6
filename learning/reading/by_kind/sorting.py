"""Sorting: a select for each card, of which sorting.js makes bins; then where each belongs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from learning.activities.draw import shown_order
from learning.activities.errors import AnswerError
from learning.activities.sorting import Sorting, judge
from learning.reading.told import Feedback


@dataclass(frozen=True)
class ToldCard:
    """One card: whether it was laid right, where it belongs, and why."""

    text: str
    right: bool
    belongs_to: str
    why: str


def rows(activity: Sorting, words: dict, asking) -> list[dict[str, Any]]:
    """The cards, shuffled, each with the bins to choose from."""
    found = []
    for card in shown_order(activity, seed=activity.id):
        name = f"{activity.id}.{card}"
        bins = [
            (each, words["bins"][each], asking.selected(name, each))
            for each in activity.bins
        ]
        found.append(
            {"name": name, "text": words["cards"][card]["text"], "options": bins}
        )
    return found


def raw_answer(activity: Sorting, data: Mapping) -> dict[str, str]:
    """The answer in a form. Raises AnswerError: ``empty``, or ``missing`` for a card."""
    laid = {card: data.get(f"{activity.id}.{card}", "") for card in activity.card_ids}
    if not all(laid.values()):
        raise AnswerError("missing" if any(laid.values()) else "empty")
    return laid


def form_values(activity: Sorting, answer: Mapping) -> dict[str, list[str]]:
    return {f"{activity.id}.{card}": [its_bin] for card, its_bin in answer.items()}


def row_names(activity: Sorting) -> list[str]:
    return [f"{activity.id}.{card}" for card in activity.card_ids]


def feedback_on(activity: Sorting, words: dict, answer: dict[str, str]) -> Feedback:
    """Card by card, in the author's order."""
    grade = judge(activity, answer)
    cards = told_cards(activity, words, grade.parts)
    return Feedback(
        "right" if grade.right else "partly" if grade.score else "wrong",
        tuple(filter(None, [words["feedback"]])),
        shown=render_to_string("learning/reading/sorting.html", {"cards": cards}),
    )


def told_cards(
    activity: Sorting, words: dict, right: Mapping[str, bool]
) -> tuple[ToldCard, ...]:
    """The cards in the author's order, which goes bin by bin."""
    return tuple(
        ToldCard(
            words["cards"][card.id]["text"],
            right[card.id],
            words["bins"][card.bin],
            words["cards"][card.id]["why"],
        )
        for card in activity.cards
    )

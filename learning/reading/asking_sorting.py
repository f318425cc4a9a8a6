"""How a sorting is asked: a select for each card; sorting.js makes bins of them."""

from collections.abc import Mapping
from typing import Any

from learning.activities.draw import shown_order
from learning.activities.errors import AnswerError
from learning.activities.sorting import Sorting


def context(activity: Sorting, words: dict, asking) -> dict[str, Any]:
    """The cards, shuffled, each with the bins to choose from."""
    rows = []
    for card in shown_order(activity, seed=activity.id):
        name = f"{activity.id}.{card}"
        bins = [
            (each, words["bins"][each], asking.selected(name, each))
            for each in activity.bins
        ]
        rows.append(
            {"name": name, "text": words["cards"][card]["text"], "options": bins}
        )
    return {"rows": rows}


def raw_answer(activity: Sorting, data: Mapping) -> dict[str, str]:
    """The answer in a form. Raises AnswerError: ``empty``, or ``missing`` for a card."""
    laid = {card: data.get(f"{activity.id}.{card}", "") for card in activity.card_ids}
    if not all(laid.values()):
        raise AnswerError("missing" if any(laid.values()) else "empty")
    return laid


def form_values(activity: Sorting, answer: Mapping) -> dict[str, list[str]]:
    return {f"{activity.id}.{card}": [its_bin] for card, its_bin in answer.items()}


def field_names(activity: Sorting) -> list[str]:
    return [f"{activity.id}.{card}" for card in activity.card_ids]

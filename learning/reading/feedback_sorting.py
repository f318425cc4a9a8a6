"""What is said about each card of a sorting: right or not, where it belongs, and why."""

from dataclasses import dataclass

from learning.activities.answers import Grade
from learning.activities.sorting import Sorting


@dataclass(frozen=True)
class ToldCard:
    text: str
    right: bool
    belongs_to: str
    why: str


def told(
    activity: Sorting, words: dict, answer: dict[str, str], result: Grade
) -> tuple[ToldCard, ...]:
    """The cards in the author's order, which goes bin by bin."""
    return tuple(
        ToldCard(
            words["cards"][card.id]["text"],
            result.parts[card.id],
            words["bins"][card.bin],
            words["cards"][card.id]["why"],
        )
        for card in activity.cards
    )

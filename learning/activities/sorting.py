"""Sorting: cards, each to be laid into its bin.

The answer is ``{card: bin}``, every card once, in the author's order. It is right when
every card lies in its own bin; each card counts the same.
"""

from dataclasses import dataclass
from typing import Any

from learning.activities.activity import Activity
from learning.activities.errors import AnswerError, SpecError
from learning.activities.fields import (
    read_id,
    read_list,
    read_object,
    refuse_duplicates,
)
from learning.activities.grades import Grade, read_ids, share


@dataclass(frozen=True)
class Card:
    """One card and the bin it belongs to."""

    id: str
    bin: str


@dataclass(frozen=True, kw_only=True)
class Sorting(Activity):
    """Cards to sort; a bin may hold none of them."""

    bins: tuple[str, ...]
    cards: tuple[Card, ...]
    kind = "sorting"
    own_fields = ("bins", "cards")

    @property
    def card_ids(self) -> tuple[str, ...]:
        """Return the cards in the author's order, which goes bin by bin."""
        return tuple(card.id for card in self.cards)

    @classmethod
    def read_own(cls, fields: dict[str, Any], where: str) -> dict[str, Any]:
        raw_bins = read_list(fields["bins"], f"{where}.bins", at_least=2)
        bins = [read_id(raw, f"{where}.bins[{i}]") for i, raw in enumerate(raw_bins)]
        where = f"{where}.cards"
        cards = []
        for index, raw in enumerate(read_list(fields["cards"], where, at_least=2)):
            place = f"{where}[{index}]"
            card = read_object(raw, ("id", "bin"), place)
            if card["bin"] not in bins:
                raise SpecError("unknown_id", f"{place}.bin")
            cards.append(Card(read_id(card["id"], f"{place}.id"), card["bin"]))
        refuse_duplicates([*bins, *(card.id for card in cards)], where)
        return {"bins": tuple(bins), "cards": tuple(cards)}

    def write_own(self) -> dict[str, Any]:
        return {
            "bins": list(self.bins),
            "cards": [{"id": each.id, "bin": each.bin} for each in self.cards],
        }


def read_answer(activity: Sorting, raw: Any) -> dict[str, str]:
    """Return every card with its bin, in the author's order; raise AnswerError."""
    if not isinstance(raw, dict):
        raise AnswerError("wrong_type")
    read_ids(list(raw), activity.card_ids)
    for chosen in raw.values():
        read_ids([chosen], activity.bins)
    if len(raw) < len(activity.cards):
        raise AnswerError("missing")
    return {card: raw[card] for card in activity.card_ids}


def judge(activity: Sorting, answer: dict[str, str]) -> Grade:
    """Return the share of cards in their bin; ``parts`` says which they are."""
    return share({card.id: answer[card.id] == card.bin for card in activity.cards})

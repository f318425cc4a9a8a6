"""Who earns what: a price guessed part by part.

An answer is ``{part id: decimal string}``, one number for each part, none below zero. Her
numbers need not add up; the author's do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from learning.activities.activity import Activity
from learning.activities.costing import read_numbers
from learning.activities.errors import AnswerError, SpecError
from learning.activities.fields import (
    read_decimal,
    read_id,
    read_list,
    read_object,
    refuse_duplicates,
)
from learning.activities.grades import Grade, share


@dataclass(frozen=True)
class Part:
    """What one side gets of the price: a decimal string."""

    id: str
    amount: str


@dataclass(frozen=True, kw_only=True)
class PriceSplit(Activity):
    """A price and its parts, which add up to it.

    A guess is right within ``tolerance`` per cent of the total.
    """

    total: str
    tolerance: str
    parts: tuple[Part, ...]
    kind = "price_split"
    is_typed = True
    own_fields = ("total", "tolerance", "parts")

    @classmethod
    def read_own(cls, fields: dict[str, Any], where: str) -> dict[str, Any]:
        total = read_decimal(fields["total"], f"{where}.total")
        if Fraction(total) <= 0:
            raise SpecError("out_of_range", f"{where}.total")
        tolerance = read_decimal(fields["tolerance"], f"{where}.tolerance")
        if not 0 <= Fraction(tolerance) <= 100:
            raise SpecError("out_of_range", f"{where}.tolerance")
        place = f"{where}.parts"
        parts = tuple(
            _read_part(raw, f"{place}[{index}]")
            for index, raw in enumerate(read_list(fields["parts"], place, at_least=2))
        )
        refuse_duplicates([part.id for part in parts], place)
        if sum(Fraction(part.amount) for part in parts) != Fraction(total):
            raise SpecError("not_the_total", place)
        return {"total": total, "tolerance": tolerance, "parts": parts}

    def write_own(self) -> dict[str, Any]:
        return {
            "total": self.total,
            "tolerance": self.tolerance,
            "parts": [{"id": each.id, "amount": each.amount} for each in self.parts],
        }


def _read_part(raw: Any, where: str) -> Part:
    fields = read_object(raw, ("id", "amount"), where)
    amount = read_decimal(fields["amount"], f"{where}.amount")
    if Fraction(amount) < 0:
        raise SpecError("out_of_range", f"{where}.amount")
    return Part(read_id(fields["id"], f"{where}.id"), amount)


def read_answer(activity: PriceSplit, raw: Any) -> dict[str, str]:
    """Return the canonical answer; AnswerError("negative") for what nobody can earn."""
    if not isinstance(raw, dict):
        raise AnswerError("wrong_type")
    answer = read_numbers(raw, [part.id for part in activity.parts])
    if any(Fraction(each) < 0 for each in answer.values()):
        raise AnswerError("negative")
    return answer


def judge(activity: PriceSplit, answer: Mapping[str, str]) -> Grade:
    """Return the share of the parts that were guessed near enough."""
    near = Fraction(activity.total) * Fraction(activity.tolerance) / 100
    return share(
        {
            part.id: abs(Fraction(answer[part.id]) - Fraction(part.amount)) <= near
            for part in activity.parts
        }
    )


def percents(amounts: Mapping[str, str]) -> dict[str, Fraction]:
    """Return each amount as a share of their sum, in per cent; all 0 for a sum of 0."""
    whole = sum(Fraction(each) for each in amounts.values())
    return {
        name: 100 * Fraction(each) / whole if whole else Fraction(0)
        for name, each in amounts.items()
    }

"""The kinds of activity and what each one's spec holds.

Frozen and language-neutral: ids instead of words. The short kinds are here, each of the
others has a file of its own (``sorting.py`` is a short one): its class, and how an answer
to it is read and judged if it takes one. It is entered at the end of this file and of
``quiz.py``.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from learning.activities.activity import KINDS, Activity
from learning.activities.costing import Costing
from learning.activities.errors import SpecError
from learning.activities.fields import (
    read_bool,
    read_decimal,
    read_id,
    read_list,
    read_object,
    refuse_duplicates,
)
from learning.activities.plan import Plan
from learning.activities.price_split import PriceSplit
from learning.activities.risk_ranking import RiskRanking
from learning.activities.scenario import Scenario
from learning.activities.sorting import Sorting


@dataclass(frozen=True)
class Choice:
    """One choice of a question; ``right`` if it belongs to the right answer."""

    id: str
    right: bool


@dataclass(frozen=True, kw_only=True)
class _Choosing(Activity):
    choices: tuple[Choice, ...]
    own_fields = ("choices",)

    @property
    def choice_ids(self) -> tuple[str, ...]:
        """Return the choices in the author's order."""
        return tuple(choice.id for choice in self.choices)

    @property
    def right_ids(self) -> frozenset[str]:
        """Return the choices that make the right answer."""
        return frozenset(choice.id for choice in self.choices if choice.right)

    @classmethod
    def read_own(cls, fields: dict[str, Any], where: str) -> dict[str, Any]:
        where = f"{where}.choices"
        choices = []
        for index, raw in enumerate(read_list(fields["choices"], where, at_least=2)):
            place = f"{where}[{index}]"
            choice = read_object(raw, ("id", "right"), place)
            right = read_bool(choice["right"], f"{place}.right")
            choices.append(Choice(read_id(choice["id"], f"{place}.id"), right))
        refuse_duplicates([choice.id for choice in choices], where)
        if not any(choice.right for choice in choices):
            raise SpecError("no_right", where)
        return {"choices": tuple(choices)}

    def write_own(self) -> dict[str, Any]:
        return {
            "choices": [{"id": each.id, "right": each.right} for each in self.choices]
        }


@dataclass(frozen=True, kw_only=True)
class Single(_Choosing):
    """A question with exactly one right choice."""

    kind = "single"

    @classmethod
    def read_own(cls, fields: dict[str, Any], where: str) -> dict[str, Any]:
        own = super().read_own(fields, where)
        if sum(choice.right for choice in own["choices"]) > 1:
            raise SpecError("many_right", f"{where}.choices")
        return own


@dataclass(frozen=True, kw_only=True)
class Multiple(_Choosing):
    """A question with one or more right choices, all of which are to be picked."""

    kind = "multiple"


@dataclass(frozen=True, kw_only=True)
class TrueFalse(Activity):
    """A statement that is true or false; the choice ids are those two words."""

    answer: bool
    kind = "true_false"
    own_fields = ("answer",)
    choice_ids: ClassVar[tuple[str, ...]] = ("true", "false")

    @property
    def right_ids(self) -> frozenset[str]:
        """Return the one right choice, in the shape the other questions have."""
        return frozenset({"true" if self.answer else "false"})

    @classmethod
    def read_own(cls, fields: dict[str, Any], where: str) -> dict[str, Any]:
        return {"answer": read_bool(fields["answer"], f"{where}.answer")}

    def write_own(self) -> dict[str, Any]:
        return {"answer": self.answer}


@dataclass(frozen=True, kw_only=True)
class Ordering(Activity):
    """Steps to put in order; ``items`` holds them in the right one."""

    items: tuple[str, ...]
    kind = "ordering"
    own_fields = ("items",)

    @classmethod
    def read_own(cls, fields: dict[str, Any], where: str) -> dict[str, Any]:
        where = f"{where}.items"
        raw_items = read_list(fields["items"], where, at_least=2)
        items = [read_id(raw, f"{where}[{i}]") for i, raw in enumerate(raw_items)]
        refuse_duplicates(items, where)
        return {"items": tuple(items)}

    def write_own(self) -> dict[str, Any]:
        return {"items": list(self.items)}


@dataclass(frozen=True)
class Pair:
    """Two things that belong together."""

    left: str
    right: str


@dataclass(frozen=True, kw_only=True)
class Matching(Activity):
    """Things on the left, each to be joined to its own on the right."""

    pairs: tuple[Pair, ...]
    kind = "matching"
    own_fields = ("pairs",)

    @classmethod
    def read_own(cls, fields: dict[str, Any], where: str) -> dict[str, Any]:
        where = f"{where}.pairs"
        pairs = []
        for index, raw in enumerate(read_list(fields["pairs"], where, at_least=2)):
            place = f"{where}[{index}]"
            pair = read_object(raw, ("left", "right"), place)
            left = read_id(pair["left"], f"{place}.left")
            pairs.append(Pair(left, read_id(pair["right"], f"{place}.right")))
        refuse_duplicates([i for pair in pairs for i in (pair.left, pair.right)], where)
        return {"pairs": tuple(pairs)}

    def write_own(self) -> dict[str, Any]:
        return {"pairs": [{"left": p.left, "right": p.right} for p in self.pairs]}


@dataclass(frozen=True, kw_only=True)
class Numeric(Activity):
    """A number to find. ``answer`` and ``tolerance`` are decimal strings, as written.

    Right is whatever lies within ``tolerance`` of ``answer``, both ends included. The
    unit is words and belongs to the text.
    """

    answer: str
    tolerance: str
    kind = "numeric"
    is_typed = True
    own_fields = ("answer", "tolerance")

    @classmethod
    def read_own(cls, fields: dict[str, Any], where: str) -> dict[str, Any]:
        tolerance = read_decimal(fields["tolerance"], f"{where}.tolerance")
        if Fraction(tolerance) < 0:
            raise SpecError("out_of_range", f"{where}.tolerance")
        answer = read_decimal(fields["answer"], f"{where}.answer")
        return {"answer": answer, "tolerance": tolerance}

    def write_own(self) -> dict[str, Any]:
        return {"answer": self.answer, "tolerance": self.tolerance}


@dataclass(frozen=True, kw_only=True)
class Reflection(Activity):
    """Something to think or write about; done by doing it, never graded."""

    kind = "reflection"
    gradable = False
    takes_free_text = True


@dataclass(frozen=True, kw_only=True)
class Task(Activity):
    """Something to do in the workplace; done by saying so, never graded."""

    kind = "task"
    gradable = False


KINDS.update(
    (each.kind, each)
    for each in (
        Single,
        Multiple,
        TrueFalse,
        Ordering,
        Matching,
        Numeric,
        Reflection,
        Task,
        Scenario,
        Sorting,
        Costing,
        PriceSplit,
        Plan,
        RiskRanking,
    )
)

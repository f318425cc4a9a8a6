"""Costing: the author's formula, the trainee's numbers.

An answer is ``{input id: decimal string}`` for the inputs that are not fixed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from learning.activities.activity import Activity
from learning.activities.errors import AnswerError, SpecError
from learning.activities.fields import (
    read_bool,
    read_decimal,
    read_list,
    read_object,
    refuse_duplicates,
)
from learning.activities.formula import FUNCTIONS, NAME, FormulaError, evaluate
from learning.activities.grades import Grade
from learning.activities.numerals import one_number

MOST_INPUTS = 12


@dataclass(frozen=True)
class Input:
    """One number of the formula; ``value`` (a decimal string) is where it starts.

    ``id`` is its name in the formula; a ``fixed`` one is shown and cannot be changed.
    """

    id: str
    value: str
    fixed: bool


@dataclass(frozen=True, kw_only=True)
class Costing(Activity):
    """Numbers to try in a formula; right if the result lies within the goal.

    ``goal_min`` and ``goal_max`` are decimal strings, both ends included, or None.
    Without a goal nothing can be wrong: working it out is doing it.
    """

    inputs: tuple[Input, ...]
    formula: str
    goal_min: str | None
    goal_max: str | None
    kind = "costing"
    is_typed = True
    own_fields = ("inputs", "formula", "goal_min", "goal_max")

    @property
    def judged(self) -> bool:
        return self.goal_min is not None or self.goal_max is not None

    @property
    def open_inputs(self) -> tuple[Input, ...]:
        """Return the inputs that are hers to change."""
        return tuple(each for each in self.inputs if not each.fixed)

    def computed(self, answer: Mapping[str, str]) -> Fraction:
        """Return the result with her numbers; FormulaError where there is none."""
        values = {each.id: each.value for each in self.inputs} | dict(answer)
        return evaluate(self.formula, {id: Fraction(v) for id, v in values.items()})

    @classmethod
    def read_own(cls, fields: dict[str, Any], where: str) -> dict[str, Any]:
        place = f"{where}.inputs"
        inputs = [
            _read_input(raw, f"{place}[{index}]")
            for index, raw in enumerate(read_list(fields["inputs"], place, at_least=1))
        ]
        if len(inputs) > MOST_INPUTS:
            raise SpecError("out_of_range", place)
        refuse_duplicates([each.id for each in inputs], place)
        if all(each.fixed for each in inputs):
            raise SpecError("too_few", place)
        if not isinstance(fields["formula"], str):
            raise SpecError("wrong_type", f"{where}.formula")
        try:
            evaluate(fields["formula"], {i.id: Fraction(i.value) for i in inputs})
        except FormulaError as error:
            raise SpecError("bad_formula", f"{where}.formula: {error.code}") from error
        return {
            "inputs": tuple(inputs),
            "formula": fields["formula"],
            **_read_goal(fields, where),
        }

    def write_own(self) -> dict[str, Any]:
        return {
            "inputs": [
                {"id": each.id, "value": each.value, "fixed": each.fixed}
                for each in self.inputs
            ],
            "formula": self.formula,
            "goal_min": self.goal_min,
            "goal_max": self.goal_max,
        }


def _read_input(raw: Any, where: str) -> Input:
    fields = read_object(raw, ("id", "value", "fixed"), where)
    name = fields["id"]
    if not isinstance(name, str) or not NAME.fullmatch(name) or name in FUNCTIONS:
        raise SpecError("bad_id", f"{where}.id")
    return Input(
        name,
        read_decimal(fields["value"], f"{where}.value"),
        read_bool(fields["fixed"], f"{where}.fixed"),
    )


def _read_goal(fields: dict[str, Any], where: str) -> dict[str, str | None]:
    goal = {
        name: None
        if fields[name] is None
        else read_decimal(fields[name], f"{where}.{name}")
        for name in ("goal_min", "goal_max")
    }
    low, high = goal["goal_min"], goal["goal_max"]
    if low is not None and high is not None and Fraction(low) > Fraction(high):
        raise SpecError("out_of_range", f"{where}.goal_max")
    return goal


def read_answer(activity: Costing, raw: Any) -> dict[str, str]:
    """Return the canonical answer; AnswerError("no_result") if they cannot be reckoned."""
    if not isinstance(raw, dict):
        raise AnswerError("wrong_type")
    names = [each.id for each in activity.open_inputs]
    answer = read_numbers(raw, names)
    try:
        activity.computed(answer)
    except FormulaError as error:
        code = "too_long" if error.code == "too_big" else "no_result"
        raise AnswerError(code) from None
    return answer


def read_numbers(raw: Mapping[str, Any], names: list[str]) -> dict[str, str]:
    """Return each of ``names`` with its number, canonical; nothing more, nothing less."""
    if not raw:
        raise AnswerError("empty")
    if not set(raw).issubset(names):
        raise AnswerError("unknown")
    if len(raw) < len(names):
        raise AnswerError("missing")
    if not all(isinstance(each, str) for each in raw.values()):
        raise AnswerError("wrong_type")
    return {name: one_number(raw[name]) for name in names}


def judge(activity: Costing, answer: Mapping[str, str]) -> Grade:
    """Return 1 within the goal or without one, else 0."""
    result = activity.computed(answer)
    low, high = activity.goal_min, activity.goal_max
    within = (low is None or result >= Fraction(low)) and (
        high is None or result <= Fraction(high)
    )
    return Grade(Fraction(within))

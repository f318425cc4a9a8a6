"""Costing: a field for each number she may change, and what it comes to."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from learning.activities.costing import Costing, judge
from learning.activities.formula import decimal_string
from learning.cldr import number
from learning.reading.by_kind.numbers import number_fields, typed_numbers
from learning.reading.told import Feedback


def rows(activity: Costing, words: dict, asking) -> list[dict[str, Any]]:
    found = []
    for each in activity.inputs:
        name = f"{activity.id}.{each.id}"
        found.append(
            {
                "id": each.id,
                "name": name,
                "fixed": each.fixed,
                "words": words["inputs"][each.id],
                "value": each.value,
                "shown": number(each.value),
                "typed": "" if each.fixed else asking.typed(name, each.value),
            }
        )
    return found


def row_names(activity: Costing) -> list[str]:
    return [f"{activity.id}.{each.id}" for each in activity.open_inputs]


def raw_answer(activity: Costing, data: Mapping) -> dict[str, str]:
    return typed_numbers(activity.id, [i.id for i in activity.open_inputs], data)


def form_values(activity: Costing, answer: dict) -> dict[str, list[str]]:
    return number_fields(activity.id, answer)


def feedback_on(activity: Costing, words: dict, answer: dict) -> Feedback:
    """The result in words, and whether the goal is met where there is one."""
    result = number(decimal_string(activity.computed(answer)))
    lines = [
        _("%(what)s: %(amount)s")
        % {"what": words["result"], "amount": f"{result} {words['unit']}".strip()}
    ]
    outcome = "done"
    if activity.judged:
        outcome = "right" if judge(activity, answer).right else "wrong"
        lines.append(_goal(activity, words["unit"]))
    lines.append(words["feedback"])
    return Feedback(
        outcome, tuple(filter(None, lines)), heading=_heading(outcome), is_hers=True
    )


def _heading(outcome: str) -> str:
    return {
        "right": _("That is within the goal."),
        "wrong": _("Not within the goal yet. Change a number and try again."),
    }.get(outcome, _("Worked out."))


def _goal(activity: Costing, unit: str) -> str:
    low, high = (
        f"{number(each)} {unit}".strip() if each is not None else ""
        for each in (activity.goal_min, activity.goal_max)
    )
    if low and high:
        return _("The goal: from %(low)s to %(high)s") % {"low": low, "high": high}
    if low:
        return _("The goal: at least %(low)s") % {"low": low}
    return _("The goal: at most %(high)s") % {"high": high}

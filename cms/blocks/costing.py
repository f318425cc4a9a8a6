"""Costing: numbers to try in an author's formula."""

from fractions import Fraction

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.base import (
    ActivityBlock,
    NeutralCharBlock,
    field_error,
    item_error,
    list_error,
)
from cms.blocks.quiz_parts import (
    NumberBlock,
    feedback_block,
    prompt_block,
    required_block,
)
from learning.activities.costing import MOST_INPUTS
from learning.activities.formula import (
    FUNCTIONS,
    LONGEST,
    NAME,
    FormulaError,
    evaluate,
    names_in,
)

PRACTICE = _("Practice")


class InputItem(blocks.StructBlock):
    key = NeutralCharBlock(
        label=_("Name in the formula"),
        max_length=31,
        help_text=_("Small letters, digits and _; the same in every language."),
    )
    name = blocks.CharBlock(label=_("What it is"), max_length=120)
    value = NumberBlock(label=_("Number to start with"), max_length=40)
    unit = blocks.CharBlock(label=_("Unit"), required=False, default="", max_length=40)
    fixed = blocks.BooleanBlock(label=_("Cannot be changed"), required=False)

    class Meta:
        label = _("Number")
        icon = "decimal"


class CostingBlock(ActivityBlock):
    kind = "costing"
    prompt = prompt_block()
    inputs = blocks.ListBlock(InputItem(), label=_("Numbers"), max_num=MOST_INPUTS)
    formula = NeutralCharBlock(
        label=_("Formula"),
        max_length=LONGEST,
        help_text=_(
            "With + - * / ( ), min and max, and the names of the numbers above: "
            "workers * (wage * rise / 100 + allowance)"
        ),
    )
    result = blocks.CharBlock(label=_("What the result is"), max_length=120)
    unit = blocks.CharBlock(
        label=_("Unit of the result"), required=False, default="", max_length=40
    )
    goal_min = NumberBlock(
        label=_("The result should be at least"),
        required=False,
        default="",
        max_length=40,
        help_text=_("Leave both open, and working it out is enough."),
    )
    goal_max = NumberBlock(
        label=_("and at most"), required=False, default="", max_length=40
    )
    feedback = feedback_block()
    required = required_block()

    def words(self, value):
        return {
            "prompt": value["prompt"],
            "inputs": {
                each["key"]: {"name": each["name"], "unit": each["unit"]}
                for each in value["inputs"]
            },
            "result": value["result"],
            "unit": value["unit"],
            "feedback": value["feedback"],
        }

    def asks(self, value):
        return {
            "inputs": [
                {
                    "id": each["key"],
                    "value": each["value"],
                    "fixed": bool(each["fixed"]),
                }
                for each in value["inputs"]
            ],
            "formula": value["formula"],
            "goal_min": value["goal_min"] or None,
            "goal_max": value["goal_max"] or None,
        }

    def check_value(self, value):
        _check_keys(value["inputs"])
        low, high = value["goal_min"], value["goal_max"]
        if low and high and Fraction(low) > Fraction(high):
            raise field_error(
                "goal_max", gettext("This is less than “at least” above.")
            )

    def check_complete(self, value):
        if not value["inputs"]:
            raise list_error("inputs", gettext("Give at least one number."))
        if all(each["fixed"] for each in value["inputs"]):
            raise list_error(
                "inputs", gettext("Leave at least one number open for her to change.")
            )
        values = {each["key"]: Fraction(each["value"]) for each in value["inputs"]}
        try:
            evaluate(value["formula"], values)
        except FormulaError as error:
            raise field_error("formula", formula_problem(error)) from error
        used = names_in(value["formula"])
        for index, each in enumerate(value["inputs"]):
            if each["key"] not in used:
                raise item_error(
                    "inputs", index, "key", gettext("The formula does not use this.")
                )

    class Meta:
        icon = "decimal"
        label = _("Work out what it costs")
        group = PRACTICE
        description = _("Numbers she changes, and a formula that answers at once.")
        preview_value = {
            "prompt": _("What does a rise cost for 180 workers?"),
            "inputs": [
                {
                    "key": "workers",
                    "name": _("Workers"),
                    "value": "180",
                    "unit": "",
                    "fixed": True,
                },
                {
                    "key": "rise",
                    "name": _("Rise for each"),
                    "value": "3600",
                    "unit": "",
                    "fixed": False,
                },
            ],
            "formula": "workers * rise",
            "result": _("Cost in one month"),
            "unit": "",
            "goal_min": "",
            "goal_max": "",
            "feedback": "",
        }


def _check_keys(inputs) -> None:
    seen = set()
    for index, each in enumerate(inputs):
        key = each["key"]
        if key and (not NAME.fullmatch(key) or key in FUNCTIONS):
            raise item_error(
                "inputs",
                index,
                "key",
                gettext(
                    "Begin with a small letter, then small letters, digits and _; not "
                    "min, not max."
                ),
            )
        if key and key in seen:
            raise item_error(
                "inputs", index, "key", gettext("Another number has this name.")
            )
        seen.add(key)


def formula_problem(error: FormulaError) -> str:
    """What is wrong with a formula, in an author's words."""
    messages = {
        "too_long": gettext("The formula is too long."),
        "not_allowed": gettext(
            "“%(what)s” cannot stand in a formula. Use + - * / ( ), min and max, names "
            "in small letters, and numbers such as 6.5."
        ),
        "unknown_name": gettext("There is no number named “%(what)s” above."),
        "bad_number": gettext("“%(what)s” has too many digits."),
        "division_by_zero": gettext(
            "With the numbers to start with, it divides by zero."
        ),
        "too_big": gettext("With the numbers to start with, the result is too big."),
        "not_a_formula": gettext(
            "This is not a complete formula. Is a bracket or a sign missing, or one too "
            "many?"
        ),
    }
    return messages[error.code] % {"what": error.detail}

"""Questions: one choice, several, true or false, an order, pairs, a number.

Answers and right ones are kept by the ids of the choices, so that an answer given in
one language stays right in every other. What counts as right is in
`learning/activities/quiz.py`; here is only how an author writes it.
"""

from fractions import Fraction

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.base import (
    ActivityBlock,
    field_error,
    list_error,
    refuse_equal,
    refuse_few,
)
from cms.blocks.quiz_parts import (
    ChoiceItem,
    NumberBlock,
    OrderItem,
    PairItem,
    feedback_block,
    prompt_block,
    required_block,
    right_id,
    weight_block,
)

QUESTIONS = _("Questions")


class _ChoosingBlock(ActivityBlock):
    """What single and multiple choice share."""

    def words(self, value):
        return {
            "prompt": value["prompt"],
            "choices": {
                bound.id: {
                    "text": bound.value["text"],
                    "feedback": bound.value["feedback"],
                }
                for bound in value["choices"].bound_blocks
            },
            "feedback": value["feedback"],
        }

    def asks(self, value):
        choices = value["choices"].bound_blocks
        return {
            "choices": [
                {"id": bound.id, "right": bool(bound.value["right"])}
                for bound in choices
            ]
        }

    def check_value(self, value):
        refuse_equal(value["choices"], "choices", "text")

    def check_complete(self, value):
        refuse_few(value["choices"], "choices")
        if not any(choice["right"] for choice in value["choices"]):
            raise list_error(
                "choices", gettext("No choice is marked as right. Mark the right one.")
            )


class SingleBlock(_ChoosingBlock):
    kind = "single"
    prompt = prompt_block()
    choices = blocks.ListBlock(ChoiceItem(), label=_("Choices"))
    feedback = feedback_block()
    weight = weight_block()
    required = required_block()

    def check_value(self, value):
        super().check_value(value)
        if sum(bool(choice["right"]) for choice in value["choices"]) > 1:
            raise list_error(
                "choices",
                gettext(
                    "More than one choice is marked as right. Keep one, or use "
                    "“Question with several right choices”."
                ),
            )

    class Meta:
        icon = "circle-check"
        label = _("Question with one right choice")
        group = QUESTIONS
        description = _("The trainee picks one; each choice has its own feedback.")
        preview_value = {
            "prompt": _("She asks what you think, then decides alone. What is this?"),
            "choices": [
                {"text": _("Information"), "right": False, "feedback": ""},
                {"text": _("Consultation"), "right": True, "feedback": ""},
            ],
            "feedback": "",
        }


class MultipleBlock(_ChoosingBlock):
    kind = "multiple"
    prompt = prompt_block()
    choices = blocks.ListBlock(ChoiceItem(), label=_("Choices"))
    feedback = feedback_block()
    weight = weight_block()
    required = required_block()

    class Meta:
        icon = "tasks"
        label = _("Question with several right choices")
        group = QUESTIONS
        description = _("The trainee picks all that are right.")
        preview_value = {
            "prompt": _("Which facts support a wage demand?"),
            "choices": [
                {"text": _("The price of rice"), "right": True, "feedback": ""},
                {"text": _("A rumour"), "right": False, "feedback": ""},
                {"text": _("What others pay"), "right": True, "feedback": ""},
            ],
            "feedback": "",
        }


class TrueFalseBlock(ActivityBlock):
    kind = "true_false"
    prompt = blocks.TextBlock(label=_("Statement"), max_length=800, rows=2)
    answer = blocks.ChoiceBlock(
        label=_("Is it true?"), choices=[("true", _("True")), ("false", _("False"))]
    )
    feedback_true = blocks.TextBlock(
        label=_("What we say to who picks “True”"), max_length=600, rows=2
    )
    feedback_false = blocks.TextBlock(
        label=_("What we say to who picks “False”"), max_length=600, rows=2
    )
    weight = weight_block()
    required = required_block()

    def words(self, value):
        return {
            "prompt": value["prompt"],
            "choices": {
                "true": {"text": gettext("True"), "feedback": value["feedback_true"]},
                "false": {
                    "text": gettext("False"),
                    "feedback": value["feedback_false"],
                },
            },
            "feedback": "",
        }

    def asks(self, value):
        return {"answer": value["answer"] == "true"}

    class Meta:
        icon = "check"
        label = _("True or false")
        group = QUESTIONS
        description = _("A statement; the trainee says whether it is true.")
        preview_value = {
            "prompt": _("The employer may choose who leads the union."),
            "answer": "false",
            "feedback_true": "",
            "feedback_false": "",
        }


class OrderingBlock(ActivityBlock):
    kind = "ordering"
    prompt = prompt_block()
    items = blocks.ListBlock(
        OrderItem(), label=_("Steps"), help_text=_("Write them in the right order.")
    )
    feedback = feedback_block()
    weight = weight_block()
    required = required_block()

    def words(self, value):
        steps = value["items"].bound_blocks
        return {
            "prompt": value["prompt"],
            "items": {bound.id: bound.value["text"] for bound in steps},
            "feedback": value["feedback"],
        }

    def asks(self, value):
        return {"items": [bound.id for bound in value["items"].bound_blocks]}

    def check_value(self, value):
        refuse_equal(value["items"], "items", "text")

    def check_complete(self, value):
        refuse_few(value["items"], "items")

    class Meta:
        icon = "list-ol"
        label = _("Put in order")
        group = QUESTIONS
        description = _("Steps that the trainee puts in the right order.")
        preview_value = {
            "prompt": _("What comes first?"),
            "items": [{"text": _("Ask the members")}, {"text": _("Meet management")}],
            "feedback": "",
        }


class MatchingBlock(ActivityBlock):
    kind = "matching"
    prompt = prompt_block()
    pairs = blocks.ListBlock(PairItem(), label=_("Pairs"))
    feedback = feedback_block()
    weight = weight_block()
    required = required_block()

    def words(self, value):
        pairs = value["pairs"].bound_blocks
        return {
            "prompt": value["prompt"],
            "left": {bound.id: bound.value["left"] for bound in pairs},
            "right": {right_id(bound.id): bound.value["right"] for bound in pairs},
            "feedback": value["feedback"],
        }

    def asks(self, value):
        pairs = value["pairs"].bound_blocks
        return {
            "pairs": [
                {"left": bound.id, "right": right_id(bound.id)} for bound in pairs
            ]
        }

    def check_value(self, value):
        refuse_equal(value["pairs"], "pairs", "left")
        refuse_equal(value["pairs"], "pairs", "right")

    def check_complete(self, value):
        refuse_few(value["pairs"], "pairs")

    class Meta:
        icon = "link"
        label = _("Match the pairs")
        group = QUESTIONS
        description = _("Things on the left, each with the one that belongs to it.")
        preview_value = {
            "prompt": _("Who does what?"),
            "pairs": [
                {"left": _("Members"), "right": _("give the mandate")},
                {"left": _("Negotiators"), "right": _("carry it to the table")},
            ],
            "feedback": "",
        }


class NumericBlock(ActivityBlock):
    kind = "numeric"
    prompt = prompt_block()
    answer = NumberBlock(label=_("Right answer"), max_length=40)
    tolerance = NumberBlock(
        label=_("How far off is still right"), max_length=40, default="0"
    )
    unit = blocks.CharBlock(label=_("Unit"), required=False, default="", max_length=40)
    feedback = feedback_block()
    weight = weight_block()
    required = required_block()

    def words(self, value):
        return {name: value[name] for name in ("prompt", "unit", "feedback")}

    def asks(self, value):
        return {"answer": value["answer"], "tolerance": value["tolerance"] or "0"}

    def check_value(self, value):
        if value["tolerance"] and Fraction(value["tolerance"]) < 0:
            raise field_error("tolerance", gettext("This cannot be less than zero."))

    class Meta:
        icon = "decimal"
        label = _("Question for a number")
        group = QUESTIONS
        description = _("The trainee works out a number; close enough can be right.")
        preview_value = {
            "prompt": _("A wage of 60,000 rises by 6 %. How much is that?"),
            "answer": "3600",
            "tolerance": "0",
            "unit": _("francs"),
            "feedback": "",
        }

"""What questions are made of: choices, steps, pairs, numbers, weight, feedback."""

from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.base import NeutralCharBlock
from learning.activities.errors import AnswerError
from learning.activities.numerals import canonical_number, readings


class ChoiceItem(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Choice"), max_length=300, rows=1)
    right = blocks.BooleanBlock(label=_("This one is right"), required=False)
    feedback = blocks.TextBlock(
        label=_("What we say to who picks it"),
        required=False,
        default="",
        max_length=600,
        rows=2,
        help_text=_("Say why. Never blame."),
    )

    class Meta:
        label = _("Choice")
        icon = "circle-check"


class OrderItem(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Step"), max_length=300, rows=1)

    class Meta:
        label = _("Step")
        icon = "list-ol"


class PairItem(blocks.StructBlock):
    left = blocks.TextBlock(label=_("On the left"), max_length=200, rows=1)
    right = blocks.TextBlock(label=_("Belongs to it"), max_length=200, rows=1)

    class Meta:
        label = _("Pair")
        icon = "link"


class NumberBlock(NeutralCharBlock):
    """A number as people write it, kept as a plain decimal: `6,5` becomes `6.5`."""

    def clean(self, value):
        cleaned = super().clean(value)
        if not cleaned:
            return cleaned
        try:
            number = canonical_number(cleaned)
        except AnswerError as error:
            raise ValidationError(
                gettext("Write a number, such as 6.5 or 1250.")
            ) from error
        if len(readings(number)) > 1:
            raise ValidationError(
                gettext("This could be read in two ways. Write 1250, or write 1.25.")
            )
        return number


def prompt_block():
    return blocks.TextBlock(label=_("Question"), max_length=800, rows=2)


def feedback_block():
    return blocks.TextBlock(
        label=_("What we say afterwards"),
        required=False,
        default="",
        max_length=800,
        rows=2,
        help_text=_("Explain the answer, for who had it right and who had not."),
    )


def weight_block():
    return blocks.IntegerBlock(
        label=_("Weight"),
        default=1,
        min_value=1,
        max_value=10,
        help_text=_("How much it counts in a test: 1 for most, 2 for a longer sum."),
    )


def required_block():
    return blocks.BooleanBlock(
        label=_("Must be answered to finish the lesson"), required=False, default=True
    )


def right_id(left_id: str) -> str:
    """Return the id of the right side of a pair, made out of that of its left side."""
    return str(uuid5(UUID(left_id), "right"))

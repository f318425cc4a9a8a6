"""Who earns what: a price that the trainee splits before she sees how it is."""

from fractions import Fraction

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.base import (
    ActivityBlock,
    field_error,
    item_error,
    list_error,
    refuse_equal,
    refuse_few,
)
from cms.blocks.costing import PRACTICE
from cms.blocks.quiz_parts import (
    NumberBlock,
    feedback_block,
    prompt_block,
    required_block,
)
from learning.activities.formula import decimal_string


class PartItem(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Who gets it"), max_length=160)
    amount = NumberBlock(label=_("How much"), max_length=40)

    class Meta:
        label = _("Part")
        icon = "user"


class PriceSplitBlock(ActivityBlock):
    kind = "price_split"
    prompt = prompt_block()
    total = NumberBlock(label=_("The whole price"), max_length=40)
    unit = blocks.CharBlock(label=_("Unit"), required=False, default="", max_length=40)
    tolerance = NumberBlock(
        label=_("How far off is still right, in per cent of the price"),
        max_length=40,
        default="5",
    )
    parts = blocks.ListBlock(
        PartItem(),
        label=_("Parts"),
        max_num=9,
        help_text=_("Together they must make the whole price."),
    )
    source = blocks.CharBlock(
        label=_("Source"),
        max_length=400,
        help_text=_("Who worked this out, and when. The reader sees it."),
    )
    feedback = feedback_block()
    required = required_block()

    def words(self, value):
        return {
            "prompt": value["prompt"],
            "unit": value["unit"],
            "parts": {
                bound.id: bound.value["text"] for bound in value["parts"].bound_blocks
            },
            "source": value["source"],
            "feedback": value["feedback"],
        }

    def asks(self, value):
        return {
            "total": value["total"],
            "tolerance": value["tolerance"],
            "parts": [
                {"id": bound.id, "amount": bound.value["amount"]}
                for bound in value["parts"].bound_blocks
            ],
        }

    def check_value(self, value):
        refuse_equal(value["parts"], "parts", "text")
        if value["total"] and Fraction(value["total"]) <= 0:
            raise field_error("total", gettext("The price must be more than nothing."))
        if value["tolerance"] and not 0 <= Fraction(value["tolerance"]) <= 100:
            raise field_error("tolerance", gettext("Give a number from 0 to 100."))
        for index, part in enumerate(value["parts"]):
            if part["amount"] and Fraction(part["amount"]) < 0:
                raise item_error(
                    "parts", index, "amount", gettext("This cannot be less than zero.")
                )

    def check_complete(self, value):
        refuse_few(value["parts"], "parts")
        sum_ = sum(Fraction(part["amount"]) for part in value["parts"])
        if sum_ != Fraction(value["total"]):
            raise list_error(
                "parts",
                gettext(
                    "The parts add up to %(sum)s, but the whole price is %(total)s."
                )
                % {"sum": decimal_string(sum_, 15), "total": value["total"]},
            )

    class Meta:
        icon = "table"
        label = _("Who earns what")
        group = PRACTICE
        description = _("She guesses how a price is shared out, then sees how it is.")
        preview_value = {
            "prompt": _("A T-shirt costs 29. Who gets what?"),
            "total": "29",
            "unit": "",
            "tolerance": "5",
            "parts": [
                {"text": _("Who sews it"), "amount": "0.18"},
                {"text": _("Everybody else"), "amount": "28.82"},
            ],
            "source": "",
            "feedback": "",
        }

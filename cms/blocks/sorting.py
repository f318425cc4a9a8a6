"""Sorting: cards to lay into bins. In the editor each bin holds the cards it is for."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.base import (
    ActivityBlock,
    item_error,
    list_error,
    normal,
    refuse_equal,
    refuse_few,
)
from cms.blocks.quiz import QUESTIONS
from cms.blocks.quiz_parts import (
    feedback_block,
    prompt_block,
    required_block,
    weight_block,
)

FEWEST_CARDS, MOST_CARDS, MOST_BINS = 3, 14, 7


class CardItem(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Card"), max_length=300, rows=1)
    why = blocks.TextBlock(
        label=_("Why it belongs here"),
        required=False,
        default="",
        max_length=500,
        rows=2,
        help_text=_("Said afterwards, whether it was laid rightly or not."),
    )

    class Meta:
        label = _("Card")
        icon = "doc-empty"


class BinItem(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Bin"), max_length=120)
    cards = blocks.ListBlock(CardItem(), label=_("Its cards"), default=[])

    class Meta:
        label = _("Bin")
        icon = "folder-inverse"


class SortingBlock(ActivityBlock):
    kind = "sorting"
    prompt = prompt_block()
    bins = blocks.ListBlock(
        BinItem(),
        label=_("Bins"),
        max_num=MOST_BINS,
        help_text=_("Lay each card into its bin; trainees get them shuffled."),
    )
    feedback = feedback_block()
    weight = weight_block()
    required = required_block()

    def words(self, value):
        bins = value["bins"].bound_blocks
        return {
            "prompt": value["prompt"],
            "bins": {bound.id: bound.value["text"] for bound in bins},
            "cards": {
                card.id: {"text": card.value["text"], "why": card.value["why"]}
                for bound in bins
                for card in bound.value["cards"].bound_blocks
            },
            "feedback": value["feedback"],
        }

    def asks(self, value):
        bins = value["bins"].bound_blocks
        return {
            "bins": [bound.id for bound in bins],
            "cards": [
                {"id": card.id, "bin": bound.id}
                for bound in bins
                for card in bound.value["cards"].bound_blocks
            ],
        }

    def check_value(self, value):
        refuse_equal(value["bins"], "bins", "text")
        _refuse_equal_cards(value["bins"])

    def check_complete(self, value):
        refuse_few(value["bins"], "bins")
        count = sum(len(each["cards"]) for each in value["bins"])
        if not FEWEST_CARDS <= count <= MOST_CARDS:
            message = gettext(
                "There are %(count)d cards in all. Make it %(fewest)d to %(most)d."
            )
            raise list_error(
                "bins",
                message % {"count": count, "fewest": FEWEST_CARDS, "most": MOST_CARDS},
            )

    class Meta:
        icon = "folder-inverse"
        label = _("Sort the cards")
        group = QUESTIONS
        description = _("Cards that the trainee lays into the bins they belong to.")
        preview_value = {
            "prompt": _("What do we take to the table?"),
            "bins": [
                {
                    "text": _("A demand"),
                    "cards": [
                        {"text": _("A bus home after the night shift"), "why": ""},
                        {"text": _("Six per cent more pay"), "why": ""},
                    ],
                },
                {
                    "text": _("A reason"),
                    "cards": [{"text": _("Rice costs more than last year"), "why": ""}],
                },
            ],
            "feedback": "",
        }


def _refuse_equal_cards(bins) -> None:
    """Raise, at the second one, if two cards read the same: which is which?"""
    seen: dict[str, str] = {}
    for place, each in enumerate(bins):
        for number, card in enumerate(each["cards"]):
            words = normal(card["text"])
            if words and words in seen:
                message = gettext(
                    "A card in “%(bin)s” reads the same. Change one of them."
                ) % {"bin": seen[words]}
                error = item_error("cards", number, "text", message)
                at_bin = ListBlockValidationError(block_errors={place: error})
                raise StructBlockValidationError(block_errors={"bins": at_bin})
            seen[words] = each["text"]

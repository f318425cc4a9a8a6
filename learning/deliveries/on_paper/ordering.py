"""Steps to be numbered in the right order."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from learning.deliveries import sheet
from learning.deliveries.on_paper.base import PaperForm


class OrderingOnPaper(PaperForm):
    by_hand = gettext_lazy(
        "Write each step on a card. Each group lays its cards on the ground in order, "
        "then visits the next group and looks for what lies elsewhere."
    )

    def sheet(self, block):
        ids = sheet.shuffled([str(each) for each in block.listed("items")], block.id)
        steps = block.named("items")
        return [
            *self.asked(block),
            sheet.words(_("Write the number of its place before each line."), "small"),
            sheet.boxes([("", str(steps.get(each, ""))) for each in ids], "blank"),
        ]

    def answer(self, block):
        steps = block.named("items")
        order = [[sheet.words(steps.get(str(i), ""))] for i in block.listed("items")]
        return [
            sheet.items(order, ordered=True),
            *sheet.paragraphs(block.said("feedback")),
        ]

    def spoken(self, block):
        ids = sheet.shuffled([str(each) for each in block.listed("items")], block.id)
        return [
            block.said("prompt"),
            *(str(block.named("items").get(i, "")) for i in ids),
        ]

    def materials(self, block, groups, people):
        cards = len(block.listed("items")) * groups
        return [
            ngettext("%(count)d card with a step", "%(count)d cards with steps", cards)
            % {"count": cards}
        ]

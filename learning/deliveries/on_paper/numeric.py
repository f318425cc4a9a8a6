"""A number to be worked out."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.cldr import number
from learning.deliveries import sheet
from learning.deliveries.on_paper.base import PaperForm


class NumericOnPaper(PaperForm):
    part, wanted, least = "questions", 5, 3
    by_hand = gettext_lazy(
        "Work it out on the board or with beans on the ground, one bean for a fixed "
        "amount. One group shows how, the others check."
    )

    def sheet(self, block):
        return [
            *self.asked(block),
            sheet.lines(2),
            sheet.blank(_("Answer:"), block.said("unit")),
        ]

    def answer(self, block):
        answer = str(block.spec.get("answer", ""))
        found = f"{number(answer) if answer else ''} {block.said('unit')}".strip()
        return [
            sheet.words(_("Right: %(answer)s.") % {"answer": found}, "strong"),
            *sheet.paragraphs(block.said("feedback")),
        ]

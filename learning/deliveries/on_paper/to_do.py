"""Something to think about, and something to do at work."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.deliveries import sheet
from learning.deliveries.on_paper.base import PaperForm


class ReflectionOnPaper(PaperForm):
    part, wanted, least = "reflection", 4, 2
    is_numbered = False
    by_hand = gettext_lazy(
        "A minute of silence, then in pairs. Nobody has to say it to all."
    )
    on_phones = by_hand

    def sheet(self, block):
        inside = [sheet.words(block.said("prompt")), sheet.lines(4)]
        return [sheet.frame(_("For yourself"), inside)]

    def answer(self, block):
        return []


class TaskOnPaper(PaperForm):
    part, wanted, least = "task", 4, 2
    is_numbered = False
    by_hand = gettext_lazy(
        "Read it aloud. Each person says when she will do it, and to whom she will tell it."
    )
    on_phones = by_hand

    def sheet(self, block):
        return [sheet.frame(_("This week"), sheet.paragraphs(block.said("text")))]

    def answer(self, block):
        return []

    def spoken(self, block):
        return [_("This week."), *block.said("text").splitlines()]

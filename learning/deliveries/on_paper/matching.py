"""Two columns whose lines belong together."""

from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from learning.deliveries import sheet
from learning.deliveries.on_paper.base import PaperForm, letters


class MatchingOnPaper(PaperForm):
    by_hand = gettext_lazy(
        "Write each half of a pair on its own card and give one to each person. People "
        "walk about and find the one who holds the other half."
    )

    def rights(self, block) -> list[str]:
        return sheet.shuffled(
            [str(p["right"]) for p in block.listed("pairs")], block.id
        )

    def sheet(self, block):
        rights, left, right = (
            self.rights(block),
            block.named("left"),
            block.named("right"),
        )
        named = zip(letters(len(rights)), rights, strict=True)
        return [
            *self.asked(block),
            sheet.words(
                _("Write the letter that belongs to it before each line."), "small"
            ),
            sheet.boxes(
                [("", str(left.get(p["left"], ""))) for p in block.listed("pairs")],
                "blank",
            ),
            sheet.boxes([(name, str(right.get(i, ""))) for name, i in named], "none"),
        ]

    def answer(self, block):
        rights, left = self.rights(block), block.named("left")
        named = dict(zip(rights, letters(len(rights)), strict=True))
        pairs = [
            [sheet.words(f"{left.get(p['left'], '')}: {named[str(p['right'])]}")]
            for p in block.listed("pairs")
        ]
        return [sheet.items(pairs), *sheet.paragraphs(block.said("feedback"))]

    def spoken(self, block):
        rights, left, right = (
            self.rights(block),
            block.named("left"),
            block.named("right"),
        )
        named = zip(letters(len(rights)), rights, strict=True)
        return [
            block.said("prompt"),
            *(str(left.get(pair["left"], "")) for pair in block.listed("pairs")),
            *(f"{name}. {right.get(i, '')}" for name, i in named),
        ]

    def materials(self, block, groups, people):
        own = 2 * len(block.listed("pairs"))
        # Everybody gets a card, so the same pairs go round more than once.
        times = max(1, ceil(people / own)) if own else 1
        cards = own * times
        said = ngettext(
            "%(count)d card", "%(count)d cards, half of a pair on each", cards
        ) % {"count": cards}
        if times == 1:
            return [said]
        return [
            _("%(cards)s: the same %(own)d cards %(times)d times")
            % {"cards": said, "own": own, "times": times}
        ]

"""Cards to be sorted: a table to tick, or letters where there are many heaps."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from learning.deliveries import sheet
from learning.deliveries.on_paper.base import PaperForm, letters

# More columns than this do not fit on half a sheet of paper.
MOST_COLUMNS = 4


class SortingOnPaper(PaperForm):
    wanted, least = 10, 5
    by_hand = gettext_lazy(
        "Each corner of the room is one heap; say which. Read a card aloud: people go "
        "and stand where they think it belongs. Ask one of each corner why."
    )

    def cards(self, block) -> list[dict]:
        cards = {str(card["id"]): card for card in block.listed("cards")}
        return [cards[i] for i in sheet.shuffled(list(cards), block.id)]

    def card(self, block, card, name="text") -> str:
        return str(block.named("cards").get(card["id"], {}).get(name, ""))

    def bins(self, block) -> list[str]:
        names = block.named("bins")
        return [str(names.get(str(each), "")) for each in block.listed("bins")]

    def sheet(self, block):
        bins = self.bins(block)
        if len(bins) <= MOST_COLUMNS:
            rows = [
                [self.card(block, card), *[sheet.TICK] * len(bins)]
                for card in self.cards(block)
            ]
            return [
                *self.asked(block),
                sheet.words(_("Tick where each belongs."), "small"),
                sheet.grid(["", *bins], rows, [5, *[2] * len(bins)]),
            ]
        named = list(zip(letters(len(bins)), bins, strict=True))
        return [
            *self.asked(block),
            sheet.boxes(named, "none"),
            sheet.words(_("Write the letter of its heap before each line."), "small"),
            sheet.boxes(
                [("", self.card(block, c)) for c in self.cards(block)], "blank"
            ),
        ]

    def answer(self, block):
        names = block.named("bins")
        said = []
        for card in self.cards(block):
            where = f"{self.card(block, card)} — {names.get(str(card.get('bin')), '')}."
            parts = [{"text": where, "bold": True}]
            parts.append({"text": f" {self.card(block, card, 'why')}"})
            said.append([sheet.runs(parts)])
        return [sheet.items(said), *sheet.paragraphs(block.said("feedback"))]

    def spoken(self, block):
        heaps = _("The heaps: %(names)s.") % {"names": ", ".join(self.bins(block))}
        cards = (self.card(block, card) for card in self.cards(block))
        return [block.said("prompt"), heaps, *cards]

    def materials(self, block, groups, people):
        cards = len(block.listed("cards")) * groups
        return [
            ngettext("%(count)d card to sort", "%(count)d cards to sort", cards)
            % {"count": cards}
        ]

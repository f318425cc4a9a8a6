"""Who earns what: an empty bar to be divided by hand."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from learning.deliveries import sheet
from learning.deliveries.on_paper.base import PaperForm


class PriceSplitOnPaper(PaperForm):
    wanted, least = 10, 5
    by_hand = gettext_lazy(
        "Lay a string of ten steps on the ground: it is the whole price. People stand "
        "where they think each part ends. Then show the right places."
    )

    def rows(self, block) -> list[tuple[str, str]]:
        return [
            (str(block.named("parts").get(part["id"], "")), str(part.get("amount", "")))
            for part in block.listed("parts")
        ]

    def total(self, block) -> str:
        return f"{block.spec.get('total', '')} {block.said('unit')}".strip()

    def sheet(self, block):
        rows = [[text, "", block.said("unit")] for text, _amount in self.rows(block)]
        return [
            *self.asked(block),
            sheet.words(_("Divide the bar. Write each part into it."), "small"),
            sheet.bar("0", self.total(block)),
            sheet.grid([_("Who"), _("Your guess"), _("Unit")], rows, [4, 2, 1]),
        ]

    def answer(self, block):
        rows = [
            [text, f"{amount} {block.said('unit')}"]
            for text, amount in self.rows(block)
        ]
        source = _("Source: %(source)s") % {"source": block.said("source")}
        return [
            sheet.grid([_("Who"), _("Gets")], rows, [4, 2]),
            *sheet.paragraphs(block.said("feedback")),
            sheet.words(source, "small"),
        ]

    def spoken(self, block):
        whole = _("The whole price: %(total)s.") % {"total": self.total(block)}
        return [
            block.said("prompt"),
            whole,
            *(f"{text}." for text, _amount in self.rows(block)),
        ]

    def materials(self, block, groups, people):
        cards = len(block.listed("parts"))
        return [
            _("a string of ten steps"),
            ngettext(
                "%(count)d card with a part", "%(count)d cards with the parts", cards
            )
            % {"count": cards},
        ]

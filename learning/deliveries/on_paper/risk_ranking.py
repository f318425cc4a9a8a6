"""Risks in a table: how grave, how many, how hard to repair, how likely; then the rank."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from learning.deliveries import sheet
from learning.deliveries.on_paper.base import PaperForm


class RiskRankingOnPaper(PaperForm):
    wanted, least = 20, 10
    by_hand = gettext_lazy(
        "Write each risk on a card. Groups lay one, two or three stones on it for how "
        "grave, how many people, how hard to repair, how likely; then lay the cards in "
        "order, the gravest first."
    )

    def sheet(self, block):
        sectors = [
            ("", str(block.named("sectors").get(str(i), "")))
            for i in block.listed("sectors")
        ]
        risks = block.named("risks")
        rows = [
            [self._risk(risks.get(str(risk), {})), "", "", "", "", ""]
            for risk in block.listed("risks")
        ]
        head = [
            "",
            _("How grave"),
            _("How many"),
            _("Hard to repair"),
            _("Likely"),
            _("Rank"),
        ]
        how = _(
            "Give each 1, 2 or 3; 3 is the worst. The highest of the first three comes "
            "first, then their sum, then how likely it is."
        )
        return [
            *self.asked(block),
            *(
                [sheet.words(_("Our sector:"), "small"), sheet.boxes(sectors)]
                if sectors
                else []
            ),
            sheet.words(how, "small"),
            sheet.grid(head, rows, [5, 2, 2, 2, 2, 2]),
        ]

    def _risk(self, said: dict) -> str:
        text, hint = said.get("text", ""), said.get("hint", "")
        return f"{text} ({hint})" if hint else str(text)

    def spoken(self, block):
        risks = (block.named("risks").get(str(i), {}) for i in block.listed("risks"))
        return [
            block.said("prompt"),
            *(
                f"{risk.get('text', '')}. {risk.get('hint', '')}".strip()
                for risk in risks
            ),
        ]

    def materials(self, block, groups, people):
        cards = len(block.listed("risks")) * groups
        return [
            ngettext(
                "%(count)d card with a risk, and stones",
                "%(count)d cards with risks, and stones",
                cards,
            )
            % {"count": cards}
        ]

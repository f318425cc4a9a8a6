"""The sheet the union keeps: rows with lines to write on, and a list to tick."""

from django.utils.translation import gettext_lazy, ngettext

from learning.deliveries import sheet
from learning.deliveries.on_paper.base import PaperForm


class PlanOnPaper(PaperForm):
    part, wanted, least = "practice", 15, 8
    is_numbered = False
    by_hand = gettext_lazy(
        "Each group fills in one sheet, with a pencil. Another group reads it and asks "
        "two questions. Keep the sheets: they are your union's."
    )

    def sheet(self, block):
        found = [
            sheet.new_page(),
            sheet.heading(block.said("title"), 2),
            *sheet.paragraphs(block.said("intro")),
        ]
        for row in block.listed("rows"):
            said = block.named("rows").get(row["id"], {})
            found.append(sheet.words(said.get("text", ""), "strong"))
            found += sheet.paragraphs(said.get("hint", ""), "small")
            found.append(sheet.lines(int(row.get("lines") or 2)))
        checks = [
            ("", str(block.named("checks").get(str(i), "")))
            for i in block.listed("checks")
        ]
        if checks:
            found.append(sheet.boxes(checks))
        # A sheet of its own, so that it can be torn out and kept.
        return [*found, sheet.new_page()]

    def answer(self, block):
        return []

    def spoken(self, block):
        rows = (block.named("rows").get(row["id"], {}) for row in block.listed("rows"))
        return [
            f"{block.said('title')}.",
            block.said("intro"),
            *(f"{row.get('text', '')}. {row.get('hint', '')}".strip() for row in rows),
            *(str(each) for each in block.named("checks").values()),
        ]

    def materials(self, block, groups, people):
        return [
            ngettext(
                "%(count)d printed sheet: %(title)s",
                "%(count)d printed sheets: %(title)s",
                groups,
            )
            % {"count": groups, "title": block.said("title")}
        ]

"""A worksheet: numbers to fill in, how to reckon with them, lines to do it on."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from learning.cldr import number
from learning.deliveries import sheet
from learning.deliveries.on_paper.base import PaperForm

_SIGNS = {"*": "×", "/": "÷", "-": "−"}


class CostingOnPaper(PaperForm):
    wanted, least = 15, 8
    by_hand = gettext_lazy(
        "Write the numbers on the board. Groups reckon on paper, or with beans: agree "
        "what one bean is worth. Each group says its result and how it came to it."
    )

    def formula(self, block) -> str:
        """The author's formula with the names of the numbers instead of their keys."""
        names = block.named("inputs")

        def readable(found: re.Match) -> str:
            said = found.group()
            name = str(names.get(said, {}).get("name", said))
            return _SIGNS.get(said, name)

        return re.sub(
            r"[A-Za-z_]\w*|[*/-]", readable, str(block.spec.get("formula", ""))
        )

    def sheet(self, block):
        names = block.named("inputs")
        rows = []
        for each in block.listed("inputs"):
            said = names.get(each["id"], {})
            value = number(each["value"]) if each.get("fixed") else ""
            rows.append([said.get("name", ""), value, said.get("unit", "")])
        reckon = _("How to reckon: %(formula)s") % {"formula": self.formula(block)}
        return [
            *self.asked(block),
            sheet.grid([_("What"), _("Number"), _("Unit")], rows, [3, 2, 2]),
            sheet.words(reckon),
            sheet.lines(4),
            *self.goal(block),
            sheet.blank(block.said("result"), block.said("unit")),
        ]

    def goal(self, block) -> list:
        low, high = block.spec.get("goal_min"), block.spec.get("goal_max")
        unit = block.said("unit")
        low, high = (number(each) if each else "" for each in (low, high))
        if low and high:
            said = _("The result should lie between %(low)s and %(high)s %(unit)s.")
        elif high:
            said = _("The result should be %(high)s %(unit)s or less.")
        elif low:
            said = _("The result should be %(low)s %(unit)s or more.")
        else:
            return []
        return [sheet.words(said % {"low": low, "high": high, "unit": unit}, "small")]

    def answer(self, block):
        return [*self.goal(block), *sheet.paragraphs(block.said("feedback"))]

    def spoken(self, block):
        names = block.named("inputs")
        known = [
            f"{names.get(i['id'], {}).get('name', '')}: {number(i['value'])} "
            f"{names.get(i['id'], {}).get('unit', '')}".strip()
            for i in block.listed("inputs")
        ]
        return [
            block.said("prompt"),
            *known,
            _("Reckon: %(what)s.") % {"what": block.said("result")},
        ]

    def materials(self, block, groups, people):
        return [
            ngettext(
                "paper, pencil and beans for %(count)d group",
                "paper, pencil and beans for %(count)d groups",
                groups,
            )
            % {"count": groups}
        ]

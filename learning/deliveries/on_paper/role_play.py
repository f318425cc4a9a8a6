"""A game with roles. Setting and roles for all; what each role knows, for the trainer."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from learning.deliveries import rich_text, sheet
from learning.deliveries.on_paper.base import PaperForm


class RolePlayOnPaper(PaperForm):
    part, wanted, least = "role_play", 45, 15
    is_numbered = False
    by_hand = gettext_lazy(
        "Give out the roles; nobody shows her sheet. Play the rounds, then talk about "
        "what happened before anything else."
    )
    on_phones = by_hand

    def sheet(self, block):
        roles = [
            [sheet.words(f"{role.get('name', '')} ({role.get('people', 1)})")]
            for role in block.listed("roles")
        ]
        return [
            sheet.heading(block.said("title"), 2),
            *rich_text.pieces(block.said("setting")),
            sheet.words(_("The roles, and how many people play each:"), "strong"),
            sheet.items(roles),
            *rich_text.pieces(block.said("rounds")),
        ]

    def answer(self, block):
        return []

    def spoken(self, block):
        return [
            f"{block.said('title')}.",
            *rich_text.sentences(block.said("setting")),
            *(f"{role.get('name', '')}." for role in block.listed("roles")),
            *rich_text.sentences(block.said("rounds")),
        ]

    def tables(self, block, people: int) -> tuple[int, int]:
        """How many games can be played at once, and how many people then look on."""
        each = sum(
            max(int(role.get("people") or 1), 1) for role in block.listed("roles")
        )
        if not each:
            return 1, 0
        count = max(1, people // each)
        return count, max(0, people - count * each)

    def materials(self, block, groups, people):
        count, watching = self.tables(block, people)
        sheets = count * len(block.listed("roles"))
        said = [
            ngettext("%(count)d role sheet", "%(count)d role sheets", sheets)
            % {"count": sheets}
        ]
        if watching:
            said.append(
                ngettext(
                    "paper and pencil for %(count)d person who looks on and takes notes",
                    "paper and pencil for %(count)d people who look on and take notes",
                    watching,
                )
                % {"count": watching}
            )
        return said

    def secret(self, block):
        found = []
        for role in block.listed("roles"):
            people = int(role.get("people") or 1)
            plays = ngettext(
                "Played by %(count)d person.",
                "Played by %(count)d people together.",
                people,
            )
            found.append(
                [
                    sheet.heading(str(role.get("name", "")), 2),
                    sheet.words(
                        f"{block.said('title')}. {plays % {'count': people}}", "small"
                    ),
                    sheet.words(
                        _("Only for who plays this role. Do not show it."), "strong"
                    ),
                    *sheet.paragraphs(role.get("sheet", ""), "large"),
                ]
            )
        return found

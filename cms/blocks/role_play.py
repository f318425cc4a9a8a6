"""A role play: the page says what will be played; the secret sheets are on paper only.

Whoever renders this block shows setting, roles and rounds. The sheets and the debrief
are words of the lesson too, for what is printed for the trainer, and never in a document.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.base import RICH_TEXT_FEATURES, LessonBlock, refuse_equal, refuse_few
from cms.blocks.reflection import TO_DO
from cms.blocks.safe_html import safe_html


class RoleItem(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Role"), max_length=80)
    people = blocks.IntegerBlock(
        label=_("How many play it"), default=1, min_value=1, max_value=40
    )
    sheet = blocks.TextBlock(
        label=_("Secret sheet"),
        max_length=2000,
        rows=5,
        help_text=_(
            "What only this role knows and wants. Printed for the trainer, who hands it "
            "out; no page shows it."
        ),
    )

    class Meta:
        label = _("Role")
        icon = "user"


class RolePlayBlock(LessonBlock):
    kind = "role_play"
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    setting = blocks.RichTextBlock(label=_("Setting"), features=RICH_TEXT_FEATURES)
    minutes = blocks.IntegerBlock(
        label=_("Minutes"), default=60, min_value=5, max_value=600
    )
    roles = blocks.ListBlock(RoleItem(), label=_("Roles"), max_num=10)
    rounds = blocks.RichTextBlock(
        label=_("Rounds"),
        features=RICH_TEXT_FEATURES,
        help_text=_("What happens one after the other, with minutes."),
    )
    debrief = blocks.RichTextBlock(
        label=_("Debrief"),
        features=RICH_TEXT_FEATURES,
        help_text=_("For the trainer: what to ask when it is over. No page shows it."),
    )

    def words(self, value):
        return {
            "title": value["title"],
            "setting": safe_html(value["setting"].source),
            "minutes": value["minutes"],
            "roles": [
                {
                    "id": bound.id,
                    **{name: bound.value[name] for name in ("name", "people", "sheet")},
                }
                for bound in value["roles"].bound_blocks
            ],
            "rounds": safe_html(value["rounds"].source),
            "debrief": safe_html(value["debrief"].source),
        }

    def check_value(self, value):
        refuse_equal(value["roles"], "roles", "name")

    def check_complete(self, value):
        refuse_few(value["roles"], "roles")

    class Meta:
        icon = "group"
        label = _("Role play")
        group = TO_DO
        description = _(
            "A scene to play in a group. Secret sheets are printed for the trainer."
        )
        preview_value = {
            "title": _("The bus home"),
            "setting": "<p>The night shift ends at ten. The last bus leaves at nine.</p>",
            "minutes": 45,
            "roles": [
                {"name": _("Steward"), "people": 2, "sheet": _("You want a bus.")},
                {"name": _("Manager"), "people": 1, "sheet": _("You can pay half.")},
            ],
            "rounds": "<ol><li>Prepare, 10 minutes</li><li>Talk, 20 minutes</li></ol>",
            "debrief": "<p>What moved the other side?</p>",
        }
        template = "cms/blocks/role_play.html"

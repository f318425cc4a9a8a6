"""Risk ranking: which harm to deal with first, by one's own judgement."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.base import ActivityBlock, list_error, refuse_equal
from cms.blocks.costing import PRACTICE
from cms.blocks.quiz_parts import feedback_block, prompt_block, required_block
from learning.activities.risk_ranking import MOST_RISKS, MOST_SECTORS


class SectorItem(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Sector"), max_length=120)

    class Meta:
        label = _("Sector")
        icon = "site"


class RiskItem(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Risk"), max_length=120)
    hint = blocks.CharBlock(label=_("Hint"), required=False, default="", max_length=200)

    class Meta:
        label = _("Risk")
        icon = "warning"


class RiskRankingBlock(ActivityBlock):
    kind = "risk_ranking"
    prompt = prompt_block()
    sectors = blocks.ListBlock(
        SectorItem(),
        label=_("Sectors"),
        default=[],
        max_num=MOST_SECTORS,
        help_text=_("She picks hers. Leave it empty if there is only one."),
    )
    risks = blocks.ListBlock(RiskItem(), label=_("Risks"), max_num=MOST_RISKS)
    feedback = feedback_block()
    required = required_block()

    def words(self, value):
        return {
            "prompt": value["prompt"],
            "sectors": {
                bound.id: bound.value["text"] for bound in value["sectors"].bound_blocks
            },
            "risks": {
                bound.id: {"text": bound.value["text"], "hint": bound.value["hint"]}
                for bound in value["risks"].bound_blocks
            },
            "feedback": value["feedback"],
        }

    def asks(self, value):
        return {
            name: [bound.id for bound in value[name].bound_blocks]
            for name in ("sectors", "risks")
        }

    def check_value(self, value):
        refuse_equal(value["sectors"], "sectors", "text")
        refuse_equal(value["risks"], "risks", "text")

    def check_complete(self, value):
        if len(value["risks"]) < 3:
            raise list_error("risks", gettext("Give at least three risks to compare."))

    class Meta:
        icon = "warning"
        label = _("Rank the risks")
        group = PRACTICE
        description = _(
            "She says how grave and how likely each risk is, and gets a list with "
            "reasons. Never right or wrong."
        )
        preview_value = {
            "prompt": _("Which risks come first where you work?"),
            "sectors": [{"text": _("Textiles and clothing")}],
            "risks": [
                {"text": _("Forced labour"), "hint": ""},
                {"text": _("Wages below the law"), "hint": ""},
                {"text": _("No union allowed"), "hint": ""},
            ],
            "feedback": "",
        }

"""A plan: the sheet that a union keeps, to fill in on the phone or on paper."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.base import ActivityBlock, list_error, refuse_equal
from cms.blocks.reflection import TO_DO
from learning.activities.plan import MOST_LINES, MOST_ROWS


class RowItem(blocks.StructBlock):
    text = blocks.CharBlock(label=_("What is written here"), max_length=160)
    hint = blocks.CharBlock(label=_("Hint"), required=False, default="", max_length=200)
    lines = blocks.IntegerBlock(
        label=_("Lines to write on"), default=3, min_value=1, max_value=MOST_LINES
    )

    class Meta:
        label = _("Row")
        icon = "edit"


class CheckItem(blocks.StructBlock):
    text = blocks.CharBlock(label=_("To tick"), max_length=200)

    class Meta:
        label = _("Point to tick")
        icon = "check"


class PlanBlock(ActivityBlock):
    kind = "plan"
    # The union's own paper: a lesson does not wait for it, and nobody checks it.
    is_required = False
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    intro = blocks.TextBlock(
        label=_("What it is for"),
        required=False,
        default="",
        max_length=600,
        rows=2,
    )
    rows = blocks.ListBlock(RowItem(), label=_("Rows"), max_num=MOST_ROWS)
    checks = blocks.ListBlock(
        CheckItem(), label=_("Points to tick"), default=[], max_num=MOST_ROWS
    )

    def words(self, value):
        return {
            "title": value["title"],
            "intro": value["intro"],
            "rows": {
                bound.id: {"text": bound.value["text"], "hint": bound.value["hint"]}
                for bound in value["rows"].bound_blocks
            },
            "checks": {
                bound.id: bound.value["text"] for bound in value["checks"].bound_blocks
            },
        }

    def asks(self, value):
        return {
            "rows": [
                {"id": bound.id, "lines": bound.value["lines"]}
                for bound in value["rows"].bound_blocks
            ],
            "checks": [bound.id for bound in value["checks"].bound_blocks],
        }

    def check_value(self, value):
        refuse_equal(value["rows"], "rows", "text")
        refuse_equal(value["checks"], "checks", "text")

    def check_complete(self, value):
        if len(value["rows"]) < 2:
            raise list_error("rows", gettext("Give at least two rows to fill in."))

    class Meta:
        icon = "form"
        label = _("Sheet to fill in and keep")
        group = TO_DO
        description = _(
            "What the union keeps: rows to write in, points to tick. It can be printed."
        )
        preview_value = {
            "title": _("Mandate sheet"),
            "intro": "",
            "rows": [
                {"text": _("We must have"), "hint": "", "lines": 2},
                {"text": _("We can give"), "hint": "", "lines": 2},
            ],
            "checks": [{"text": _("The members have voted")}],
        }

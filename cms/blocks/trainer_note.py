"""A note to the trainer: printed in plans and booklets, never shown to trainees."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.base import RICH_TEXT_FEATURES, LessonBlock
from cms.blocks.safe_html import safe_html


class TrainerNoteBlock(LessonBlock):
    kind = "trainer_note"
    html = blocks.RichTextBlock(label=_("Note"), features=RICH_TEXT_FEATURES)
    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=600)
    group_size = blocks.CharBlock(
        label=_("Size of a group"), required=False, default="", max_length=60
    )
    materials = blocks.TextBlock(
        label=_("What you need"), required=False, default="", max_length=600, rows=2
    )
    no_power = blocks.TextBlock(
        label=_("Without electricity"),
        required=False,
        default="",
        max_length=1000,
        rows=3,
        help_text=_("How to do the same when the power is cut."),
    )

    def words(self, value):
        return {
            "html": safe_html(value["html"].source),
            "minutes": value["minutes"],
            "group_size": value["group_size"],
            "materials": value["materials"],
            "no_power": value["no_power"],
        }

    def render(self, value, context=None):
        """Nothing: whatever page renders this block, no trainee reads the note."""
        return ""

    class Meta:
        icon = "clipboard-list"
        label = _("Note to the trainer")
        group = _("For the trainer")
        description = _("How to do this part in a group. Trainees never see it.")
        preview_value = {
            "html": "<p>Groups check each other's sums before they are shown.</p>",
            "minutes": 15,
            "group_size": "4-6",
            "materials": _("paper, one pencil per group"),
            "no_power": _("Count with beans: one bean is 10,000."),
        }
        preview_template = "cms/blocks/trainer_note_preview.html"

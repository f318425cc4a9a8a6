"""Something to do at work before the next lesson."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.base import ActivityBlock
from cms.blocks.reflection import TO_DO


class TaskBlock(ActivityBlock):
    kind = "task"
    # It is done at work, days later: a lesson does not wait for it.
    is_required = False
    text = blocks.TextBlock(label=_("What to do this week"), max_length=600, rows=3)

    def words(self, value):
        return {"text": value["text"]}

    class Meta:
        icon = "calendar-check"
        label = _("Use it this week")
        group = TO_DO
        description = _("One small thing to try at work before the next lesson.")
        preview_value = {
            "text": _("Ask three colleagues what they would change first.")
        }

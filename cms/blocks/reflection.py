"""Something to think about and write down, for the trainee's own eyes."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.base import ActivityBlock

TO_DO = _("To do")


class ReflectionBlock(ActivityBlock):
    kind = "reflection"
    # Nobody checks a notebook: a lesson does not wait for it.
    is_required = False
    takes_free_text = True
    prompt = blocks.TextBlock(
        label=_("What to think about"),
        max_length=600,
        rows=3,
        help_text=_("The answer stays in her notebook; nobody else reads it."),
    )

    def words(self, value):
        return {"prompt": value["prompt"]}

    class Meta:
        icon = "edit"
        label = _("Write it in your notebook")
        group = TO_DO
        description = _("A question to think about alone; the answer is never sent.")
        preview_value = {"prompt": _("What did the employer promise last year?")}

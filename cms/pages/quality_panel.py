"""The place of the quality figures in the editor of a lesson."""

from wagtail import hooks
from wagtail.admin.panels import Panel


class QualityPanel(Panel):
    """Figures of the draft that was saved last (cms/quality.py), by a hook."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/quality.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            # Figures compile the page, and so can't be imported by what it is made of.
            (quality_of,) = hooks.get_hooks("quality_of_lesson")
            page = self.instance
            return context | {"quality": quality_of(page) if page.pk else None}

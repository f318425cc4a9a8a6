"""The glossary in the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from cms.snippets.glossary import GlossaryTerm
from cms.walls.owned import OwnedViewSet


class GlossaryViewSet(OwnedViewSet):
    model = GlossaryTerm
    icon = "openquote"
    menu_label = _("Glossary")
    menu_order = 300
    list_display = ["source", "note", Column("union", label=_("Whose"))]

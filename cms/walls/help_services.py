"""The directory of help in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from cms.snippets.help_service import HelpService
from cms.walls.owned import OwnedViewSet


class HelpServiceViewSet(OwnedViewSet):
    model = HelpService
    icon = "help"
    menu_label = _("Help services")
    menu_order = 310
    list_display = [
        "name",
        Column("get_country_display", label=_("Country")),
        "last_checked_date",
        Column("union", label=_("Whose")),
    ]

"""The directory of help in the admin: everybody reads, each union writes its own."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.snippets.help_service import HelpService
from cms.walls.glossary import GlossaryCreateView, GlossaryPolicy
from cms.walls.inside import help_services_of


class HelpServicePolicy(GlossaryPolicy):
    """As for the glossary: the programme's entries are changed by administrators."""

    def instances_user_has_any_permission_for(self, user, actions):
        if not self.user_has_any_permission(user, actions):
            return HelpService.objects.none()
        return help_services_of(user)


class HelpServiceViewSet(SnippetViewSet):
    model = HelpService
    icon = "help"
    menu_label = _("Help services")
    menu_order = 310
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    add_view_class = GlossaryCreateView
    list_display = [
        "name",
        Column("get_country_display", label=_("Country")),
        "last_checked_date",
        Column("union", label=_("Whose")),
    ]
    permission_policy = HelpServicePolicy(HelpService)

    def get_queryset(self, request):
        return help_services_of(request.user)

"""The glossary in the Wagtail admin: everybody reads, each union writes its own."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from cms.snippets.glossary import GlossaryTerm
from cms.walls.inside import glossary_of, unions_of


class GlossaryPolicy(ModelPermissionPolicy):
    """The programme's terms are there to be read; only administrators change them."""

    def user_has_permission_for_instance(self, user, action, instance):
        may = super().user_has_permission_for_instance(user, action, instance)
        return may and (user.is_superuser or instance.union_id in set(unions_of(user)))

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return any(
            self.user_has_permission_for_instance(user, action, instance)
            for action in actions
        )

    def instances_user_has_any_permission_for(self, user, actions):
        if not self.user_has_any_permission(user, actions):
            return GlossaryTerm.objects.none()
        return glossary_of(user)

    def instances_user_has_permission_for(self, user, action):
        return self.instances_user_has_any_permission_for(user, [action])


class GlossaryCreateView(CreateView):
    def save_instance(self):
        # A new term is the union's of who writes it; an administrator's is for all.
        user = self.request.user
        self.form.instance.union_id = (
            None if user.is_superuser else unions_of(user).first()
        )
        return super().save_instance()


class GlossaryViewSet(SnippetViewSet):
    model = GlossaryTerm
    icon = "openquote"
    menu_label = _("Glossary")
    menu_order = 300
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    add_view_class = GlossaryCreateView
    list_display = ["source", "note", Column("union", label=_("Whose"))]
    permission_policy = GlossaryPolicy(GlossaryTerm)

    def get_queryset(self, request):
        return glossary_of(request.user)

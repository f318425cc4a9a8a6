"""Facts, terms and help services in the admin: all read the programme's, each its own.

Whoever writes for an owner, a union or the programme, changes what is its own.
"""

from django.utils.functional import cached_property
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from cms.walls.inside import seen_of, unions_of, writes_for_programme


class OwnedPolicy(ModelPermissionPolicy):
    """All read the programme's; those who write for an owner change its own."""

    def user_has_permission_for_instance(self, user, action, instance):
        may = super().user_has_permission_for_instance(user, action, instance)
        return may and (action == "view" or _owns(user, instance))

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return any(
            self.user_has_permission_for_instance(user, action, instance)
            for action in actions
        )

    def instances_user_has_any_permission_for(self, user, actions):
        if not self.user_has_any_permission(user, actions):
            return self.model.objects.none()
        return seen_of(self.model, user)

    def instances_user_has_permission_for(self, user, action):
        return self.instances_user_has_any_permission_for(user, [action])


def _owns(user, instance) -> bool:
    """Asked of each row of a list, so looked up once for a request's user."""
    if user.is_superuser:
        return True
    if not hasattr(user, "_owners"):
        user._owners = set(unions_of(user))
        if writes_for_programme(user):
            user._owners.add(None)
    return instance.union_id in user._owners


class OwnedCreateView(CreateView):
    def get_initial_form_instance(self):
        # The union's of who writes it; the programme's if that is none.
        made = super().get_initial_form_instance() or self.model()
        user = self.request.user
        made.union_id = None if user.is_superuser else unions_of(user).first()
        return made


class OwnedViewSet(SnippetViewSet):
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    add_view_class = OwnedCreateView

    @cached_property
    def permission_policy(self):
        return OwnedPolicy(self.model)

    def get_queryset(self, request):
        return seen_of(self.model, request.user).select_related("union")

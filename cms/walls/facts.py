"""Facts in the Wagtail admin: all read the programme's, each union writes its own."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from cms.snippets.fact import Fact
from cms.snippets.fact_use import FactUse
from cms.walls.inside import facts_of, is_own_fact, unions_of


class FactPolicy(ModelPermissionPolicy):
    """All read the programme's facts; those who write for an owner change its own."""

    def user_has_permission_for_instance(self, user, action, instance):
        may = super().user_has_permission_for_instance(user, action, instance)
        return may and (action == "view" or is_own_fact(user, instance.pk))

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return any(
            self.user_has_permission_for_instance(user, action, instance)
            for action in actions
        )

    def instances_user_has_any_permission_for(self, user, actions):
        if not self.user_has_any_permission(user, actions):
            return Fact.objects.none()
        return facts_of(user)

    def instances_user_has_permission_for(self, user, action):
        return self.instances_user_has_any_permission_for(user, [action])


def refusal_to_delete(instances) -> str:
    """Why these may not be deleted, in a sentence; "" if they may."""
    keys = [each.translation_key for each in instances if isinstance(each, Fact)]
    if keys and FactUse.objects.filter(fact__in=keys).exists():
        return gettext("Lessons use this fact. Take it out of them first.")
    return ""


class FactCreateView(CreateView):
    def get_initial_form_instance(self):
        # A new fact is the union's of who writes it; the programme's if that is none.
        fact = super().get_initial_form_instance()
        user = self.request.user
        fact.union_id = None if user.is_superuser else unions_of(user).first()
        return fact


class FactViewSet(SnippetViewSet):
    model = Fact
    icon = "clipboard-list"
    menu_label = _("Facts")
    menu_order = 310
    add_to_admin_menu = True
    copy_view_enabled = False
    # Who may not change the programme's facts reads them here.
    inspect_view_enabled = True
    inspect_view_fields = [
        "key",
        "value",
        "statement",
        "jurisdiction",
        "instrument",
        "source",
        "as_of",
        "review_by",
        "confidence",
        "replaces",
    ]
    add_view_class = FactCreateView
    list_display = [
        "key",
        "value",
        DateColumn("review_by", label=_("Check again by"), sort_key="review_by"),
        Column("get_confidence_display", label=_("How sure")),
        Column("union", label=_("Whose")),
    ]
    permission_policy = FactPolicy(Fact)

    def get_queryset(self, request):
        return facts_of(request.user)

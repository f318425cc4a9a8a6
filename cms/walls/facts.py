"""Facts in the Wagtail admin: all read the programme's, each union writes its own."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn

from cms.snippets.fact import Fact
from cms.snippets.fact_use import FactUse
from cms.walls.owned import OwnedViewSet


def refusal_to_delete(instances) -> str:
    """Why these may not be deleted, in a sentence; "" if they may."""
    keys = [each.translation_key for each in instances if isinstance(each, Fact)]
    if keys and FactUse.objects.filter(fact__in=keys).exists():
        return gettext("Lessons use this fact. Take it out of them first.")
    return ""


class FactViewSet(OwnedViewSet):
    model = Fact
    icon = "clipboard-list"
    menu_label = _("Facts")
    menu_order = 310
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
    list_display = [
        "key",
        "value",
        DateColumn("review_by", label=_("Check again by"), sort_key="review_by"),
        Column("get_confidence_display", label=_("How sure")),
        Column("union", label=_("Whose")),
    ]

"""Views of Wagtail with less in them, for authors or for everybody.

Where Wagtail lets us register another class, we do (`PageListing`); elsewhere `gate.py`
puts one of these mixins before the class of the view.
"""

from django.contrib.auth import get_user_model
from django.forms import CheckboxSelectMultiple
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import MultipleUserFilter
from wagtail.admin.views.pages.listing import EditedByFilter, GenericPageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet

from cms.po_files import download_po, upload_po
from cms.walls.inside import colleagues_of


def _people(request):
    if request is None:
        return get_user_model().objects.none()
    return colleagues_of(request.user)


class PageFilters(GenericPageFilterSet):
    """The filters of the explorer: people are colleagues, and there is one site."""

    owner = MultipleUserFilter(
        label=_("Owner"), queryset=_people, widget=CheckboxSelectMultiple
    )
    edited_by = EditedByFilter(
        label=_("Edited by"), queryset=_people, widget=CheckboxSelectMultiple
    )
    site = None


class PageListing(PageViewSet):
    filterset_class = PageFilters


class OwnPageFilters:
    """The same where the address has no page yet, so that no viewset is looked up."""

    def setup(self, *args, **kwargs):
        super().setup(*args, **kwargs)
        self.filterset_class = PageFilters


class NoTagFilter:
    """Listings of files filter by the ten most used tags of all unions together."""

    @cached_property
    def filterset_class(self):
        return _without_tags(super().filterset_class)


class NoPopularTags:
    """Choosers offer the same ten."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"popular_tags": []}


class OwnAccount:
    """An account here has no name and no picture, so there is no form for them."""

    def get_panels(self):
        return [
            panel
            for panel in super().get_panels()
            if panel.name not in {"name_email", "avatar"}
        ]


def _without_tags(filterset_class):
    class WithoutTags(filterset_class):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.filters.pop("tag", None)

    return WithoutTags


FOR_ALL = {"wagtailadmin_account": OwnAccount}
# Functions, which no mixin can change: these are called in their place.
INSTEAD = {
    "wagtail_localize:download_pofile": download_po,
    "wagtail_localize:upload_pofile": upload_po,
}
FOR_AUTHORS = {
    "wagtailadmin_explore_root": OwnPageFilters,
    "wagtailimages:index": NoTagFilter,
    "wagtailimages:index_results": NoTagFilter,
    "wagtaildocs:index": NoTagFilter,
    "wagtaildocs:index_results": NoTagFilter,
    "wagtailimages_chooser:choose": NoPopularTags,
    "wagtailimages_chooser:choose_results": NoPopularTags,
    "wagtaildocs_chooser:choose": NoPopularTags,
    "wagtaildocs_chooser:choose_results": NoPopularTags,
}

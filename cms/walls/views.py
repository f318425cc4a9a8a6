"""Views of Wagtail with less in them: mixins that `gate.py` puts before their class."""

from django.contrib.auth import get_user_model
from django.utils.functional import cached_property
from wagtail.admin.filters import MultipleUserFilter

from cms.walls.inside import colleagues_of


class OwnFilters:
    """Filters name colleagues only; no sites, and no tags that others use."""

    @cached_property
    def filterset_class(self):
        return _walled(super().filterset_class)


class NoPopularTags:
    """The ten most used tags of a chooser are those of all unions together."""

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


def _walled(filterset_class):
    def __init__(self, *args, **kwargs):
        filterset_class.__init__(self, *args, **kwargs)
        for name in ("site", "tag"):
            self.filters.pop(name, None)
        for each in self.filters.values():
            if isinstance(each, MultipleUserFilter):
                each.queryset = (
                    colleagues_of(self.request.user)
                    if self.request
                    else get_user_model().objects.none()
                )

    return type(
        f"Walled{filterset_class.__name__}", (filterset_class,), {"__init__": __init__}
    )


FOR_ALL = {"wagtailadmin_account": OwnAccount}
FOR_AUTHORS = {
    **dict.fromkeys(
        [
            "wagtailadmin_explore_root",
            "wagtailadmin_explore",
            "wagtailadmin_explore_results",
            "wagtailadmin_pages:search",
            "wagtailadmin_pages:search_results",
            "wagtailadmin_pages:type_use",
            "wagtailadmin_pages:type_use_results",
            "wagtailimages:index",
            "wagtailimages:index_results",
            "wagtaildocs:index",
            "wagtaildocs:index_results",
        ],
        OwnFilters,
    ),
    **dict.fromkeys(
        [
            "wagtailimages_chooser:choose",
            "wagtailimages_chooser:choose_results",
            "wagtaildocs_chooser:choose",
            "wagtaildocs_chooser:choose_results",
        ],
        NoPopularTags,
    ),
}

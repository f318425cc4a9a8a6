"""The gate of the Wagtail admin: every request of an author passes here.

Wagtail checks permissions where something is changed, but its lists, filters and
choosers were made for one organisation. So each address is looked up in `doors.py`
before its view runs, and some views get other filters. Superusers pass, except where
nobody does.
"""

from django.http import Http404
from wagtail.admin.auth import require_admin_access
from wagtail.permissions import page_permission_policy

from cms.walls.admin import is_admin
from cms.walls.doors import DOORS, SHUT_TO_ALL
from cms.walls.views import FOR_ALL, FOR_AUTHORS, INSTEAD
from cms.walls.workspaces import bring_groups_up_to_date


class AdminGate:
    """Middleware; comes after authentication."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not is_admin(request.path):
            return None
        user, name = request.user, request.resolver_match.view_name
        if not user.is_authenticated:
            return None
        if not user.is_superuser:
            bring_groups_up_to_date(user)
        # Without access Wagtail says so itself, and leads to the log-in.
        if not user.has_perm("wagtailadmin.access_admin"):
            return None
        if name.startswith(SHUT_TO_ALL):
            raise Http404
        is_open = user.is_superuser or (
            name in DOORS and DOORS[name](request, *args, **kwargs)
        )
        if not is_open:
            raise Http404
        if name in INSTEAD:
            return require_admin_access(INSTEAD[name])(request, *args, **kwargs)
        if user.is_superuser:
            return _served(request, view, args, kwargs, FOR_ALL.get(name))
        if name == "wagtailadmin_choose_page":
            # Wagtail would start at what all pages of a type have in common.
            root = page_permission_policy.explorable_root_instance(user)
            kwargs["parent_page_id"] = root.pk if root else 0
        mixin = FOR_AUTHORS.get(name) or FOR_ALL.get(name)
        return _served(request, view, args, kwargs, mixin)


def _served(request, view, args, kwargs, mixin):
    """The response of the view with a mixin of ours, or None to go on as usual."""
    if mixin is None:
        return None
    walled = type(f"Walled{view.view_class.__name__}", (mixin, view.view_class), {})
    walled_view = require_admin_access(walled.as_view(**view.view_initkwargs))
    return walled_view(request, *args, **kwargs)

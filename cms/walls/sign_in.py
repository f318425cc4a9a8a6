"""The way into the admin: allauth's log-in, for Wagtail's own knows no second factor."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import resolve_url
from django.views.decorators.cache import never_cache


@never_cache
def sign_in(request):
    """To the log-in; or 403 for an account that works here, but not in the admin."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next", ""), resolve_url("account_login"))

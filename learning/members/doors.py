"""Who may open a page: for views, on top of the middleware that guards whole rooms."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect

from learning.members import rules
from learning.members.onward import is_ours
from learning.members.queries import participant_of


def signed_in_required(view):
    """Asks to sign in first, and comes back here."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not request.user.is_authenticated:
            here = request.get_full_path()
            return redirect_to_login(here if is_ours(here) else request.path)
        return view(request, *args, **kwargs)

    return wrapped


def trainee_required(view):
    """For people who are counted; the view gets the participant."""

    @signed_in_required
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        participant = participant_of(request.user)
        if participant is None:
            return redirect("members:kept")
        return view(request, *args, participant=participant, **kwargs)

    return wrapped


def staff_required(*roles):
    """For staff with a second factor who hold one of `roles` now (any, if none named)."""

    def decorator(view):
        @signed_in_required
        @wraps(view)
        def wrapped(request, *args, **kwargs):
            if not rules.is_staff_account(request.user):
                raise PermissionDenied
            if rules.lacks_second_factor(request.user):
                return redirect("members:second_factor")
            if roles and not rules.holds(request.user, *roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return wrapped

    return decorator

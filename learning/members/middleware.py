"""What holds for every page: nothing kept on shared phones, staff behind a second factor."""

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth import SESSION_KEY
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode

from learning.members import phones, rules

# After the language, where there is one. The desks of DESIGN 5.
STAFF_ROOMS = ("admin", "trainings", "union", "programme")
# Pages of allauth that are for staff alone: trainees have no e-mail and no second
# factor, and nobody who borrows a phone may give them one.
STAFF_ACCOUNT_PAGES = (
    "account_email",
    "account_email_verification_sent",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
)


class SharedPhoneMiddleware:
    """Keeps a shared session short, and its pages out of every store."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not phones.has_session(request) or SESSION_KEY not in request.session:
            return response
        if request.session.get(phones.FLAG):
            phones.touch(request)
            response["Cache-Control"] = "no-store"
        elif not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        return response


class StaffDoorMiddleware:
    """No staff room without a second factor; what is for staff is not there for others."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.url_name
        if name in STAFF_ACCOUNT_PAGES and self._is_trainee(request):
            raise Http404
        if is_staff_room(request.path_info) and rules.lacks_second_factor(request.user):
            return HttpResponseRedirect(reverse("members:second_factor"))
        return None

    def process_exception(self, request, exception):
        """Before allauth's own: it would keep the whole request in the session while
        it asks for the password, the address and the make of the phone included."""
        if not isinstance(exception, ReauthenticationRequired):
            return None
        methods = get_adapter().get_reauthentication_methods(request.user)
        url = methods[0]["url"] if methods else reverse("account_login")
        return HttpResponseRedirect(f"{url}?{urlencode({'next': request.path})}")

    def _is_trainee(self, request) -> bool:
        user = request.user
        return user.is_authenticated and not rules.is_staff_account(user)


def is_staff_room(path: str) -> bool:
    """Whether a path, with or without a language before it, leads into a staff room."""
    return any(part in STAFF_ROOMS for part in path.split("/")[1:3])

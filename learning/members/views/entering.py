"""In and out: signing in, back in by code, leaving."""

from http import HTTPStatus

from allauth.account.adapter import get_adapter
from allauth.account.internal import flows
from allauth.account.models import Login
from allauth.account.views import LoginView
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from learning.members import actions, card_seen, codes, limits, phones, rules
from learning.members.adapter import end_pause
from learning.members.backends import find
from learning.members.doors import signed_in_required
from learning.members.forms import RecoverForm, posted
from learning.members.onward import is_ours
from learning.members.too_many import slowed_down

FRESH_CODE = "fresh_code"
UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY


class SignInView(LoginView):
    """allauth's sign-in; a form sent back is an answer of its own kind."""

    def get_initial(self):
        """Whose card was just scanned on this phone has only the PIN to type."""
        card = (
            card_seen.seen(self.request) if phones.has_session(self.request) else None
        )
        name = {"login": card.user.sign_in_name} if card else {}
        return super().get_initial() | name

    def form_invalid(self, form):
        context = self.get_context_data(form=form)
        return self.render_to_response(context, status=UNPROCESSABLE)


def enter(request, user, *, own_phone, redirect_url):
    """Sign somebody in who has just proved herself some other way."""
    if request.user.is_authenticated:
        flows.logout.logout(request, show_message=False)
    phones.remember(request, own_phone=own_phone)
    login = Login(user=user, redirect_url=redirect_url)
    return flows.login.perform_password_login(request, {}, login)


def show_code(request, *, user, code, own_phone, onward=""):
    """Sign her in, and on to the page that shows the code, once."""
    url = reverse("members:written_down")
    if is_ours(onward):
        url = f"{url}?{urlencode({'next': onward})}"
    response = enter(request, user, own_phone=own_phone, redirect_url=url)
    request.session[FRESH_CODE] = codes.wrapped(user.pk, code)
    return response


def is_her_secret(request, form) -> bool:
    """Whether the PIN in a SecretForm is right; counted like a sign-in."""
    if get_adapter().reauthenticate(request.user, form.cleaned_data["secret"]):
        return True
    form.add_error("secret", _("That is not your PIN or password. Try again."))
    return False


def end_session(request) -> bool:
    """Sign out, if anybody is in; returns whether it was on a shared phone."""
    was_shared = phones.is_shared(request)
    if request.user.is_authenticated:
        flows.logout.logout(request, show_message=False)
    return was_shared


@never_cache
@csrf_exempt
@require_http_methods(["GET", "POST"])
def leave(request):
    """Leave this phone, and leave nothing on it.

    On a phone that others use too, that would also empty a register's ticks that wait for
    a line: then it asks first. They are sent, or thrown away on purpose (`anyway`).

    No CSRF token: a page that stood open for long, or came from a store, must still let
    her go. A form on another site could only sign her out, and browsers tell us of it.
    """
    if request.method == "GET":
        return render(request, "account/logout.html")
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise PermissionDenied
    waiting = phones.is_awaited(request)
    if waiting and not phones.is_own(request) and "anyway" not in request.POST:
        return render(
            request,
            "learning/members/not_sent_yet.html",
            {"waiting": waiting},
            status=HTTPStatus.CONFLICT,
        )
    # A session that has run out says nothing any more: then empty all.
    was_anonymous = not request.user.is_authenticated
    was_shared = end_session(request) or was_anonymous
    response = redirect(get_adapter().get_logout_redirect_url(request))
    phones.forget_everything(response, was_shared=was_shared)
    return response


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@slowed_down
def recover(request):
    """Back in with a code; one answer for whatever was wrong."""
    form = RecoverForm(posted(request))
    if form.is_valid():
        response = _try_code(request, form)
        if response:
            return response
        form.add_error(
            None,
            _(
                "We do not recognise this name together with this code. A code from "
                "your trainer works once and for seven days: ask for a new one."
            ),
        )
    return render(
        request,
        "learning/members/recover.html",
        {"form": form},
        status=UNPROCESSABLE if form.is_bound else None,
    )


def _try_code(request, form):
    name = form.cleaned_data["sign_in_name"]
    limits.under_ceiling(request, "recover")
    limits.check_ceiling(request, "wrong-code", limits.WRONG_TRIES)
    here = f"{name} from {limits.veiled_address(request)}"
    slots = limits.take("recover", here)
    slots += limits.take("recover", name, limits.ANYWHERE)
    user = find(name)
    code = actions.use_code(
        user=user,
        code=form.cleaned_data["code"],
        secret=form.cleaned_data["secret"],
    )
    if code is None:
        limits.count(request, "wrong-code", limits.WRONG_TRIES)
        return None
    limits.give_back(slots)
    end_pause(request, name)
    return show_code(
        request, user=user, code=code, own_phone=form.cleaned_data["own_phone"]
    )


@never_cache
@signed_in_required
def second_factor(request):
    """Tells staff why they need one before they go further, and how."""
    if not rules.is_staff_account(request.user):
        raise Http404
    if rules.has_second_factor(request.user):
        return redirect("mfa_index")
    return render(request, "learning/members/second_factor.html")


def index(request):
    """`/accounts/`: what is kept about me, or the way in."""
    signed_in = request.user.is_authenticated
    return redirect("members:kept" if signed_in else "account_login")

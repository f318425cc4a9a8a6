"""Where allauth asks us: who may sign up, how often one may try, where to go next."""

import base64
import secrets
from io import BytesIO

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from learning import keys
from learning.members import limits, phones, too_many
from learning.members.sign_in_names import tidy

# One sentence for a wrong name, a wrong PIN and an account that never was.
NOT_RECOGNISED = _(
    "We do not recognise this name together with this PIN or password. Look at what "
    "you wrote down and try again."
)
_NONCE = 12


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": NOT_RECOGNISED,
        "email_password_mismatch": NOT_RECOGNISED,
        "invalid_login": NOT_RECOGNISED,
        "incorrect_password": _("That is not your PIN or password. Try again."),
        "enter_current_password": _("That is not your PIN or password. Try again."),
    }

    def is_open_for_signup(self, request):
        """Keeping one's place (views/places.py) is the way in."""
        return False

    # --- how often -------------------------------------------------------------------

    def get_client_ip(self, request):
        """What allauth counts by: never the address itself, see limits.py."""
        return limits.veiled_address(request)

    def get_http_user_agent(self, request):
        return ""

    def pre_authenticate(self, request, **credentials):
        account = _account(credentials)
        try:
            limits.under_ceiling(request, "sign-in")
            limits.check_ceiling(request, "wrong-sign-in", limits.WRONG_TRIES)
            self._slots = limits.take("sign-in", _from_here(request, account))
            try:
                self._slots += limits.take("sign-in", account, limits.ANYWHERE)
            except limits.TooManyTriesError:
                limits.give_back(self._slots)
                raise
        except limits.TooManyTriesError as error:
            raise too_many.as_immediate(request, error) from None

    def _rollback_login_failed_rl_usage(self):
        """A good sign-in takes no slot; it does not wipe those of the wrong ones."""
        limits.give_back(self._slots)

    def authentication_failed(self, request, **credentials):
        limits.count(request, "wrong-sign-in", limits.WRONG_TRIES)

    def _delete_login_attempts_cached_email(self, request, **credentials):
        """After a reset by e-mail the pause is over."""
        end_pause(request, _account(credentials))

    def login(self, request, user):
        """Signing in may empty the session; what she said about the phone stays."""
        own_phone = request.session.get(phones.FLAG) is False
        super().login(request, user)
        phones.remember(request, own_phone=own_phone)

    # --- where to --------------------------------------------------------------------

    def get_login_redirect_url(self, request):
        """Each to the own desk, as far as it is built."""
        language = get_language()
        candidates = (
            f"/{language}/my/",
            f"/{language}/",
        )
        return next((path for path in candidates if path and _leads(path)), "/")

    def get_logout_redirect_url(self, request):
        return f"/{get_language()}/"

    def get_password_change_redirect_url(self, request):
        return reverse("members:kept")


class SecondFactorAdapter(DefaultMFAAdapter):
    """TOTP secrets lie in the database sealed under the programme's key."""

    def encrypt(self, text):
        nonce = secrets.token_bytes(_NONCE)
        sealed = _cipher().encrypt(nonce, text.encode(), None)
        return base64.b64encode(nonce + sealed).decode()

    def decrypt(self, encrypted_text):
        raw = base64.b64decode(encrypted_text)
        try:
            return _cipher().decrypt(raw[:_NONCE], raw[_NONCE:], None).decode()
        except InvalidTag:
            raise keys.SealBrokenError(
                "This second factor was not sealed here"
            ) from None

    def build_totp_svg(self, url):
        drawn = BytesIO()
        segno.make(url).save(drawn, kind="svg", scale=5, light="#fff")
        return drawn.getvalue().decode()


def end_pause(request, account: str) -> None:
    """The owner proved herself another way; she need not wait."""
    limits.forget("sign-in", _from_here(request, account))
    limits.forget("sign-in", account, limits.ANYWHERE)


def _from_here(request, account: str) -> str:
    return f"{account} from {limits.veiled_address(request)}"


def _account(credentials) -> str:
    return tidy(credentials.get("email") or credentials.get("username") or "")


def _leads(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def _cipher() -> AESGCM:
    return AESGCM(keys.programme_secret("second factors"))

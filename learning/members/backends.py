"""Signing in by sign-in name or e-mail, and finding out who a session belongs to."""

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.userkit import filter_users_by_email

from learning.members.models import User
from learning.members.sign_in_names import tidy


class SignInBackend(AuthenticationBackend):
    """allauth's, with exactly one password hashed whatever was typed: the time an
    answer takes does not tell whether an account exists."""

    def _authenticate(self, request, **credentials):
        typed = credentials.get("email") or credentials.get("username") or ""
        return self._check_password(find(typed), credentials.get("password") or "")

    def get_user(self, user_id):
        """User and participant in one query: a lesson may use three in all."""
        user = User.objects.select_related("participant").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None


def find(typed: str) -> User | None:
    """The account that was meant, if there is one."""
    if "@" in typed:
        found = filter_users_by_email(typed, prefer_verified=True, for_login=True)
        return found[0] if len(found) == 1 else None
    return User.objects.filter(sign_in_name=tidy(typed)).first()

"""Signing in by sign-in name or e-mail, and finding out who a session belongs to."""

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.userkit import filter_users_by_email

from learning.members.models import Participant, User
from learning.members.sign_in_names import tidy
from learning.statements import Statement

_ACCOUNT = [field.attname for field in User._meta.concrete_fields]
_PERSON = [field.attname for field in Participant._meta.concrete_fields]
# Asked on every page of everybody who is signed in.
_who = Statement(
    lambda pk: User.objects.filter(pk=pk).values_list(
        *_ACCOUNT, *(f"participant__{name}" for name in _PERSON)
    ),
    User._meta.pk,
)


class SignInBackend(AuthenticationBackend):
    """allauth's, with exactly one password hashed whatever was typed: the time an
    answer takes does not tell whether an account exists."""

    def _authenticate(self, request, **credentials):
        typed = credentials.get("email") or credentials.get("username") or ""
        return self._check_password(find(typed), credentials.get("password") or "")

    def get_user(self, user_id):
        """User and participant in one query: a lesson may use three in all."""
        row = _who.row(user_id)
        user = _user_with_participant(row) if row else None
        return user if user and self.user_can_authenticate(user) else None


def _user_with_participant(row: tuple) -> User:
    """As `select_related` would give them: each knows the other."""
    user = User.from_db("default", _ACCOUNT, row[: len(_ACCOUNT)])
    person = row[len(_ACCOUNT) :]
    if person[_PERSON.index("id")] is None:
        User._meta.get_field("participant").set_cached_value(user, None)
        return user
    participant = Participant.from_db("default", _PERSON, person)
    User._meta.get_field("participant").set_cached_value(user, participant)
    Participant._meta.get_field("user").set_cached_value(participant, user)
    return user


def find(typed: str) -> User | None:
    """The account that was meant, if there is one."""
    if "@" in typed:
        found = filter_users_by_email(typed, prefer_verified=True, for_login=True)
        return found[0] if len(found) == 1 else None
    return User.objects.filter(sign_in_name=tidy(typed)).first()

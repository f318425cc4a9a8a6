"""How accounts are made: by sign-in name, with an e-mail only for staff."""

from django.contrib.auth.base_user import BaseUserManager

# Their password is in the README. Production refuses to start with one of them; names
# given out by the platform end in digits, so no trainee can have one of these.
DEMO_SIGN_IN_NAMES = frozenset(
    {
        "trainee",
        "trainer",
        "author",
        "translator",
        "coordinator",
        "other-coordinator",
        "third-coordinator",
        "officer",
        "evaluator",
        "admin",
    }
)


class UserManager(BaseUserManager):
    """Makes accounts; the rules about who may are in members/actions.py."""

    def create_user(self, sign_in_name, password=None, **fields):
        if not sign_in_name:
            raise ValueError("An account needs a sign-in name")
        user = self.model(sign_in_name=sign_in_name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, sign_in_name, password=None, **fields):
        fields |= {"is_staff": True, "is_superuser": True}
        return self.create_user(sign_in_name, password, **fields)

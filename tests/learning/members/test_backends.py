import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from learning.members.backends import SignInBackend
from learning.members.models import User


def test_user_and_participant_come_in_one_query(alice, django_assert_num_queries):
    with django_assert_num_queries(1):
        user = SignInBackend().get_user(alice.user.pk)
        assert user.participant.pk == alice.participant.pk
        assert user.participant.tenant_id


def test_the_statement_gives_what_the_orm_gives(alice, trainer):
    for account in (alice.user, trainer):
        ours = SignInBackend().get_user(account.pk)
        orms = User.objects.select_related("participant").get(pk=account.pk)
        assert columns(ours) == columns(orms)
        assert ours._state.db == orms._state.db
        assert not ours._state.adding
        assert hasattr(ours, "participant") == hasattr(orms, "participant")
        if hasattr(orms, "participant"):
            assert columns(ours.participant) == columns(orms.participant)
            assert ours.participant.user is ours


def columns(row) -> dict:
    return {
        each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields
    }


def test_staff_without_a_participant_cost_no_more(trainer, django_assert_num_queries):
    with django_assert_num_queries(1):
        user = SignInBackend().get_user(trainer.pk)
        assert getattr(user, "participant", None) is None


def test_a_closed_account_is_nobody(alice):
    User.objects.update(is_active=False)
    assert SignInBackend().get_user(alice.user.pk) is None


@pytest.mark.parametrize(
    "who", ["trainee", "staff", "staff by name", "nobody", "no mail"]
)
def test_every_try_hashes_once(alice, trainer, who, monkeypatch):
    """So that the time taken does not tell whether there is such an account."""
    typed = {
        "trainee": alice.user.sign_in_name,
        "staff": trainer.email,
        "staff by name": trainer.sign_in_name,
        "nobody": "lotus-9999",
        "no mail": "nobody@example.org",
    }[who]
    hashed = []

    class Counting(PBKDF2PasswordHasher):
        algorithm = "md5"
        iterations = 1

        def encode(self, password, salt, iterations=None):
            hashed.append(password)
            return super().encode(password, salt, 1)

        def verify(self, password, encoded):
            hashed.append(password)
            return False

        def must_update(self, encoded):
            return False

    monkeypatch.setattr("django.contrib.auth.hashers.get_hashers", lambda: [Counting()])
    monkeypatch.setattr(
        "django.contrib.auth.hashers.get_hasher", lambda algorithm="default": Counting()
    )
    said = {"username": typed} | ({"email": typed} if "@" in typed else {})
    assert authenticate(None, password="824613", **said) is None
    assert hashed == ["824613"]


def test_a_careless_name_is_understood(alice):
    typed = alice.user.sign_in_name.upper().replace("-", " ")
    assert authenticate(None, username=typed, password="739182") == alice.user

import re

import pytest
from django.db import IntegrityError

from learning.members import actions, codes, sign_in_names
from learning.members.errors import NoNameLeftError, NotAllowedError
from learning.members.models import Participant, User

PIN = "739182"


def test_gives_a_name_a_code_and_a_person(union):
    place = actions.keep_place(secret=PIN, language="fr", union=union)
    user = User.objects.get()
    assert re.fullmatch(r"[a-z]+-\d{4}", user.sign_in_name)
    assert user.check_password(PIN)
    assert user.language == "fr"
    assert user.email == ""
    assert codes.matches(user.pk, place.recovery_code, user.recovery_code_hash)
    assert Participant.objects.for_tenant(union).get() == user.participant
    assert not user.memberships.exists()


def test_the_code_is_nowhere_in_the_clear(alice):
    stored = User.objects.values().get(pk=alice.user.pk)
    assert not any(
        alice.recovery_code in str(value)
        or codes.tidy(alice.recovery_code) in str(value)
        for value in stored.values()
    )


def test_without_a_union_she_belongs_to_open(db):
    place = actions.keep_place(secret=PIN)
    assert place.participant.union.slug == place.participant.tenant.slug == "open"


def test_in_a_branch_she_belongs_to_the_tenant_above(union):
    branch = actions.found_union(
        name="Mines", slug="mines", level="local", parent=union, country="BJ", by=None
    )
    person = actions.keep_place(secret=PIN, union=branch).participant
    assert (person.union, person.tenant) == (branch, union)


def test_a_name_that_is_taken_is_tried_no_further(db, monkeypatch):
    names = iter(["lotus-1000", "lotus-1000", "lotus-1000", "lotus-2000"])
    monkeypatch.setattr(sign_in_names, "candidates", lambda avoiding: names)
    first = actions.keep_place(secret=PIN).user
    second = actions.keep_place(secret=PIN).user
    assert (first.sign_in_name, second.sign_in_name) == ("lotus-1000", "lotus-2000")
    with pytest.raises(NoNameLeftError):
        actions.keep_place(secret=PIN)
    assert User.objects.count() == 2


def test_a_trainer_makes_places_in_the_own_tenant(union, other_union, trainer):
    assert actions.keep_place(secret=PIN, union=union, by=trainer).user
    with pytest.raises(NotAllowedError):
        actions.keep_place(secret=PIN, union=other_union, by=trainer)


def test_staff_accounts_start_without_a_password(administrator, trainer):
    user = actions.make_staff_account(email="New@Example.org", by=administrator)
    assert user.email == "new@example.org"
    assert not user.has_usable_password()
    assert user.recovery_code_hash == ""
    with pytest.raises(NotAllowedError):
        actions.make_staff_account(email="other@example.org", by=trainer)
    with pytest.raises(IntegrityError):
        actions.make_staff_account(email="new@example.org", by=administrator)

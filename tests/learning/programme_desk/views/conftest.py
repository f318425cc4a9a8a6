"""An administrator and an officer at the programme's desk."""

import pytest
from django.test import Client

from learning.members.models import Membership
from tests.learning.factories import UserFactory


@pytest.fixture(autouse=True)
def _without_second_factor(monkeypatch):
    monkeypatch.setattr("learning.members.rules.has_second_factor", lambda user: True)


@pytest.fixture
def admin(db):
    user = UserFactory(email="admin@example.org")
    Membership.objects.create(user=user, role="administrator")
    return user


@pytest.fixture
def desk(admin):
    client = Client()
    client.force_login(admin)
    return client


@pytest.fixture
def officer(db):
    """A client of one."""
    user = UserFactory(email="officer@example.org")
    Membership.objects.create(user=user, role="officer")
    client = Client()
    client.force_login(user)
    return client

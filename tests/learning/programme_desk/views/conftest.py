"""An administrator and an officer at the programme's desk."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from learning.members.models import Membership
from tests.learning.factories import UserFactory
from tests.learning.reports.cast import programme


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


def _desk_of(role):
    ends_on = timezone.localdate() + timedelta(days=9)
    user = UserFactory(email=f"{role}@example.org")
    Membership.objects.create(user=user, role=role, ends_on=ends_on)
    client = Client()
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def officer_desk(db):
    return _desk_of("officer")


@pytest.fixture
def evaluator_desk(db):
    return _desk_of("evaluator")


@pytest.fixture
def officer(db):
    """A programme officer's desk."""
    client = Client()
    client.force_login(programme())
    return client

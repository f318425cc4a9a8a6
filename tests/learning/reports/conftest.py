"""A programme with two unions and a year behind it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from learning.members.models import Membership
from tests.learning.factories import UserFactory


def staff(role: str):
    """An account of the programme's."""
    user = UserFactory(email=f"{role}@example.org")
    ends_on = timezone.localdate() + timedelta(days=30)
    Membership.objects.create(user=user, role=role, ends_on=ends_on)
    return user


@pytest.fixture
def officer(db):
    return staff("officer")


@pytest.fixture
def evaluator(db):
    return staff("evaluator")

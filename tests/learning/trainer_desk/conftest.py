"""A trainer and a coordinator at their desks, with a second factor."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from tests.learning.classroom.cast import a_training


@pytest.fixture
def cast(db):
    made = a_training(starts_on=timezone.localdate() + timedelta(days=1))
    for user in (made.trainer, made.coordinator):
        TOTP.activate(user, generate_totp_secret())
    return made


@pytest.fixture
def at_desk(client, cast):
    client.force_login(cast.trainer)
    return client

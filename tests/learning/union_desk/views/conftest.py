"""The coordinator of a union with one training, at her desk."""

import pytest
from django.test import Client

from tests.learning.classroom.cast import a_training


@pytest.fixture(autouse=True)
def _without_second_factor(monkeypatch):
    monkeypatch.setattr("learning.members.rules.has_second_factor", lambda user: True)


@pytest.fixture
def cast():
    return a_training()


@pytest.fixture
def desk(cast):
    client = Client()
    client.force_login(cast.coordinator)
    return client

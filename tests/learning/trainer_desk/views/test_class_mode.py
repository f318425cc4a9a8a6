"""Driving a class."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learning.classroom.actions import class_mode as actions
from learning.classroom.queries.class_mode import class_of, living_class, tally
from tests.learning.classroom.cast import a_class, a_training
from tests.learning.factories import LessonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(client, settings):
    settings.DEMO = True
    room = a_class()
    client.force_login(room.trainer)
    return room


def drive_of(room) -> str:
    return f"/en/trainings/{room.training.pk}/sessions/{room.session.pk}/class/"


def do(client, room, what, **given):
    return client.post(drive_of(room), {"do": what, **given})


def shown(client, room) -> str:
    return client.get(drive_of(room)).content.decode()

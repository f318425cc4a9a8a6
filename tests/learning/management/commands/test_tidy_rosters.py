"""Lists that nobody read in are emptied after a week, in every tenant."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from learning.classroom.models import RosterImport
from tests.learning.classroom.cast import a_training

pytestmark = pytest.mark.django_db


def test_only_old_ones(capsys):
    for days in (8, 6):
        cast = a_training()
        roster = RosterImport(
            tenant=cast.union,
            training=cast.training,
            state="understood",
            started_at=timezone.now() - timedelta(days=days),
        )
        roster.seal("{}")
        roster.save()
    call_command("tidy_rosters")
    assert capsys.readouterr().out == "1 lists emptied\n"

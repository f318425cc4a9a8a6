"""The daily look for doubles goes through every tenant."""

import pytest
from django.core.management import call_command

from learning.members.actions import name_participant
from learning.members.models import PossibleDouble
from tests.learning.classroom.cast import a_training
from tests.learning.factories import ParticipantFactory

pytestmark = pytest.mark.django_db


def test_each_tenant_by_itself(capsys):
    casts = [a_training(), a_training()]
    for cast in casts:
        for _each in range(2):
            person = ParticipantFactory(union=cast.union, user=None)
            name_participant(
                participant=person, name="Awa Diallo", basis="sheet", by=cast.trainer
            )
    call_command("look_for_doubles")
    assert capsys.readouterr().out == "2 new possible doubles\n"
    assert PossibleDouble.objects.for_tenant(casts[0].union).count() == 1

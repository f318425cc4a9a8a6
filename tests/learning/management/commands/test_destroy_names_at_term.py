"""The daily destroying of names goes through every tenant."""

from datetime import date

import pytest
from django.core.management import call_command

from learning.members.actions import name_participant
from learning.members.models import Identity, NamesTerm
from tests.learning.classroom.cast import a_training
from tests.learning.factories import ParticipantFactory

pytestmark = pytest.mark.django_db


def test_each_tenant_by_its_own_term(capsys, settings, tmp_path):
    settings.KEYS_DIR = tmp_path
    casts = [a_training(), a_training(), a_training()]
    for cast in casts:
        person = ParticipantFactory(union=cast.union, user=None)
        name_participant(
            participant=person, name="Awa Diallo", basis="sheet", by=cast.trainer
        )
        Identity.objects.for_tenant(cast.union).update(changed_at="2020-05-01T09:00Z")
        NamesTerm.objects.for_tenant(cast.union).update(starts_on=date(2020, 1, 1))
    NamesTerm.objects.for_tenant(casts[2].union).delete()
    call_command("destroy_names_at_term")
    call_command("destroy_names_at_term", verbosity=0)
    assert capsys.readouterr().out == "2 names destroyed\n"
    assert Identity.objects.for_tenant(casts[2].union).exists()

"""The payment sheet at the trainer's desk."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from learning.classroom.actions.registering import mark
from learning.members.actions import name_participant
from learning.members.models import AuditEntry
from tests.learning.classroom.actions.test_registering import tick
from tests.learning.classroom.cast import a_training
from tests.learning.factories import ParticipantFactory, RegistrationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def address(cast) -> str:
    return f"/en/trainings/{cast.training.pk}/payments.pdf"


def words(answer) -> str:
    return "".join(p.extract_text() for p in PdfReader(BytesIO(answer.content)).pages)


@pytest.fixture
def people(cast):
    """One was there and is named, one was not."""
    found = [ParticipantFactory(union=cast.union) for _each in "ab"]
    lines = [
        RegistrationFactory(training=cast.training, participant=each) for each in found
    ]
    mark(session=cast.session, ticks=[tick(lines[0], 300)], by=cast.trainer)
    name_participant(
        participant=found[0], name="Awa Adjovi", basis="screen", by=cast.trainer
    )
    return found


def test_who_was_there_stands_on_it_by_sign_in_name(at_desk, cast, people):
    answer = at_desk.get(address(cast))
    here, away = (each.user.sign_in_name for each in people)
    assert here in words(answer)
    assert away not in words(answer)
    assert "Adjovi" not in words(answer)
    assert answer["Content-Disposition"] == (
        f'inline; filename="payments-{cast.training.ends_on}.pdf"'
    )
    assert not AuditEntry.objects.for_tenant(cast.union).filter(act="printed").exists()


def test_names_that_are_open_are_printed_and_noted(at_desk, cast, people, monkeypatch):
    monkeypatch.setattr("learning.members.opened_names.are_open", lambda request: True)
    assert "Awa Adjovi" in words(at_desk.get(address(cast)))
    noted = AuditEntry.objects.for_tenant(cast.union).get(act="printed")
    assert (noted.people, noted.thing_id) == (1, cast.training.pk)


def test_both_pages_lead_to_it_and_another_trainers_is_not_there(at_desk, cast):
    for page in ("", "close/evidence/"):
        html = at_desk.get(f"/en/trainings/{cast.training.pk}/{page}").content.decode()
        assert address(cast) in html
    assert at_desk.get(address(a_training())).status_code == 404

"""One line of a training: put right, taken out, put back."""

import pytest
from django.utils import timezone

from learning.classroom.models import Registration
from tests.learning.classroom.cast import a_training
from tests.learning.factories import (
    ParticipantFactory,
    RegistrationFactory,
    UnionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(cast):
    return RegistrationFactory(training=cast.training)


def address(row) -> str:
    return f"/en/trainings/{row.training_id}/people/{row.pk}/"


def words(response) -> str:
    return response.content.decode()


def test_answers_are_put_right(at_desk, row):
    assert at_desk.post(address(row), {"do": "answers", "sex": "?"}).status_code == 422
    at_desk.post(address(row), {"do": "answers", "sex": "f", "sector": "mining"})
    row.participant.refresh_from_db()
    assert (row.participant.sex, row.participant.sector) == ("f", "mining")


def test_out_and_back(at_desk, row):
    people = f"/en/trainings/{row.training_id}/people/"
    at_desk.post(address(row), {"do": "out"})
    assert "Taken out:" in words(at_desk.get(people))
    assert "Put her back" in words(at_desk.get(address(row)))
    at_desk.post(address(row), {"do": "back"})
    assert "Taken out:" not in words(at_desk.get(people))


def test_a_closed_training_asks_why(at_desk, cast, row):
    cast.training.state, cast.training.closed_at = "closed", timezone.now()
    cast.training.save()
    answer = at_desk.post(address(row), {"do": "out"})
    assert (answer.status_code, "Say why you correct it" in words(answer)) == (
        422,
        True,
    )
    at_desk.post(address(row), {"do": "out", "reason": "Somebody else"})
    found = Registration.objects.for_tenant(cast.union).get(pk=row.pk)
    assert found.was_taken_out


def test_a_line_of_another_training_or_nonsense(at_desk, cast, row):
    other = RegistrationFactory(training=a_training().training)
    assert at_desk.get(address(other)).status_code == 404
    mixed = f"/en/trainings/{cast.training.pk}/people/{other.pk}/"
    assert at_desk.get(mixed).status_code == 404
    assert at_desk.post(address(row), {"do": "nonsense"}).status_code == 200


def test_who_has_gone_to_another_union_is_not_changed_here(at_desk, cast):
    gone = ParticipantFactory(union=UnionFactory(), sex="m")
    row = RegistrationFactory(training=cast.training, participant=gone)
    assert "gone over to another union" in words(at_desk.get(address(row)))
    at_desk.post(address(row), {"do": "answers", "sex": "f"})
    gone.refresh_from_db()
    assert gone.sex == "m"

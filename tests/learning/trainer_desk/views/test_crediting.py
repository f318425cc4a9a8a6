"""Credit for class work: all who were there, all that was taught, unless she says else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learning.catalogue.shelf import shelf
from learning.classroom.models import Credit
from learning.trainer_desk.views import crediting
from tests.learning.classroom.afterwards import past_training, teach, was_there
from tests.learning.factories import LessonFactory, ModuleFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_second_factor(monkeypatch):
    monkeypatch.setattr("learning.members.rules.has_second_factor", lambda user: True)
    # Whether something was published is asked once a second: not in a count of queries.
    monkeypatch.setattr("learning.catalogue.shelf.SECONDS_BETWEEN_LOOKS", 3600)
    shelf.forget()


@pytest.fixture
def cast():
    made = past_training()
    module = ModuleFactory()
    made.plain = LessonFactory(module=module)
    made.careful = LessonFactory(module=module, sensitivity="careful")
    LessonFactory(module=module, kind="final_test")
    teach(made, module)
    return made


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.trainer)
    return client


def address(cast):
    return f"/en/trainings/{cast.training.pk}/credit/"


def credited(cast):
    rows = Credit.objects.for_tenant(cast.union)
    return set(rows.values_list("participant", "lesson"))


def test_at_first_everybody_and_everything_but_what_needs_care(cast, desk):
    lines = [was_there(cast) for _each in range(2)]
    RegistrationFactory(training=cast.training)  # was away
    form = desk.get(address(cast)).context["form"]
    assert form.initial["lessons"] == [str(cast.plain.key)]
    assert form.initial["people"] == [str(line.pk) for line in lines]
    assert len(form.fields["lessons"].choices) == 2, "no test"
    answer = desk.post(address(cast), form.initial, follow=True)
    assert "2 credits are new." in answer.content.decode()
    assert credited(cast) == {(line.participant_id, cast.plain.key) for line in lines}
    answer = desk.post(address(cast), form.initial, follow=True)
    assert "0 credits are new." in answer.content.decode()


@pytest.mark.parametrize("wrong", ["nothing", "nobody", "stranger"])
def test_mistakes_are_told_and_nothing_is_credited(cast, desk, wrong):
    line, away = was_there(cast), RegistrationFactory(training=cast.training)
    data = {"lessons": [str(cast.plain.key)], "people": [str(line.pk)]}
    data |= {
        "nothing": {"lessons": []},
        "nobody": {"people": []},
        "stranger": {"people": [str(away.pk)]},
    }[wrong]
    assert desk.post(address(cast), data).status_code == 422
    assert credited(cast) == set()


def test_a_long_list_is_credited_by_the_worker(cast, desk, monkeypatch):
    monkeypatch.setattr(crediting, "PER_PAGE", 2)
    lines = [was_there(cast, account=False) for _each in range(3)]
    one_page = {
        "lessons": [str(cast.plain.key)],
        "people": [str(line.pk) for line in lines[:2]],
    }
    assert desk.post(address(cast), one_page)["Location"] == f"{address(cast)}?page=2"
    assert len(credited(cast)) == 2
    assert "Credit to all 3 who were there" in desk.get(address(cast)).content.decode()
    everybody = {"lessons": [str(cast.careful.key)], "everybody": "yes"}
    desk.post(address(cast), everybody)
    assert len(credited(cast)) == 5


def test_queries_do_not_grow_with_the_class(cast, desk, django_assert_num_queries):
    was_there(cast)
    desk.get(address(cast))
    with CaptureQueriesContext(connection) as one:
        desk.get(address(cast))
    for _each in range(2):
        was_there(cast)
    with django_assert_num_queries(len(one)):
        desk.get(address(cast))

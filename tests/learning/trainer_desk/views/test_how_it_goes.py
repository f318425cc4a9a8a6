"""The page "How it goes on"."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learning import intake
from learning.catalogue.shelf import shelf
from learning.classroom.actions.following import answer_follow_up
from learning.classroom.actions.helping import ask_for_help
from tests.learning.classroom.afterwards import (
    lets_trainer_see,
    past_training,
    teach,
    was_there,
)
from tests.learning.factories import LessonFactory, ModuleFactory, event, spec_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_second_factor(monkeypatch):
    monkeypatch.setattr("learning.members.rules.has_second_factor", lambda user: True)
    # Whether something was published is asked once a second: not in a count of queries.
    monkeypatch.setattr("learning.catalogue.shelf.SECONDS_BETWEEN_LOOKS", 3600)
    shelf.forget()


@pytest.fixture
def cast():
    return past_training()


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.trainer)
    return client


def address(cast):
    return f"/en/trainings/{cast.training.pk}/how-it-goes/"


def learns(cast, lesson, *, shows=True):
    line = was_there(cast)
    person = line.participant
    if shows:
        lets_trainer_see(person)
    wrong = event(lesson, spec_of(lesson)["activities"][0], answer=["b"])
    intake.take(participant=person, events=[event(lesson), wrong], by=person.user)
    ask_for_help(participant=person, reason="talk", path="", by=person.user)
    answer_follow_up(registration=line, used="yes", by=person.user)
    return line


def test_the_page_tells_what_there_is(cast, desk):
    lesson = LessonFactory(module=ModuleFactory(), title="At the table")
    teach(cast, lesson)
    lines = [learns(cast, lesson, shows=number < 5) for number in range(10)]
    page = desk.get(address(cast)).content.decode()
    assert "of 10 have begun" in page
    table = page.partition('id="people"')[2]
    names = [each.participant.user.sign_in_name for each in lines]
    assert [name in table for name in names] == [True] * 5 + [False] * 5
    assert "0% of 10" in page
    assert "After 3 months: 10 answers" in page
    assert page.count("I want to talk with my trainer") == 10
    found = desk.get(address(cast), {"q": names[0]}).content.decode()
    assert names[1] not in found.partition('id="people"')[2]


def test_an_empty_page_says_so(cast, desk):
    page = desk.get(address(cast)).content.decode()
    assert "No question stands out so far." in page
    assert "Nobody yet." in page


def test_queries_do_not_grow_with_the_class(cast, desk, django_assert_num_queries):
    module = ModuleFactory()
    lesson = LessonFactory(module=module)
    LessonFactory(module=module, kind="pre_test")
    LessonFactory(module=module, kind="final_test")
    teach(cast, module)
    learns(cast, lesson)
    desk.get(address(cast))
    with CaptureQueriesContext(connection) as one:
        desk.get(address(cast))
    for _each in range(2):
        learns(cast, lesson)
    with django_assert_num_queries(len(one)):
        page = desk.get(address(cast)).content.decode()
    assert page.count('data-label="Last seen"') == 3

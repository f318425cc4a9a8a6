"""Who is around a phone, and for whom its answers are stored."""

import pytest

from learning.intake import take as take_alone
from learning.members import actions
from learning.models import LearningEvent
from learning.reading import circle
from tests.learning.classroom.cast import staff_of
from tests.learning.factories import (
    LessonFactory,
    ModuleFactory,
    ParticipantFactory,
    UserFactory,
    event,
)


class Phone:
    """As much of a request as a circle needs."""

    def __init__(self, user):
        self.user, self.session = user, {}


@pytest.fixture
def phone(alice):
    return Phone(alice.user)


@pytest.fixture
def others(union):
    return [ParticipantFactory(union=union) for _ in range(6)]


def log(person):
    return LearningEvent.objects.for_participant(person)


def test_whoever_signed_in_comes_first(phone, alice, others):
    assert circle.people_around(phone) == [alice]
    for each in (others[1], others[0], others[1], alice):
        assert circle.add(phone, each) == ""
    assert circle.people_around(phone) == [alice, others[1], others[0]]
    circle.remove(phone, others[1].pk)
    assert circle.people_around(phone) == [alice, others[0]]
    circle.end(phone)
    assert circle.people_around(phone) == [alice]


def test_five_besides_her_and_of_one_union(phone, others, charlie):
    assert [circle.add(phone, each) for each in others] == [""] * 5 + ["full"]
    assert circle.add(phone, charlie) == "other_union"
    assert circle.people_around(Phone(UserFactory())) == []


def test_no_query_without_a_circle_and_one_with(
    phone, others, django_assert_num_queries
):
    with django_assert_num_queries(0):
        circle.people_around(phone)
    for each in others[:3]:
        circle.add(phone, each)
    with django_assert_num_queries(1):
        circle.people_around(phone)


def test_an_account_that_was_shut_is_not_around_any_more(phone, others):
    circle.add(phone, others[0])
    others[0].user.is_active = False
    others[0].user.save()
    assert len(circle.people_around(phone)) == 1


def test_together_each_has_the_answer_once(phone, alice, others):
    lesson = LessonFactory()
    circle.add(phone, others[0])
    circle.add(phone, others[1])
    circle.take(phone, alice, [event(lesson)])
    assert not log(others[0])
    circle.answer_together(phone, on=True)
    sent = [event(lesson), {"id": "bad"}, event(lesson, attempt=str(alice.pk))]
    for _ in "12":
        receipts = circle.take(phone, alice, sent)
    assert [each.status for each in receipts] == ["known", "refused", "known"]
    for each in others[:2]:
        assert log(each).exclude(verb="completed").count() == 1
    own = {row.pk for row in log(others[0])} & {row.pk for row in log(alice)}
    assert own == set()
    circle.answer_together(phone, on=False)
    circle.take(phone, alice, [event(lesson)])
    assert log(others[0]).exclude(verb="completed").count() == 1


def test_what_she_may_not_read_is_not_stored_for_her(phone, union):
    """Her answers are taken by the same door as everybody's."""
    waiting = ParticipantFactory(union=union, vouching="waiting", came_by="union")
    lesson = LessonFactory(module=ModuleFactory(audience="union", owner=union))
    [receipt] = take_alone(participant=waiting, events=[event(lesson)], by=waiting.user)
    assert (receipt.status, receipt.reason) == ("refused", "unknown_lesson")
    actions.vouch(participant=waiting, by=staff_of(union, "trainer"))
    [receipt] = take_alone(participant=waiting, events=[event(lesson)], by=waiting.user)
    assert receipt.status == "stored"

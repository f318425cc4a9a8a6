"""Who has begun and where people get stuck, without telling on anybody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from learning import intake
from learning.catalogue.shelf import shelf
from learning.classroom.actions.crediting import credit
from learning.classroom.actions.helping import ask_for_help
from learning.classroom.queries.hardest import hardest_questions
from learning.classroom.queries.how_it_goes import (
    asked_for_help,
    gains_on_phones,
    how_it_goes,
)
from learning.classroom.queries.trainings import contents_of
from learning.progress.actions.events import close_attempt, open_attempt
from learning.safekeeping.merging import merge
from tests.learning.classroom.afterwards import (
    lets_trainer_see,
    past_training,
    teach,
    was_there,
)
from tests.learning.factories import (
    LessonFactory,
    ModuleFactory,
    activity,
    event,
    spec_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    shelf.forget()
    yield
    shelf.forget()


@pytest.fixture
def cast():
    return past_training()


def goes(cast):
    return how_it_goes(cast.training, contents_of(cast.training))


def hard(cast):
    contents = contents_of(cast.training)
    return hardest_questions(cast.training, contents, goes(cast).people, "en")


def takes(person, *events):
    receipts = intake.take(participant=person, events=list(events), by=person.user)
    assert {each.status for each in receipts} == {"stored"}


def people(cast, count, *, showing=0):
    """Lines of people with an account, the first so many of whom show how far they are."""
    lines = [was_there(cast) for _each in range(count)]
    for line in lines[:showing]:
        lets_trainer_see(line.participant)
    return lines


def taught(cast, **fields):
    lesson = LessonFactory(**fields)
    teach(cast, lesson)
    return lesson


def answers(lesson, line, *, right, ago=timedelta(hours=1)):
    single = spec_of(lesson)["activities"][0]
    at = (timezone.now() - ago).isoformat()
    takes(
        line.participant,
        event(lesson, single, answer=["a" if right else "b"], occurred_at=at),
    )


def test_only_who_agreed_is_shown_and_taking_it_back_counts(cast):
    lesson = taught(cast)
    shown, changed, _silent = people(cast, 3, showing=2)
    lets_trainer_see(changed.participant, given=False)
    takes(shown.participant, event(lesson))
    [person] = goes(cast).shown
    assert (person.registration, person.has_begun, person.done, person.of) == (
        shown,
        True,
        0,
        1,
    )


@pytest.mark.parametrize(("hidden", "counted"), [(0, 2), (4, 2), (5, 7)])
def test_a_few_who_are_not_shown_are_not_in_the_sums_either(cast, hidden, counted):
    lesson = taught(cast)
    lines = people(cast, 2 + hidden, showing=2)
    was_there(cast, account=False)
    for line in lines:
        takes(line.participant, event(lesson))
    found = goes(cast)
    assert (len(found.counted), found.begun, found.hidden) == (counted, counted, hidden)
    assert found.has_hidden is (hidden > 4)
    assert found.without_account == 1


def test_a_credit_is_done_and_not_begun(cast):
    lesson, [line] = taught(cast), people(cast, 1, showing=1)
    credit(
        training=cast.training,
        registrations=[line],
        lesson_key=lesson.key,
        by=cast.trainer,
    )
    [person] = goes(cast).shown
    assert (person.has_begun, person.done) == (False, 1)
    takes(line.participant, event(lesson))
    assert goes(cast).begun == 1


def test_what_she_did_on_another_entry_is_hers(cast):
    lesson, [line] = taught(cast), people(cast, 1, showing=1)
    [other] = people(cast, 1)
    takes(other.participant, event(lesson))
    merge(participant=other.participant, into=line.participant, by=cast.coordinator)
    [person] = goes(cast).people
    assert person.has_begun


def test_lessons_that_were_opened_and_left(cast):
    left, fresh, done = (
        taught(cast),
        taught(cast),
        taught(cast, activities=[activity()]),
    )
    careful = taught(cast, sensitivity="careful")
    [line] = people(cast, 1, showing=1)
    ago = (timezone.now() - timedelta(days=30)).isoformat()
    for lesson in (left, careful):
        takes(line.participant, event(lesson, occurred_at=ago))
    takes(line.participant, event(fresh))
    answers(done, line, right=True, ago=timedelta(days=30))
    [found] = goes(cast).left
    assert (found.taught.lesson.key, found.people, found.days) == (left.key, 1, 30)


@pytest.mark.parametrize(("size", "is_told"), [(4, False), (5, True)])
def test_hardest_is_told_of_five_first_answers(cast, size, is_told):
    lesson = taught(cast)
    for number, line in enumerate(people(cast, size)):
        answers(lesson, line, right=number == 0)
        answers(lesson, line, right=True, ago=timedelta(minutes=5))  # she read why
    found = hard(cast)
    assert bool(found) is is_told
    if is_told:
        assert (found[0].right, found[0].answers, found[0].share) == (1, 5, 20)
        assert found[0].words == "Prompt (en)"


@pytest.mark.parametrize(
    ("level", "size", "is_told"),
    [("careful", 9, False), ("careful", 10, True), ("sensitive", 10, False)],
)
def test_what_needs_care_is_told_of_ten_and_what_is_sensitive_never(
    cast, level, size, is_told
):
    lesson = taught(
        cast,
        sensitivity=level,
        activities=[activity(required=False)],
        rule="read",
    )
    for line in people(cast, size):
        answers(lesson, line, right=False)
    assert bool(hard(cast)) is is_told


def test_where_nobody_should_be_seen_nobody_is_shown(cast):
    module = ModuleFactory(neutral_title="Module D4")
    lesson = LessonFactory(module=module)
    teach(cast, module)
    lines = people(cast, 9, showing=9)
    ago = (timezone.now() - timedelta(days=30)).isoformat()
    for line in lines:
        takes(line.participant, event(lesson, occurred_at=ago))
    found = goes(cast)
    assert (found.shown, found.left, found.counted) == ([], [], [])
    takes(people(cast, 1)[0].participant, event(lesson))
    assert goes(cast).begun == 10


def sits(line, test, percent, *, passed):
    attempt = open_attempt(
        participant=line.participant, lesson_key=test.key, version=1, by=None
    )
    close_attempt(
        attempt=attempt, percent=percent, passed=passed, language="en", by=None
    )


def test_before_and_after_of_five_who_did_both(cast):
    module = ModuleFactory()
    pre = LessonFactory(module=module, kind="pre_test")
    final = LessonFactory(module=module, kind="final_test")
    teach(cast, module)
    *five, one = people(cast, 6)
    sits(one, pre, 0, passed=None)
    contents = contents_of(cast.training)
    for number, line in enumerate(five):
        assert gains_on_phones(cast.training, contents, goes(cast).people) == []
        sits(line, pre, 40, passed=None)
        sits(line, final, 50, passed=False)
        sits(line, final, 80 + number, passed=True)
    [(which, gain)] = gains_on_phones(cast.training, contents, goes(cast).people)
    assert which.key == module.key
    assert (gain.before, gain.after, gain.people) == (40, 82, 5)


def test_who_asked_for_help_stands_there_without_any_choice(cast):
    line, _silent = people(cast, 2)
    asked = ask_for_help(
        participant=line.participant, reason="talk", path="", by=line.participant.user
    )
    assert list(asked_for_help(cast.training)) == [asked]

"""Where she stands: what is next, how far, what she has earned."""

from datetime import UTC, datetime, timedelta

import pytest

from learning import intake
from learning.catalogue.shelf import shelf
from learning.progress.actions.events import close_attempt, open_attempt
from learning.reading.standing import begun_modules, standing_in, standings_in
from tests.learning.factories import EnrolmentFactory, LessonFactory, event

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def lessons(module):
    return [
        LessonFactory(module=module, slug=f"l{n}", position=n, rule="read")
        for n in range(3)
    ]


def read(person, lesson, hours=0):
    at = (NOW + timedelta(hours=hours)).isoformat()
    given = event(lesson, occurred_at=at)
    intake.take(participant=person, events=[given], by=person.user)


def on_shelf(module):
    return shelf.module(module.slug)


def test_a_visitor_begins_with_the_first_lesson(module, lessons):
    standing = standing_in(None, on_shelf(module), "en")
    assert standing.next_lesson.slug == "l0"
    assert (standing.done, standing.of, standing.percent) == (0, 3, 0)
    assert not standing.is_begun


def test_done_lessons_are_counted_and_the_next_open_one_is_next(alice, module, lessons):
    read(alice, lessons[0])
    read(alice, lessons[2], hours=1)
    standing = standing_in(alice, on_shelf(module), "en")
    assert (standing.done, standing.percent) == (2, 67)
    assert standing.next_lesson.slug == "l1"
    assert standing.is_begun


def test_she_goes_on_where_she_was(alice, module, lessons):
    """The lesson begun last and not done, even if an earlier one is open too."""
    asked = LessonFactory(module=module, slug="asked", position=9)
    single = event(asked, _question(asked), occurred_at=NOW.isoformat())
    intake.take(participant=alice, events=[single], by=alice.user)
    assert standing_in(alice, on_shelf(module), "en").next_lesson.slug == "asked"


def _question(lesson) -> dict:
    return shelf.spec(lesson.key, 1)["activities"][0]


def test_when_all_is_done_nothing_is_next(alice, module, lessons):
    for lesson in lessons:
        read(alice, lesson)
    standing = standing_in(alice, on_shelf(module), "en")
    assert standing.next_lesson is None
    assert standing.percent == 100


def test_the_best_of_her_sittings_stands(alice, module, lessons):
    test = LessonFactory(module=module, kind="final_test")
    for percent in (40, 60, 50):
        attempt = open_attempt(
            participant=alice, lesson_key=test.key, version=1, by=alice.user
        )
        close_attempt(
            attempt=attempt, percent=percent, passed=False, language="en", by=alice.user
        )
    open_attempt(participant=alice, lesson_key=test.key, version=1, by=alice.user)
    standing = standing_in(alice, on_shelf(module), "en")
    assert (standing.final_attempts, standing.best.percent) == (3, 60)
    assert standing.may_take_final


def test_the_pre_test_is_wanted_until_done_skipped_or_too_late(alice, module, lessons):
    test = LessonFactory(module=module, kind="pre_test")

    def wanted():
        return standing_in(alice, on_shelf(module), "en").wants_pre_test

    assert not wanted()  # before she follows the course
    EnrolmentFactory(participant=alice, module=module)
    assert wanted()
    attempt = open_attempt(
        participant=alice, lesson_key=test.key, version=1, by=alice.user
    )
    assert wanted()
    close_attempt(attempt=attempt, percent=0, passed=None, language="en", by=alice.user)
    assert not wanted()


def test_the_pre_test_is_not_asked_for_after_the_first_lesson(alice, module, lessons):
    LessonFactory(module=module, kind="pre_test")
    EnrolmentFactory(participant=alice, module=module)
    read(alice, lessons[0])
    assert not standing_in(alice, on_shelf(module), "en").wants_pre_test


def test_the_course_begun_last_comes_first(alice, module, lessons):
    other = LessonFactory().module
    EnrolmentFactory(participant=alice, module=module)
    EnrolmentFactory(participant=alice, module=other)
    visible = list(shelf.index().modules)
    found = begun_modules(alice, visible, "en")
    assert [each.module.slug for each in found] == [other.slug, "talks"]
    assert begun_modules(alice, [], "en") == []


def test_what_another_person_did_is_not_hers(alice, charlie, module, lessons):
    read(charlie, lessons[0])
    (standing,) = standings_in(alice, [on_shelf(module)], "en")
    assert standing.done == 0
    assert not standing.is_begun

"""What an author declares void: once, with a reason, for good."""

import pytest

from learning.catalogue.actions import VoidingError, void_question
from learning.models import VoidedQuestion
from learning.records import ImmutableError
from tests.learning.factories import (
    LessonFactory,
    UserFactory,
    activity,
    publish,
    spec_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def test():
    return LessonFactory(
        kind="final_test", activities=[activity("single") for _ in range(2)]
    )


def ids_of(lesson) -> list[str]:
    return [each["id"] for each in spec_of(lesson)["activities"]]


def void(lesson, activity, language="", reason="two answers are right", by=None):
    return void_question(
        lesson_key=lesson.key,
        activity=activity,
        language=language,
        reason=reason,
        by=by,
    )


def test_it_is_kept_with_its_reason_and_by_whom_once(test):
    first, author = ids_of(test)[0], UserFactory()

    row = void(test, first, reason="  two answers are right ", by=author)
    again = void(test, first, reason="another reason")

    assert (row.reason, row.voided_by) == ("two answers are right", author)
    assert again == row
    assert again.reason == "two answers are right"
    with pytest.raises(ImmutableError):
        row.delete()


def test_in_one_language_it_is_void_there_and_nowhere_else(test):
    first, second = ids_of(test)
    void(test, first, language="fr")

    ids = VoidedQuestion.objects.ids
    assert ids(test.key) == ids(test.key, ["en"]) == frozenset()
    assert ids(test.key, ["en", "fr"]) == {first}
    void(test, first)
    assert ids(test.key, ["en"]) == {first}
    assert second not in ids(test.key, ["fr"])


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"reason": " "}, "no_reason"),
        ({"activity": "7a1b0c66-0000-4000-8000-000000000000"}, "unknown_question"),
    ],
)
def test_without_a_reason_or_a_question_it_is_refused(test, changed, code):
    with pytest.raises(VoidingError) as caught:
        void(test, **{"activity": ids_of(test)[0]} | changed)

    assert caught.value.code == code
    assert not VoidedQuestion.objects.exists()


def test_the_last_question_of_a_test_stays(test):
    first, second = ids_of(test)
    void(test, first, language="fr")

    with pytest.raises(VoidingError, match="last_question"):
        void(test, second, language="fr")
    void(test, second, language="en")
    with pytest.raises(VoidingError, match="last_question"):
        void(test, first, language="en")


def test_a_question_of_an_earlier_version_can_still_be_voided(test):
    gone = ids_of(test)[0]
    publish(test, activities=[activity("single")])

    void(test, gone)

    assert VoidedQuestion.objects.ids(test.key) == {gone}


def test_what_nobody_judges_is_no_question():
    lesson = LessonFactory(activities=[activity("reflection"), activity("plan")])

    for each in ids_of(lesson):
        with pytest.raises(VoidingError, match="unknown_question"):
            void(lesson, each)

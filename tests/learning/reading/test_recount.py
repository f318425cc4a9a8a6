"""A voided question and the results that were there before it: they rise or stay."""

import re
from io import StringIO

import pytest
from django.core.management import call_command

from learning.catalogue.actions import raise_generation, void_question
from learning.catalogue.shelf import shelf
from learning.models import Certificate, LearningEvent, TestAttempt
from learning.progress.actions.events import forget_answers
from learning.reading.recount import recount
from tests.learning.factories import LessonFactory, activity, spec_of

FINAL = "/{}/modules/talks/final-test/"


@pytest.fixture
def final_test(module, lesson):
    """Two questions, both asked, both needed."""
    return LessonFactory(
        module=module,
        kind="final_test",
        slug="final-test",
        activities=[activity("single") for _ in range(2)],
        pass_mark=100,
    )


def hand_in(client, language="en", **choices) -> str:
    """Hand a sheet in with the given choices by activity; the address of the result."""
    url = FINAL.format(language)
    number = re.search(
        r'name="attempt" value="([^"]+)"', client.get(url).content.decode()
    )
    sent = choices | {"attempt": number.group(1), "anyway": "yes"}
    return client.post(url, sent)["Location"]


def void(lesson, activity, language="") -> None:
    void_question(
        lesson_key=lesson.key,
        activity=activity,
        language=language,
        reason="two are right",
        by=None,
    )
    raise_generation()
    shelf.forget()


def ids_of(lesson) -> list[str]:
    return [each["id"] for each in spec_of(lesson)["activities"]]


def results(person) -> list[tuple]:
    rows = TestAttempt.objects.for_participant(person).order_by("started_at")
    return [(each.percent, each.passed) for each in rows if each.handed_in_at]


def test_who_failed_by_it_passes_and_gets_the_certificate(signed_in, alice, final_test):
    first, second = ids_of(final_test)
    address = hand_in(signed_in, **{first: "b", second: "a"})
    assert results(alice) == [(50, False)]

    void(final_test, first)
    assert recount(final_test.key) == 1
    assert recount(final_test.key) == 0

    assert results(alice) == [(100, True)]
    assert Certificate.objects.for_participant(alice).count() == 1
    verbs = LearningEvent.objects.for_participant(alice).exclude(attempt=None)
    assert list(verbs.order_by("occurred_at").values_list("verb", flat=True)) == [
        *("answered", "answered", "failed", "passed")
    ]
    page = signed_in.get(address).content.decode()
    assert "You have passed." in page
    assert page.count("This question no longer counts.") == 1


def test_who_had_it_right_and_who_passed_keep_what_they_have(
    signed_in, alice, final_test
):
    first, second = ids_of(final_test)
    hand_in(signed_in, **{first: "a", second: "b"})
    hand_in(signed_in, **{first: "a", second: "a"})

    void(final_test, first)
    recount(final_test.key)

    assert results(alice) == [(50, False), (100, True)]


def test_in_one_language_it_helps_those_who_sat_in_it(signed_in, alice, final_test):
    first, second = ids_of(final_test)
    hand_in(signed_in, "en", **{first: "b", second: "a"})

    void(final_test, first, language="fr")
    recount(final_test.key)
    assert results(alice) == [(50, False)]

    # Nothing is translated, so in French too she is asked in English.
    void(final_test, first, language="en")
    recount(final_test.key)
    assert results(alice) == [(100, True)]


def test_a_sheet_that_lies_open_says_so_and_counts_it_as_right(
    signed_in, alice, final_test
):
    first, second = ids_of(final_test)
    signed_in.get(FINAL.format("en"))
    void(final_test, first)

    sheet = signed_in.get(FINAL.format("en")).content.decode()
    assert sheet.count("This question no longer counts.") == 1
    hand_in(signed_in, **{second: "a"})

    assert results(alice) == [(100, True)]


def test_answers_that_were_erased_lower_nothing(signed_in, alice, final_test):
    first, second = ids_of(final_test)
    hand_in(signed_in, **{first: "b", second: "a"})
    forget_answers(participant=alice, by=None)

    void(final_test, second)
    recount(final_test.key)

    assert results(alice) == [(50, False)]


def test_the_nightly_command_finds_what_slipped_through(signed_in, alice, final_test):
    first, second = ids_of(final_test)
    hand_in(signed_in, **{first: "b", second: "a"})
    void(final_test, first)

    said = StringIO()
    call_command("recount", stdout=said)
    call_command("recount", stdout=said)

    assert said.getvalue() == "1 results rose.\n0 results rose.\n"
    assert results(alice) == [(100, True)]


def test_many_sittings_that_stay_as_they_are_cost_no_more_than_one(
    signed_in, alice, final_test, django_assert_num_queries
):
    first, second = ids_of(final_test)
    void(final_test, first)
    for _ in range(3):
        hand_in(signed_in, **{first: "b", second: "b"})
        recount(final_test.key)  # the shelf is warm
        with django_assert_num_queries(4):
            assert recount(final_test.key) == 0

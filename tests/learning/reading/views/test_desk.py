"""Her own place, and "I am stuck"."""

import pytest
from django.test import Client

from learning.catalogue import actions
from learning.catalogue.shelf import shelf
from learning.classroom.actions.helping import settle
from learning.models import HelpRequest
from tests.learning.factories import (
    EnrolmentFactory,
    UserFactory,
)

HELP = "/en/help/"
LESSON = "/en/modules/talks/first/"
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "javascript:alert(1)",
    "https:evil.example",
    "evil.example",
    " //evil.example",
    "/\t/evil.example",
    "/en/\x00",
    "/" + "x" * 5000,
]


def requests(person):
    return HelpRequest.objects.for_participant(person)


def test_a_new_trainee_finds_what_to_begin_with(signed_in, lesson):
    page = signed_in.get("/en/my/").content.decode()
    assert "You have not begun a course yet." in page
    assert "/en/modules/talks/" in page
    assert "None yet." in page


def test_her_place_says_what_is_next(signed_in, alice, lesson):
    EnrolmentFactory(participant=alice, module=lesson.module)
    page = signed_in.get("/en/my/").content.decode()
    assert '<progress max="1" value="0"' in page
    assert f'href="{LESSON}"' in page


def test_a_course_that_was_taken_off_the_shelf_is_not_in_her_way(
    signed_in, alice, lesson
):
    EnrolmentFactory(participant=alice, module=lesson.module)
    actions.withdraw_module(key=lesson.module_id)
    shelf.forget()
    page = signed_in.get("/en/my/").content.decode()
    assert "/en/modules/talks/" not in page
    assert "You have not begun a course yet." in page


def test_her_place_is_kept_by_nobody_else(signed_in, client, lesson):
    assert "no-store" in signed_in.get("/en/my/")["Cache-Control"]
    client.logout()
    answer = client.get("/en/my/")
    assert answer["Location"].startswith("/en/accounts/login/?next=")


def test_staff_are_told_that_they_follow_no_courses(client, lesson):
    client.force_login(UserFactory(email="a@example.org"))
    page = client.get("/en/my/").content.decode()
    assert "follows no courses" in page


# --- help ------------------------------------------------------------------------------


def test_there_are_five_reasons_and_no_free_text(signed_in):
    page = signed_in.get(HELP).content.decode().partition("<main")[2]
    assert page.count('type="radio"') == 5
    assert "<textarea" not in page
    assert 'type="text"' not in page


@pytest.mark.parametrize("reason", ["words", "question", "phone", "time", "talk"])
def test_asking_puts_it_on_the_trainers_desk_once(signed_in, alice, lesson, reason):
    for _ in range(2):
        answer = signed_in.post(HELP, {"reason": reason, "from": LESSON})
        assert answer["Location"] == "/en/help/asked/"
    asked = requests(alice).get()
    assert (asked.reason, asked.lesson_id) == (reason, lesson.key)
    assert asked.tenant == alice.tenant
    assert "Your trainer has your request" in signed_in.get("/en/my/").content.decode()


def test_what_was_settled_can_be_asked_again(signed_in, alice):
    signed_in.post(HELP, {"reason": "talk"})
    settle(request=requests(alice).get(), by=None)
    signed_in.post(HELP, {"reason": "talk"})
    assert requests(alice).count() == 2


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/en/modules/talks/",
        "/en/modules/talks/nothing/",
        "/en/modules/nothing/first/",
        "/en/my/a/b/",
        "/en/modules/talks/first/more/",
        "/en/modules/%00/%00/",
    ],
)
def test_a_page_that_is_no_lesson_is_left_out(signed_in, alice, lesson, path):
    signed_in.post(HELP, {"reason": "talk", "from": path})
    assert requests(alice).get().lesson is None


@pytest.mark.parametrize("reason", ["", "x", "talk\x00", "TALK", "w" * 10_000])
def test_another_reason_is_refused_in_words(signed_in, alice, reason):
    answer = signed_in.post(HELP, {"reason": reason})
    assert answer.status_code == 400
    assert 'class="error"' in answer.content.decode()
    assert not requests(alice).exists()


def test_without_an_account_there_is_the_unions_contact(client, union):
    page = client.get(HELP).content.decode()
    assert "The office, on Mondays." in page
    assert 'type="radio"' not in page
    assert client.post(HELP, {"reason": "talk"}).status_code == 200
    assert not HelpRequest.unscoped.exists()


def test_without_any_contact_there_is_advice(client, other_union):
    assert "Ask the steward" in client.get(HELP).content.decode()


def test_a_trainee_sees_the_contact_of_her_own_union(signed_in, union, other_union):
    other_union.help_contact = "Theirs."
    other_union.save()
    page = signed_in.get(HELP).content.decode()
    assert "The office, on Mondays." in page
    assert "Theirs." not in page


def test_the_way_back_is_where_she_came_from(signed_in, lesson):
    page = signed_in.get(HELP, {"from": LESSON}).content.decode()
    assert f'href="{LESSON}"' in page
    assert f'name="from" value="{LESSON}"' in page


@pytest.mark.parametrize("url", ELSEWHERE)
def test_nobody_is_led_elsewhere(signed_in, url):
    for visitor in (signed_in, Client()):
        page = visitor.get(HELP, {"from": url}).content.decode()
        assert "Back to where I was" not in page
        assert "evil.example" not in page
        assert "javascript:" not in page
    answer = signed_in.post(HELP, {"reason": "x", "from": url})
    assert "evil.example" not in answer.content.decode()

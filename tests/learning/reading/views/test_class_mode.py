"""The class on phones and on the wall."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from learning.catalogue import shelf as on_shelf
from learning.classroom.actions import class_mode as actions
from learning.classroom.queries.class_mode import tally
from learning.members.limits import MINUTE, Limit
from learning.reading.views import class_mode
from tests.learning.classroom.cast import a_class
from tests.learning.factories import ParticipantFactory, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return a_class()


def phone_of(room, language="en") -> str:
    return f"/{language}/class/{room.show.code}/"


def send(client, room, question, choice, **more):
    given = {"question": question.pk.hex, "choice": choice, "answer": "1", **more}
    return client.post(phone_of(room), given)


def joined(room) -> Client:
    client = Client()
    client.get(phone_of(room))
    return client


def test_a_phone_follows_from_the_aim_to_the_question_to_the_result(client, room):
    assert 'class="at-opening"' in client.get(phone_of(room)).content.decode()
    question = room.put()
    page = client.get(phone_of(room)).content.decode()
    assert "Prompt (en)" in page
    assert page.count('name="choice"') == 2

    sent = send(client, room, question, "a")

    assert sent.status_code == 303
    after = client.get(phone_of(room)).content.decode()
    assert "Your answer has been counted." in after
    assert 'name="choice"' not in after
    assert "<progress" not in after
    actions.close_question(**room.here, question=question)
    result = client.get(phone_of(room)).content.decode()
    assert "<progress" in result
    assert "Right:" in result


def test_a_number_is_typed_and_the_wall_shows_how_many_were_right(client):
    room = a_class("numeric")
    question = room.put()
    client.get(phone_of(room))
    assert 'inputmode="decimal"' in client.get(phone_of(room)).content.decode()
    wrong = send(client, room, question, "six")
    assert wrong.status_code == 422
    assert "could not read a number" in wrong.content.decode()

    assert send(client, room, question, "6,5").status_code == 303

    mine = client.get(phone_of(room)).content.decode()
    assert "6,5 USD" in mine
    for number in range(4):
        actions.answer_in_class(question=question, voice=f"v{number}", raw=["9"])
    actions.show_results(**room.here, question=question, on=True)
    while_open = client.get(f"{phone_of(room)}wall/").content.decode()
    assert "Too high" in while_open
    assert "6.5 USD" not in while_open
    actions.close_question(**room.here, question=question)
    closed = client.get(f"{phone_of(room)}wall/").content.decode()
    assert "<bdi>6.5 USD</bdi>" in closed
    assert "Half of the numbers lie from 9 to 9; in the middle: 9." in closed
    assert "6,5" not in closed


def test_nothing_new_is_one_query_and_no_body(room):
    client = joined(room)
    question = room.put()
    send(client, room, question, "a")
    etag = client.get(phone_of(room))["ETag"]
    for url, tag in (
        (phone_of(room), etag),
        (f"{phone_of(room)}wall/", client.get(f"{phone_of(room)}wall/")["ETag"]),
    ):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            again = client.get(url, headers={"if-none-match": f"W/{tag}"})
        assert (again.status_code, again.content) == (304, b"")
        assert len(queries) == 1
        assert "Set-Cookie" not in again.headers


@pytest.mark.parametrize("people", [1, 3])
def test_queries_do_not_grow_with_the_class(room, people, monkeypatch):
    monkeypatch.setattr(on_shelf, "SECONDS_BETWEEN_LOOKS", 3600)
    question = room.put()
    for number in range(people):
        actions.answer_in_class(question=question, voice=f"v{number}", raw=["a"])
    wall = f"{phone_of(room)}wall/"
    Client().get(wall)
    with CaptureQueriesContext(connection) as queries:
        Client().get(wall)
    assert len(queries) == 3


def test_the_wall_changes_with_an_answer_and_has_code_and_qr(room):
    question, wall = room.put(), f"{phone_of(room)}wall/"
    before = Client().get(wall)
    assert "<svg" in before.content.decode()
    assert f"{room.show.code[:3]}\u00a0{room.show.code[3:]}" in before.content.decode()
    send(joined(room), room, question, "a")
    after = Client().get(wall, headers={"if-none-match": before["ETag"]})
    assert "<b>1</b> have answered" in after.content.decode()
    assert "<progress" not in after.content.decode()


def test_the_wall_asks_more_often_than_forty_phones(room):
    asks = 'data-every="1000"'
    assert asks in Client().get(f"{phone_of(room)}wall/").content.decode()
    assert asks not in Client().get(phone_of(room)).content.decode()


def test_one_browser_has_one_voice_and_may_change_it(room):
    client, question = joined(room), room.put()
    for choice in "ab":
        client.post(phone_of(room), {"question": question.pk.hex, "again": "1"})
        send(client, room, question, choice)
    assert tally(question).counts == {"b": 1}


def test_sent_twice_because_the_line_went_counts_once(room):
    client, question = joined(room), room.put()
    cookie = client.cookies["class"].value
    send(client, room, question, "a", turn="1")
    client.cookies["class"] = cookie  # the first answer never arrived
    send(client, room, question, "a", turn="1")
    assert tally(question).people == 1


def test_three_people_around_one_phone_answer_one_after_the_other(room):
    client, question = joined(room), room.put()
    send(client, room, question, "a", people="3")
    assert "Person 2 of 3" in client.get(phone_of(room)).content.decode()
    send(client, room, question, "b")
    send(client, room, question, "a")
    assert tally(question).counts == {"a": 2, "b": 1}
    send(client, room, question, "b")  # all are through: the last one's is changed
    assert tally(question).people == 3


def test_a_study_circle_need_not_say_again_how_many_it_is(client, room):
    herself, neighbour = (ParticipantFactory(union=room.union) for _ in range(2))
    client.force_login(herself.user)
    session = client.session
    session["circle"] = [str(neighbour.pk)]
    session.save()
    client.get(phone_of(room))
    send(client, room, room.put(), "a")
    assert "Person 2 of 2" in client.get(phone_of(room)).content.decode()


def test_a_browser_that_keeps_no_voice_does_not_vote(room):
    question = room.put()
    for _ in range(2):
        assert send(Client(), room, question, "a").status_code == 303
    assert tally(question).people == 0


def test_a_forged_voice_is_another_one(room):
    client, question = joined(room), room.put()
    client.cookies["class"] = "WyJ4Il0:x:y"
    assert client.get(phone_of(room)).status_code == 200
    send(client, room, question, "a")
    assert tally(question).people == 1


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({}, 422),
        ({"choice": "z"}, 422),
        ({"choice": ["a", "b"]}, 422),
        ({"choice": "a", "people": "99"}, 422),
        ({"choice": "a", "turn": "x"}, 422),
        ({"choice": "a", "question": "nonsense"}, 303),
    ],
)
def test_bad_input_is_said_and_counts_nothing(room, given, status):
    client, question = joined(room), room.put()
    answer = client.post(phone_of(room), {"question": question.pk.hex, **given})
    assert answer.status_code == status
    assert tally(question).people == 0


def test_an_answer_that_comes_too_late_leads_to_where_the_class_is(room):
    client, question = joined(room), room.put()
    actions.close_question(**room.here, question=question)
    assert send(client, room, question, "a").status_code == 303
    assert (
        "Your answer has been counted"
        not in client.get(phone_of(room)).content.decode()
    )


def test_each_phone_in_its_own_language(room):
    publish(room.lesson, language="fr")
    question = room.put()
    page = Client().get(phone_of(room, "fr")).content.decode()
    assert "Prompt (fr)" in page
    assert 'lang="en" dir="ltr"' not in page
    untranslated = Client().get(phone_of(room, "es")).content.decode()
    assert "Prompt (en)" in untranslated
    assert 'lang="en" dir="ltr"' in untranslated
    client = joined(room)
    client.post(phone_of(room, "fr"), {"question": question.pk.hex, "choice": "a"})
    assert tally(question).counts == {"a": 1}


def test_when_it_is_over_the_code_opens_nothing(client, room):
    actions.end_class(**room.here)
    for url in (phone_of(room), f"{phone_of(room)}wall/", "/en/class/999999x/"):
        answer = client.get(url)
        assert answer.status_code == 404
        assert "No class runs under this code" in answer.content.decode()


def test_who_guesses_codes_has_to_wait(client, monkeypatch):
    assert class_mode.MISSES.most >= 100  # forty phones whose class has just ended
    monkeypatch.setattr(class_mode, "MISSES", Limit(3, MINUTE))
    statuses = [client.get(f"/en/class/00000{n}/").status_code for n in range(4)]
    assert statuses == [404, 404, 404, 429]


@pytest.mark.parametrize("typed", ["{}", "{} ", " {:.3} {:.3}"])
def test_the_code_is_typed_however(client, typed):
    code = "482913"
    answer = client.get("/en/class/", {"code": typed.format(code, code[3:])})
    assert answer["Location"] == f"/en/class/{code}/"


def test_the_code_may_be_typed_in_other_digits(client):
    assert (
        client.get("/en/class/", {"code": "٤٨٢٩١٣"})["Location"] == "/en/class/482913/"
    )
    assert client.get("/en/class/", {"code": "48 29"}).status_code == 422
    assert client.get("/en/class/", {"code": "²²²²²²"}).status_code == 422


def test_the_qr_code_leads_to_each_phones_own_language(client):
    answer = client.get("/c/482913/", headers={"accept-language": "fr"})
    assert answer["Location"] == "/fr/class/482913/"


def test_a_discreet_lesson_has_a_way_out_and_no_title_in_the_tab():
    room = a_class(level="sensitive")
    page = Client().get(phone_of(room)).content.decode()
    assert "data-exit" in page
    assert room.lesson.module.slug not in re.search(r"<title>.*?</title>", page)[0]


def test_what_others_answer_is_no_news_to_a_phone_unless_results_are_shown(room):
    client, question = joined(room), room.put()
    tag = client.get(phone_of(room))["ETag"]
    given = {"question": question, "voice": "another", "raw": ["a"]}
    actions.answer_in_class(**given)
    assert client.get(phone_of(room), headers={"if-none-match": tag}).status_code == 304
    actions.show_results(**room.here, question=question, on=True)
    tag = client.get(phone_of(room))["ETag"]
    actions.answer_in_class(**given | {"voice": "one more"})
    assert client.get(phone_of(room), headers={"if-none-match": tag}).status_code == 200

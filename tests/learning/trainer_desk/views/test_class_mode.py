"""Driving a class."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from learning.catalogue import shelf as on_shelf
from learning.classroom.actions.class_mode import answer_in_class
from learning.classroom.models import RolePlayOffer, TrainingContent
from learning.classroom.queries.class_mode import class_of, clock_of, tally
from learning.members.rules import lacks_second_factor
from tests.learning.classroom.cast import a_class, a_training
from tests.learning.factories import LessonFactory, activity

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def past_the_second_factor(monkeypatch):
    """That door has tests of its own; here everybody has been through it."""
    assert lacks_second_factor(a_training().trainer)
    monkeypatch.setattr("learning.members.rules.has_second_factor", lambda user: True)


@pytest.fixture
def room(client):
    room = a_class()
    client.force_login(room.trainer)
    return room


def drive_of(room) -> str:
    return f"/en/trainings/{room.training.pk}/sessions/{room.session.pk}/class/"


def do(client, room, what, **given):
    answer = client.post(drive_of(room), {"do": what, **given})
    assert answer.status_code == 303, answer.content.decode()
    return answer


def page(client, room) -> str:
    return client.get(drive_of(room)).content.decode()


def to_question(client, room):
    do(client, room, "move", lesson=room.lesson.key, step=room.spec["id"])
    do(client, room, "put")
    return class_of(room.session).questions.get(closed_at=None)


def test_from_the_first_lesson_to_the_end(client, room):
    do(client, room, "end")
    assert "It can begin again" in page(client, room)
    do(client, room, "begin", lesson=room.lesson.key)
    show = class_of(room.session)
    code = page(client, room)
    assert f"{show.code[:3]}\u00a0{show.code[3:]}" in code
    question = to_question(client, room)
    answer_in_class(question=question, voice="one", raw=["a"])
    do(client, room, "hands", question=question.pk, **{"hands-a": "3", "hands-b": "2"})
    do(client, room, "show", question=question.pk)
    do(client, room, "close", question=question.pk)
    question.refresh_from_db()
    assert tally(question).counts == {"a": 4, "b": 2}
    assert "<b>6</b>" in page(client, room)


def test_of_a_number_hands_say_how_many_had_it_right(client):
    room = a_class("numeric")
    client.force_login(room.trainer)
    question = to_question(client, room)
    assert "<bdi>6.5 USD</bdi>" in page(client, room)
    do(client, room, "hands", question=question.pk, **{"hands-right": "12"})
    question.refresh_from_db()
    assert question.hands == {"right": 12}


def test_back_and_on_lead_over_the_ends_of_lessons(client, room):
    second = LessonFactory(
        module=room.lesson.module, activities=[activity()], title="Second"
    )
    do(client, room, "move", lesson=room.lesson.key, step=room.spec["id"])
    assert f'name="lesson" value="{second.key}"' in page(client, room)
    do(client, room, "move", lesson=second.key)
    show = class_of(room.session)
    assert (show.lesson_id, show.step) == (second.key, None)


def test_a_lesson_that_is_not_taught_here_is_not_gone_to(client, room):
    do(client, room, "move", lesson=LessonFactory().key)
    assert class_of(room.session).lesson_id == room.lesson.key
    assert "no longer there" in page(client, room)


def test_the_clock_is_set_stopped_and_taken_away(client, room):
    do(client, room, "clock", minutes="15")
    do(client, room, "pause")
    assert not clock_of(class_of(room.session)).runs
    do(client, room, "go_on")
    assert clock_of(class_of(room.session)).runs
    do(client, room, "no_clock")
    assert clock_of(class_of(room.session)) is None


@pytest.mark.parametrize(
    "given",
    [
        {"do": "clock", "minutes": "-3"},
        {"do": "clock", "minutes": "many"},
        {"do": "hands", "hands-a": "x"},
        {"do": "hands", "hands-a": "9999"},
    ],
)
def test_a_mistake_is_said_and_what_was_typed_stays(client, room, given):
    question = to_question(client, room)
    answer = client.post(drive_of(room), {"question": question.pk, **given})
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"do": "fly"},
        {"do": "move", "lesson": "x"},
        {"do": "close", "question": "x"},
        {"do": "close"},
        {"do": "offer", "side": "us"},
        {"do": "no_offer", "offer": "x"},
        {"do": "begin", "lesson": "x"},
    ],
)
def test_whatever_is_sent_it_leads_back_to_the_class(client, room, given):
    before = class_of(room.session).step
    assert client.post(drive_of(room), given).status_code == 303
    assert client.get(drive_of(room)).status_code == 200
    assert class_of(room.session).step == before


def test_what_is_sensitive_shows_the_trainer_how_many_and_no_more(client):
    room = a_class(level="sensitive")
    client.force_login(room.trainer)
    question = to_question(client, room)
    answer_in_class(question=question, voice="one", raw=["a"])
    shown = page(client, room)
    assert "<b>1</b> have answered" in shown
    assert 'class="counts"' not in shown


def test_a_role_play_has_sheets_for_the_trainer_and_offers_for_all(client, room):
    lesson, step = role_play_in(room)
    do(client, room, "move", lesson=lesson.key, step=step)
    do(client, room, "offer", side="us", offer="6 %", table="1", minute="3")
    do(client, room, "offer", side="them", offer="2 %", table="1", minute="8")
    shown = page(client, room)
    assert "You can go down to five" in shown
    code = class_of(room.session).code
    for url in (f"/en/class/{code}/", f"/en/class/{code}/wall/"):
        seen = Client().get(url).content.decode()
        assert "The bus home" in seen
        assert "You can go down to five" not in seen
        assert "What moved them?" not in seen
    assert "<polyline" in seen
    [first, _] = RolePlayOffer.objects.for_tenant(room.training.tenant_id)
    do(client, room, "no_offer", offer=first.pk)
    assert "6 %" not in Client().get(f"/en/class/{code}/wall/").content.decode()


def role_play_in(room):
    """Another lesson of the training, with a role play and a note to the trainer."""
    task = activity("task")
    lesson = LessonFactory(module=room.lesson.module, activities=[task])
    text = lesson.texts.get()
    text.body["order"][0]["kind"] = "role_play"
    text.body["blocks"][task["id"]] = {
        "kind": "role_play",
        "title": "The bus home",
        "setting": "<p>Night shift.</p>",
        "minutes": 45,
        "roles": [
            {
                "id": "us",
                "name": "Union",
                "people": 2,
                "sheet": "You can go down to five",
            },
            {"id": "them", "name": "Management", "people": 1, "sheet": "Two at most"},
        ],
        "rounds": "<p>Talk.</p>",
        "debrief": "<p>What moved them?</p>",
    }
    text.save()
    return lesson, task["id"]


@pytest.mark.parametrize("lessons", [1, 3])
def test_queries_do_not_grow_with_lessons(client, room, lessons, monkeypatch):
    monkeypatch.setattr(on_shelf, "SECONDS_BETWEEN_LOOKS", 3600)
    for _ in range(lessons - 1):
        LessonFactory(module=room.lesson.module, activities=[activity()])
    page(client, room)
    with CaptureQueriesContext(connection) as queries:
        page(client, room)
    assert len(queries) == 8


def test_nothing_new_has_no_body(client, room):
    etag = client.get(drive_of(room))["ETag"]
    again = client.get(drive_of(room), headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_training_without_content_says_what_to_do(client, room):
    do(client, room, "end")
    TrainingContent.objects.for_tenant(room.training.tenant_id).delete()
    assert "Nothing is taught in this training yet" in page(client, room)


def test_a_session_of_another_training_is_not_there(client, room):
    other = a_training(union=room.union)
    for training, session in ((room, other), (other, room)):
        url = (
            f"/en/trainings/{training.training.pk}/sessions/{session.session.pk}/class/"
        )
        assert client.get(url).status_code == 404

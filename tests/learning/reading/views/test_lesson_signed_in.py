"""Her own lesson: answers that are stored, shown again, and never doubled."""

import re

import pytest
from django.test import Client

from learning.catalogue.shelf import shelf
from learning.intake import take
from learning.models import LearningEvent, LessonSummary
from tests.learning.factories import (
    LessonFactory,
    UserFactory,
    activity,
    event,
    publish,
)
from tests.learning.reading.conftest import question

URL = "/en/modules/talks/first/"


def events(person):
    return LearningEvent.objects.for_participant(person)


def answered(lesson, kind="single", choice="a") -> dict:
    spec = question(lesson, kind)
    return {"check": spec["id"], spec["id"]: choice}


def test_an_answer_is_stored_and_shown_again(signed_in, alice, lesson):
    answer = signed_in.post(URL, answered(lesson))
    assert answer.status_code == 303
    assert answer["Location"] == f"{URL}#a-{question(lesson, 'single')['id']}"
    page = signed_in.get(URL).content.decode()
    assert "Yes, that is right." in page
    assert page.count(" checked") == 1
    assert events(alice).count() == 1


def test_every_kind_of_answer_is_stored_and_shown_again(signed_in, alice, lesson):
    order = question(lesson, "ordering")
    pairs = question(lesson, "matching")
    sent = {
        "single": {"": "b"},
        "multiple": {"": ["a", "c"]},
        "true_false": {"": "false"},
        "numeric": {"": "6,5"},
        "ordering": {f".{item}": n for n, item in enumerate(order["items"], 1)},
        "matching": {f".{each['left']}": each["right"] for each in pairs["pairs"]},
    }
    for kind, fields in sent.items():
        key = question(lesson, kind)["id"]
        data = {f"{key}{name}": value for name, value in fields.items()}
        assert signed_in.post(URL, data | {"check": key}).status_code == 303
    assert events(alice).filter(verb="answered").count() == 6
    page = signed_in.get(URL).content.decode()
    assert page.count('class="feedback') == 6
    assert page.count(" checked") == 4
    assert page.count(" selected") == 5
    assert 'value="6.5"' in page
    assert "You have completed this lesson." in page


def test_a_form_sent_twice_is_stored_once(signed_in, alice, lesson):
    data = answered(lesson) | {"event": _event_of(signed_in, lesson)}
    for _ in range(2):
        assert signed_in.post(URL, data).status_code == 303
    assert events(alice).count() == 1


def test_back_changed_and_sent_again_is_another_answer(signed_in, alice, lesson):
    event = _event_of(signed_in, lesson)
    for choice in ("b", "a", "a"):
        signed_in.post(URL, answered(lesson, choice=choice) | {"event": event})
    assert events(alice).count() == 2
    summary = LessonSummary.objects.for_participant(alice).get()
    assert summary.activities[question(lesson, "single")["id"]]["answer"] == ["a"]


def _event_of(client, lesson) -> str:
    page = client.get(URL).content.decode()
    key = question(lesson, "single")["id"]
    section = page[page.index(f'id="a-{key}"') :]
    return re.search(r'name="event" value="([^"]+)"', section).group(1)


def test_going_on_is_having_read_and_leads_to_the_next(signed_in, alice, module):
    read = LessonFactory(module=module, slug="one", rule="read", position=1)
    LessonFactory(module=module, slug="two", position=2)
    answer = signed_in.post("/en/modules/talks/one/", {"event": "x"})
    assert answer["Location"] == "/en/modules/talks/two/#main"
    assert events(alice).filter(lesson=read, verb="experienced").count() == 1
    assert events(alice).filter(lesson=read, verb="completed").count() == 1
    answer = signed_in.post("/en/modules/talks/two/")
    assert answer["Location"] == "/en/modules/talks/#main"


def test_staff_go_on_without_anything_being_stored(client, module, lesson):
    LessonFactory(module=module, slug="second", position=10_000)
    client.force_login(UserFactory(email="a@example.org"))
    assert client.get(URL).status_code == 200
    answer = client.post(URL, {"event": "x"})
    assert answer["Location"] == "/en/modules/talks/second/#main"
    answer = client.post(URL, answered(lesson))
    assert answer["Location"].startswith(f"{URL}?check=")
    page = client.get(answer["Location"]).content.decode()
    assert "Yes, that is right." in page
    assert not LearningEvent.unscoped.exists()


def test_a_signed_in_page_is_hers_alone(signed_in, lesson):
    answer = signed_in.get(URL)
    assert "no-store" in answer["Cache-Control"]
    assert "ETag" not in answer.headers
    assert b"csrfmiddlewaretoken" in answer.content


@pytest.mark.parametrize("answers", [0, 6])
def test_a_signed_in_page_costs_at_most_three_queries(
    signed_in, alice, lesson, answers, django_assert_max_num_queries
):
    for spec in [question(lesson, "single")] * answers:
        signed_in.post(URL, {"check": spec["id"], spec["id"]: "a"})
    signed_in.get(URL)
    with django_assert_max_num_queries(3):
        signed_in.get(URL)


def test_an_answer_to_an_earlier_version_is_shown_while_it_fits(
    signed_in, alice, lesson
):
    signed_in.post(URL, answered(lesson, choice="b"))
    spec = question(lesson, "single")
    publish(lesson, activities=[spec, activity("numeric")])
    assert "Not quite." in signed_in.get(URL).content.decode()
    others = [{"id": "x", "right": True}, {"id": "y", "right": False}]
    publish(lesson, activities=[spec | {"choices": others}])
    page = signed_in.get(URL)
    assert page.status_code == 200
    assert b"Not quite." not in page.content


def test_her_answers_come_along_into_another_language(signed_in, lesson):
    publish(lesson, language="fr")
    signed_in.post(URL, answered(lesson))
    page = signed_in.get("/fr/modules/talks/first/").content.decode()
    assert page.count(" checked") == 1
    assert "Why (fr)" in page


def test_what_is_stored_says_which_version_and_language_was_read(
    signed_in, alice, lesson
):
    publish(lesson, language="fr")
    publish(lesson, activities=[question(lesson, "single"), activity("numeric")])
    shelf.forget()
    signed_in.post("/fr/modules/talks/first/", answered(lesson))
    event = events(alice).get()
    assert (event.version, event.language) == (1, "fr")


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("costing", {".wage": "60 000", ".rise": "6,5"}, "Cost (en): 702,000 F"),
        ("price_split", {".worker": "1", ".rest": "28"}, "Near enough everywhere."),
        (
            "risk_ranking",
            {".sector": "mining", ".1.0": 3, ".1.1": 1, ".1.2": 2, ".1.3": 1},
            "child (en)",
        ),
    ],
)
def test_practice_is_stored_and_shown_again(
    signed_in, alice, module, kind, fields, said
):
    spec = activity(kind)
    LessonFactory(module=module, slug="first", activities=[spec])
    start = spec["id"][:8] if kind == "risk_ranking" else spec["id"]
    data = {f"{start}{name}": value for name, value in fields.items()}
    data["check"] = spec["id"]
    assert said in Client().get(URL, data).content.decode()
    assert signed_in.post(URL, data).status_code == 303
    page = signed_in.get(URL).content.decode()
    assert said in page
    assert "You have completed this lesson." in page


@pytest.mark.parametrize("kind", ["costing", "price_split", "plan", "risk_ranking"])
def test_practice_comes_in_by_the_one_door(alice, module, kind):
    spec = activity(kind)
    lesson = LessonFactory(module=module, activities=[spec])
    (receipt,) = take(participant=alice, events=[event(lesson, spec)], by=alice.user)
    assert receipt.status == "stored"

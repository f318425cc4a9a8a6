"""Keeping a sheet in one's place: only when she says so, hers alone, gone when she says."""

import re

import pytest
from django.test import Client

from learning import keys
from learning.catalogue.shelf import shelf
from learning.models import KeptPlan, LearningEvent
from tests.learning.factories import LessonFactory, UserFactory, activity

URL = "/en/modules/talks/first/"
SECRET = "The foreman </textarea><b>knows"


@pytest.fixture
def plan(module):
    sheet = activity("plan")
    LessonFactory(module=module, slug="first", activities=[activity(), sheet])
    return sheet["id"]


def written(plan, **changed):
    return {"keep": plan, "row.must": SECRET, "checks": "voted"} | changed


def kept_by(person):
    return KeptPlan.objects.for_participant(person)


def test_nothing_is_kept_until_she_says_so(signed_in, alice, plan):
    page = signed_in.get(URL).content.decode()
    assert "Keep it in my place" in page
    assert "Delete it from my place" not in page
    assert not kept_by(alice).exists()


def test_what_she_keeps_comes_back_and_is_no_event(signed_in, alice, plan):
    answer = signed_in.post(URL, written(plan))
    assert answer.status_code == 303
    assert answer["Location"] == f"{URL}#a-{plan}"
    page = signed_in.get(URL).content.decode()
    assert "The foreman &lt;/textarea&gt;&lt;b&gt;knows</textarea>" in page
    assert page.count(" checked") == 1
    assert "Kept in your place since" in page
    assert not LearningEvent.objects.for_participant(alice).exists()
    row = kept_by(alice).get()
    assert b"foreman" not in bytes(row.sealed)
    assert row.sheet() == {"rows": {"must": SECRET}, "checks": ["voted"]}


def test_kept_again_is_one_sheet_and_deleted_is_none(signed_in, alice, plan):
    for words in ("one", "two"):
        signed_in.post(URL, written(plan, **{"row.must": words}))
    assert kept_by(alice).get().sheet()["rows"] == {"must": "two"}
    for _ in range(2):
        assert signed_in.post(URL, {"forget": plan}).status_code == 303
    assert not kept_by(alice).exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"row.must": "x" * 2001}, "too long"),
        ({"row.must": " ", "checks": "nonsense"}, "Nothing is written yet"),
    ],
)
def test_what_cannot_be_kept_says_why_and_loses_nothing(
    signed_in, alice, plan, changed, said
):
    answer = signed_in.post(URL, written(plan, **changed))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert changed["row.must"] in page
    assert not kept_by(alice).exists()


@pytest.mark.parametrize(
    "sent", [{"keep": "nothing"}, {"forget": ""}, {"keep": ["\x00"]}]
)
def test_a_sheet_that_there_is_not_leads_back(signed_in, alice, plan, sent):
    answer = signed_in.post(URL, sent)
    assert (answer.status_code, answer["Location"]) == (302, URL)
    assert not kept_by(alice).exists()


def test_without_the_unions_key_nothing_is_kept_and_nothing_falls_over(
    signed_in, alice, plan
):
    signed_in.post(URL, written(plan))
    keys.destroy_key(alice.tenant)
    page = signed_in.get(URL)
    assert page.status_code == 200
    assert "foreman" not in page.content.decode()
    answer = signed_in.post(URL, written(plan))
    assert answer.status_code == 422
    assert "cannot lock this away" in answer.content.decode()


def test_a_visitor_and_staff_keep_nothing(client, db, plan):
    assert "Keep it in my place" not in client.get(URL).content.decode()
    assert client.post(URL, written(plan)).status_code in (302, 403)
    client.force_login(UserFactory(email="a@example.org"))
    assert "Keep it in my place" not in client.get(URL).content.decode()
    client.post(URL, written(plan))
    assert KeptPlan.unscoped.count() == 0


def test_only_a_lesson_with_a_sheet_costs_a_query_more(
    signed_in, alice, module, plan, django_assert_num_queries
):
    LessonFactory(module=module, slug="plain")
    for address, queries in ((URL, 4), (URL.replace("first", "plain"), 3)):
        signed_in.get(address)
        with django_assert_num_queries(queries):
            signed_in.get(address)


def test_her_place_lists_her_sheets_even_where_the_lesson_is_gone(
    signed_in, alice, plan
):
    signed_in.post(URL, written(plan))
    assert "Sheet (en)" in signed_in.get("/en/my/").content.decode()
    shelf.index().module_of_lesson.clear()
    page = signed_in.get("/en/my/").content.decode()
    shelf.forget()
    assert "no longer here" in page
    address = re.search(r'action="(/en/my/sheets/[^"]+)"', page)[1]
    assert signed_in.post(address).status_code == 302
    assert not kept_by(alice).exists()


def test_nobody_else_deletes_her_sheet(signed_in, alice, charlie, plan):
    signed_in.post(URL, written(plan))
    address = f"/en/my/sheets/{kept_by(alice).get().pk}/delete/"
    other = Client()
    other.force_login(charlie.user)
    assert other.post(address).status_code == 404
    assert other.get(address).status_code == 405
    assert kept_by(alice).exists()


def test_amid_a_lesson_in_another_language_a_sheet_speaks_as_the_lesson(
    signed_in, plan
):
    page = signed_in.get("/fr/modules/talks/first/").content.decode()
    assert "Keep it in my place" in page
    nothing = written(plan, **{"row.must": "", "checks": []})
    refused = signed_in.post("/fr/modules/talks/first/", nothing).content.decode()
    assert "Nothing is written yet." in refused

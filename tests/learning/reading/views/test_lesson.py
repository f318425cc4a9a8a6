"""Reading a lesson, and practising, without an account."""

import gzip
import html as html_module
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learning.models import LearningEvent
from tests.learning.factories import (
    LessonFactory,
    ModuleFactory,
    activity,
    publish,
)
from tests.learning.reading.conftest import question

URL = "/en/modules/talks/first/"


def events(person):
    return LearningEvent.objects.for_participant(person)


def answered(lesson, kind="single", choice="a") -> dict:
    spec = question(lesson, kind)
    return {"check": spec["id"], spec["id"]: choice}


# --- without an account ------------------------------------------------------------


def test_an_anonymous_page_sets_no_cookie_and_any_cache_may_keep_it(client, lesson):
    answer = client.get(URL)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert not answer.cookies
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert {each.strip() for each in answer["Vary"].split(",")} >= {
        "Cookie",
        "Accept-Encoding",
    }
    assert b"csrfmiddlewaretoken" not in answer.content
    assert answer.content == client.get(URL).content


@pytest.mark.parametrize("given", ["{}", "W/{}", '"x", W/{}', "*"])
def test_a_page_that_has_not_changed_is_not_sent_again(client, lesson, given):
    etag = client.get(URL)["ETag"]
    answer = client.get(URL, headers={"if-none-match": given.format(etag)})
    assert answer.status_code == 304
    assert answer.content == b""
    assert answer["ETag"] == etag
    assert answer["Cache-Control"]
    assert "Cookie" in answer["Vary"]


@pytest.mark.parametrize("given", ['"x"', "nonsense", '"', ""])
def test_another_tag_gets_the_page(client, lesson, given):
    assert client.get(URL, headers={"if-none-match": given}).status_code == 200


def test_a_published_change_has_another_tag(client, lesson):
    before = client.get(URL)["ETag"]
    publish(lesson, html="<p>Changed</p>")
    answer = client.get(URL, headers={"if-none-match": before})
    assert answer.status_code == 200
    assert b"Changed" in answer.content


def test_compressed_and_plain_are_the_same_page(client, lesson):
    plain = client.get(URL)
    packed = client.get(URL, headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] == plain["ETag"]


def test_a_warm_anonymous_page_costs_no_query(client, lesson):
    client.get(URL)
    with CaptureQueriesContext(connection) as queries:
        client.get(URL)
        client.get(f"{URL}?check=x&y=1")
    assert len(queries) == 0


def test_head_is_get_without_the_body(client, lesson):
    answer = client.head(URL)
    assert answer.status_code == 200
    assert answer.content == b""
    assert answer["ETag"] == client.get(URL)["ETag"]


def test_practice_shows_feedback_ticks_and_carries_on(client, lesson):
    single, numeric = question(lesson, "single"), question(lesson, "numeric")
    answer = client.get(URL, answered(lesson))
    page = answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert "Yes, that is right." in page
    assert page.count(" checked") == 1
    carried = re.findall(r'<input type="hidden" name="check" value="(.*?)">', page)
    assert set(carried) == {single["id"]}
    # In every other form, so that the next answer keeps this one.
    assert len(carried) == 5
    both = {**answered(lesson), "check": [single["id"], numeric["id"]]}
    page = client.get(URL, both | {numeric["id"]: "6,5"}).content.decode()
    assert page.count("Yes, that is right.") == 2
    assert 'value="6,5"' in page


def test_the_way_to_an_account_takes_the_practice_along(client, lesson):
    page = client.get(URL, answered(lesson)).content.decode()
    (onward,) = set(re.findall(r'href="/en/accounts/keep/\?next=([^"]*)"', page))
    assert question(lesson, "single")["id"] in html_module.unescape(onward)


def test_an_anonymous_post_stores_nothing_and_comes_back_with_it(client, lesson):
    answer = client.post(URL, answered(lesson))
    assert answer.status_code == 303
    assert answer["Location"].startswith(f"{URL}?check=")
    assert not LearningEvent.unscoped.exists()


# --- what is not there ---------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/en/modules/talks/nothing/",
        "/en/modules/nothing/first/",
        "/en/modules/talks/first%00/",
        "/en/modules/talks/%FF/",
        "/en/modules/" + "x" * 5000 + "/first/",
        "/xx/modules/talks/first/",
    ],
)
def test_addresses_that_nobody_was_given(client, lesson, path):
    assert client.get(path).status_code == 404


def test_a_draft_is_not_there(client, db):
    ModuleFactory(slug="empty")
    assert client.get("/en/modules/empty/anything/").status_code == 404


def test_a_module_of_another_union_is_not_there(client, union, other_union, alice):
    for slug, owner in (("ours", union), ("theirs", other_union)):
        LessonFactory(
            module=ModuleFactory(slug=slug, audience="union", owner=owner), slug="one"
        )
    assert client.get("/en/modules/ours/one/").status_code == 404
    client.force_login(alice.user)
    assert client.get("/en/modules/ours/one/").status_code == 200
    assert client.get("/en/modules/theirs/one/").status_code == 404
    assert client.post("/en/modules/theirs/one/").status_code == 404


def test_a_lesson_in_another_language_says_so_and_says_which(client, lesson):
    page = client.get("/fr/modules/talks/first/").content.decode()
    assert '<html lang="fr"' in page
    assert '<article lang="en" dir="ltr">' in page
    assert page.count('class="notice"') == 1
    publish(lesson, language="fr")
    page = client.get("/fr/modules/talks/first/").content.decode()
    assert "<article>" in page
    assert "Prompt (fr)" in page


def test_a_lesson_that_has_no_english_is_shown_all_the_same(client, module):
    LessonFactory(module=module, slug="uno", language="es", title="Uno")
    page = client.get("/fr/modules/talks/uno/").content.decode()
    assert '<article lang="es" dir="ltr">' in page
    assert "Uno" in page


# --- in a language the lesson is not in ----------------------------------------------


def test_what_is_said_of_an_answer_is_in_the_language_of_the_lesson(client, lesson):
    publish(lesson, objective="I can talk.")
    given = answered(lesson, choice="b")
    page = client.get("/fr/modules/talks/first/", given).content.decode()
    article = re.search(r"<article.*</article>", page, re.DOTALL)[0]
    assert article.startswith('<article lang="en" dir="ltr">')
    assert "<strong>Not quite.</strong>" in article
    # What is ours among its words says so.
    assert re.search('<strong lang="fr" dir="ltr">[^<]+</strong> I can talk.', article)


def test_the_note_before_a_lesson_says_what_is_ours_and_what_is_not(client, module):
    LessonFactory(
        module=module,
        slug="first",
        sensitivity="sensitive",
        activities=[activity(required=False)],
        content_note="It speaks of threats.",
    )
    page = client.get("/fr/modules/talks/first/").content.decode()
    assert '<div class="notice" lang="fr" dir="ltr">' in page
    assert '<p lang="en" dir="ltr">It speaks of threats.</p>' in page
    assert '<summary class="button" lang="fr" dir="ltr" data-script=' in page

"""The short way and the long way lead to the same page, headers and all."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from learning import intake
from learning.members.models import User
from tests.learning.factories import LessonFactory, ModuleFactory, event
from tests.learning.reading.conftest import question

URL = "/en/modules/talks/first/"
LANE = "learning.reading.lane.LessonLane"
LONG_WAY = [layer for layer in settings.MIDDLEWARE if layer != LANE]
# What is another one each time.
CHANGING = re.compile(r'name="(csrfmiddlewaretoken|event)" value="[^"]+"')


def both_ways(session_of=None, *, path=URL, shared=None, **headers):
    """The answers by the short and by the long way, with what changes taken out."""
    answers = []
    for layers in (settings.MIDDLEWARE, LONG_WAY):
        with override_settings(MIDDLEWARE=layers):
            client = Client()
            if session_of:
                client.force_login(session_of)
            if shared is not None:
                session = client.session
                session["shared_phone"] = shared
                session.save()
            client.get(path)
            answer = client.get(path, headers=headers)
        shown = dict(answer.headers)
        shown["Vary"] = sorted(re.split(r",\s*", shown.get("Vary", "")))
        body = answer.content
        if "Content-Encoding" not in shown:
            body = CHANGING.sub(r'\1=""', body.decode())
        elif session_of:  # other tokens, other bytes
            body, shown["Content-Length"] = None, None
        cookies = {name: each.value for name, each in answer.cookies.items()}
        cookies.pop("sessionid", None)
        cookies.pop("csrftoken", None)
        answers.append((answer.status_code, shown, body, cookies))
    return answers


def took_the_lane(client, path=URL) -> bool:
    """Only the long way looks addresses up."""
    return client.get(path).wsgi_request.resolver_match is None


def test_a_visitor_gets_the_same(lesson, client):
    assert took_the_lane(client)
    short, long = both_ways()
    assert short == long


@pytest.mark.parametrize("encoding", ["gzip", "br", "gzip;q=0"])
def test_compressed_too(lesson, encoding):
    short, long = both_ways(**{"Accept-Encoding": encoding})
    assert short == long


def test_not_modified_is_the_same(lesson, client):
    etag = client.get(URL)["ETag"]
    short, long = both_ways(**{"If-None-Match": etag})
    assert short[0] == 304
    assert short == long


@pytest.mark.parametrize("shared", [True, False, None])
@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_a_trainee_gets_the_same(lesson, alice, shared, encoding):
    single = question(lesson, "single")
    intake.take(
        participant=alice, events=[event(lesson, single), event(lesson)], by=None
    )
    short, long = both_ways(alice.user, shared=shared, **{"Accept-Encoding": encoding})
    assert short == long


def test_staff_get_the_same(lesson, db):
    staff = User.objects.create_user("staff", email="staff@example.org")
    short, long = both_ways(staff)
    assert short == long


@pytest.mark.parametrize(
    "path", [URL.replace("en", "fr", 1), URL.replace("en", "es", 1)]
)
def test_other_languages_are_the_same(lesson, client, path):
    assert took_the_lane(client, path)
    short, long = both_ways(path=path)
    assert short[1]["Content-Language"] == path[1:3]
    assert short == long


def test_a_closed_session_is_nobodys_by_either_way(lesson, alice):
    User.objects.update(is_active=False)
    short, long = both_ways(alice.user)
    assert short == long


def test_a_trainee_costs_three_queries(lesson, signed_in):
    signed_in.get(URL)
    with CaptureQueriesContext(connection) as queries:
        signed_in.get(URL)
    assert len(queries) == 3


@pytest.mark.parametrize(
    "path",
    [
        f"{URL}?check=x",
        "/en/modules/talks/nothing/",
        "/en/modules/nothing/first/",
        "/xx/modules/talks/first/",
        "/en/modules/talks/first",
        "/EN/modules/talks/first/",
        "/en/modules/talks/",
    ],
)
def test_everything_else_goes_the_long_way(lesson, path):
    short, long = both_ways(path=path)
    assert short == long


def test_a_lesson_that_is_not_hers_is_not_there_by_either_way(charlie, other_union):
    module = ModuleFactory(slug="ours", owner=other_union, audience="union")
    LessonFactory(module=module, slug="first")
    path = "/en/modules/ours/first/"
    short, long = both_ways(path=path)
    assert short[0] == 404
    assert short == long
    short, long = both_ways(charlie.user, path=path)
    assert short[0] == 200
    assert short == long


def test_a_post_goes_the_long_way(lesson, signed_in):
    assert signed_in.post(URL).wsgi_request.resolver_match is not None


def test_a_host_that_is_not_ours_is_refused(lesson, client):
    assert client.get(URL, headers={"host": "elsewhere.example"}).status_code == 400

"""POST /api/v1/events from outside: doors, sizes, shapes, and no crash whatever comes."""

import gzip
import json
import zlib

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learning.api import MOST_BYTES
from learning.progress.models import LearningEvent
from tests.learning.factories import (
    LessonFactory,
    ParticipantFactory,
    UserFactory,
    event,
    spec_of,
)

pytestmark = pytest.mark.django_db
URL = "/api/v1/events"


@pytest.fixture
def person():
    return ParticipantFactory()


@pytest.fixture
def lesson():
    return LessonFactory()


@pytest.fixture
def phone(person, client):
    client.force_login(person.user)
    return client


def post(client, body, *, kind="application/json", **headers):
    if not isinstance(body, bytes):
        body = json.dumps(body)
    return client.post(URL, body, content_type=kind, headers=headers)


def error(response):
    return response.status_code, response.json().get("error")


# --- who may ---------------------------------------------------------------------


def test_without_a_session(client, lesson):
    assert post(client, {"events": [event(lesson)]}).status_code == 401


def test_an_account_that_is_closed(person, phone, lesson):
    person.user.is_active = False
    person.user.save()
    assert post(phone, {"events": [event(lesson)]}).status_code == 401


def test_an_account_that_follows_no_courses(client, lesson):
    client.force_login(UserFactory(email="staff@example.org"))
    response = post(client, {"events": [event(lesson)]})
    assert error(response) == (403, "no_participant")


def test_a_page_elsewhere_cannot_post_for_her(person, lesson):
    stranger = Client(enforce_csrf_checks=True)
    stranger.force_login(person.user)
    body = {"events": [event(lesson)]}
    assert post(stranger, body).status_code == 403
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        assert post(stranger, body, kind=kind).status_code == 403
    assert not LearningEvent.objects.for_participant(person).exists()
    token = "a" * 32
    stranger.cookies["csrftoken"] = token
    assert post(stranger, body, **{"X-CSRFToken": token}).status_code == 200


def test_only_post(phone):
    for method in ("get", "put", "patch", "delete"):
        assert getattr(phone, method)(URL).status_code == 405


# --- what comes back -------------------------------------------------------------


def test_each_event_has_its_receipt(person, phone, lesson):
    answered = event(lesson, spec_of(lesson)["activities"][0])
    read = event(lesson)
    taken = post(phone, {"events": [answered]}).json()
    assert taken == {
        "events": [{"id": answered["id"], "status": "stored", "reason": ""}]
    }
    events = [answered, read | {"verb": "passed"}, None, {"id": "\ud800\x00"}, read]
    response = post(phone, {"events": events})
    assert response.status_code == 200
    assert [
        (each["id"], each["status"], each["reason"])
        for each in response.json()["events"]
    ] == [
        (answered["id"], "known", ""),
        (read["id"], "refused", "server_only"),
        (None, "refused", "not_an_object"),
        (None, "refused", "bad_id"),
        (read["id"], "stored", ""),
    ]
    assert LearningEvent.objects.for_participant(person).count() == 2


def test_nobody_else_can_be_named(person, phone, lesson):
    other = ParticipantFactory(union=person.union)
    sent = event(lesson) | {"participant": str(other.pk)}
    (receipt,) = post(phone, {"events": [sent]}).json()["events"]
    assert receipt["reason"] == "unknown_field"


def test_none_is_fine(phone):
    assert post(phone, {"events": []}).json() == {"events": []}


def test_it_describes_itself(client):
    response = client.get("/api/v1/openapi.json")
    assert response.status_code == 200
    described = response.json()["paths"]["/api/v1/events"]["post"]
    item = described["requestBody"]["content"]["application/json"]["schema"]
    item = item["properties"]["events"]["items"]
    assert set(item["properties"]) == {
        *("id", "verb", "lesson", "activity", "attempt", "answer"),
        *("version", "language", "occurred_at", "device"),
    }
    assert {"200", "400", "403", "413", "415"} <= set(described["responses"])
    assert client.get("/api/v1/docs").status_code == 404  # would load from elsewhere


# --- how much --------------------------------------------------------------------


@pytest.mark.slow
def test_500_are_taken_and_501_are_not(person, phone, lesson):
    events = [event(lesson, device=...) for _ in range(500)]
    assert len(json.dumps({"events": events})) < MOST_BYTES
    response = post(phone, {"events": events})
    assert {each["status"] for each in response.json()["events"]} == {"stored"}
    again = post(phone, {"events": [*events, event(lesson)]})
    assert error(again) == (413, "too_large")
    assert LearningEvent.objects.for_participant(person).count() == 500


def padded(size: int) -> bytes:
    body = b'{"events": []}'
    return body + b" " * (size - len(body))


def test_256_kb_and_one_byte_more(phone):
    assert post(phone, padded(MOST_BYTES)).status_code == 200
    assert error(post(phone, padded(MOST_BYTES + 1))) == (413, "too_large")


def test_more_than_django_reads_at_all(phone):
    assert error(post(phone, padded(3 * 1024 * 1024))) == (413, "too_large")


@pytest.mark.slow
def test_a_small_file_cannot_grow_into_a_large_one(phone):
    bomb = gzip.compress(padded(32 * 1024 * 1024))
    assert len(bomb) < MOST_BYTES
    response = post(phone, bomb, **{"Content-Encoding": "gzip"})
    assert error(response) == (413, "too_large")


@pytest.mark.parametrize("said", ["gzip", "GZIP", " gzip "])
def test_gzip_is_taken(phone, lesson, said):
    body = gzip.compress(json.dumps({"events": [event(lesson)]}).encode())
    (receipt,) = post(phone, body, **{"Content-Encoding": said}).json()["events"]
    assert receipt["status"] == "stored"


def test_gzip_to_the_byte(phone):
    headers = {"Content-Encoding": "gzip"}
    fits, too_much = (gzip.compress(padded(MOST_BYTES + n)) for n in (0, 1))
    assert post(phone, fits, **headers).status_code == 200
    assert post(phone, too_much, **headers).status_code == 413


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no gzip at all",
        gzip.compress(padded(100))[:-3],
        gzip.compress(padded(100))[:-9],
        gzip.compress(padded(100)) + b"more",
        zlib.compress(padded(100)),
    ],
    ids=["empty", "plain", "without its end", "cut", "with more behind", "zlib"],
)
def test_broken_gzip(phone, body):
    response = post(phone, body, **{"Content-Encoding": "gzip"})
    assert error(response) == (400, "not_json")


def test_another_encoding(phone):
    response = post(phone, padded(100), **{"Content-Encoding": "br"})
    assert error(response) == (415, "unknown_encoding")


# --- what it is ------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"{", b"events", b'{"events": [}', b"\xff\xfe\xfd", b"\x00"),
        *(b'{"events": ["\xe9"]}', b"[" * 200_000, b"9" * 5000),
        b'{"events":' + b"[" * 200_000,
    ],
    ids=range(10),
)
def test_what_is_no_json(phone, body):
    assert error(post(phone, body)) == (400, "not_json")


@pytest.mark.parametrize(
    "body",
    [
        *(None, 7, "events", [], [[]], {}, {"events": None}, {"events": {}}),
        *({"events": "x"}, {"Events": []}, float("nan")),
    ],
    ids=range(11),
)
def test_json_of_another_shape(phone, body):
    assert error(post(phone, body)) == (400, "no_events")


def test_deep_nesting_that_python_can_just_read(phone):
    for depth in (50, 500, 900, 960, 990):
        body = b'{"events": [' + b"[" * depth + b"]" * depth + b"]}"
        assert post(phone, body).status_code in (200, 400)


def test_a_form_in_place_of_json(phone):
    assert phone.post(URL, {"events": "[]"}).status_code == 400
    broken = "multipart/form-data; boundary=none"
    assert post(phone, b"\x00", kind=broken).status_code == 400


@pytest.mark.slow
@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.text(st.characters(categories=None)),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
        ),
        max_leaves=8,
    ),
    st.booleans(),
)
def test_no_json_at_all_is_an_error_of_ours(phone, body, wrapped):
    response = post(phone, {"events": [body]} if wrapped else body)
    assert response.status_code == (200 if wrapped else 400)


@pytest.mark.slow
@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.binary(max_size=200), st.sampled_from(["", "gzip", "identity"]))
def test_no_bytes_at_all_are_an_error_of_ours(phone, body, encoding):
    response = post(phone, body, **{"Content-Encoding": encoding})
    assert response.status_code == 400

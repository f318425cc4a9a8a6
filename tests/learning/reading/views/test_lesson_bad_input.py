"""Whatever is sent to a lesson: a clear answer, and nothing stored by half."""

import pytest
from django.test import Client

from learning.models import LearningEvent
from tests.learning.reading.conftest import question

URL = "/en/modules/talks/first/"


def events(person):
    return LearningEvent.objects.for_participant(person)


def answered(lesson, kind="single", choice="a") -> dict:
    spec = question(lesson, kind)
    return {"check": spec["id"], spec["id"]: choice}


HOSTILE = {
    "nothing": {},
    "no such question": {"check": "00000000-0000-0000-0000-000000000000"},
    "no answer": {"check": "{single}"},
    "no such choice": {"check": "{single}", "{single}": "zzz"},
    "two of one": {"check": "{single}", "{single}": ["a", "b"]},
    "not a number": {"check": "{numeric}", "{numeric}": "six"},
    "huge number": {"check": "{numeric}", "{numeric}": "9" * 5000},
    "nul": {"check": "{single}", "{single}": "a\x00"},
    "nul in the question": {"check": "\x00"},
    "many values": {"check": "{multiple}", "{multiple}": ["a"] * 1500},
    "bad event": {"check": "{single}", "{single}": "a", "event": "\x00" * 40},
    "nil event": {"check": "{single}", "{single}": "a", "event": "0" * 32},
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_bad_form_is_answered_clearly(client, signed_in, alice, lesson, name, method):
    ids = {
        kind: question(lesson, kind)["id"] for kind in ("single", "numeric", "multiple")
    }
    data = {
        key.format(**ids): value.format(**ids) if isinstance(value, str) else value
        for key, value in HOSTILE[name].items()
    }
    for visitor in (signed_in, Client()):
        answer = getattr(visitor, method)(URL, data, follow=True)
        assert answer.status_code == 200
    assert events(alice).filter(verb="answered").count() in (
        {1} if "event" in name and method == "post" else {0}
    )


@pytest.mark.parametrize(
    "body", [b"check=%FF%FE&x=\xff", b"\xff\xfe\x00", b"check[]=1&=&&&=x"]
)
def test_invalid_bytes_are_no_crash(signed_in, lesson, body):
    kind = "application/x-www-form-urlencoded"
    assert signed_in.generic("POST", URL, body, kind).status_code in {302, 303}
    query = body.decode("latin-1").replace("\x00", "%00")
    assert signed_in.get(f"{URL}?{query}").status_code == 200
    assert Client().get(f"{URL}?{query}").status_code == 200


def test_ten_thousand_fields_are_refused_at_once(signed_in, alice, lesson):
    body = "&".join(f"f{number}=1" for number in range(10_000)).encode()
    kind = "application/x-www-form-urlencoded"
    assert signed_in.generic("POST", URL, body, kind).status_code == 400
    assert not events(alice).exists()


def test_a_query_that_no_form_of_ours_makes_is_dropped(client, lesson):
    answer = client.get(f"{URL}?x={'1' * 5000}")
    assert answer.status_code == 302
    assert answer["Location"] == URL
    assert client.get(f"{URL}?{'a=1&' * 10_000}").status_code == 302


def test_what_is_typed_comes_back_escaped(client, lesson):
    key = question(lesson, "numeric")["id"]
    evil = '"><script>x</script>'
    page = client.get(URL, {"check": key, key: evil}).content.decode()
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


def test_a_method_that_is_none_of_ours(client, lesson):
    for method in ("put", "delete", "patch"):
        assert getattr(client, method)(URL).status_code in {403, 405}

"""Whatever is sent: a clear 4xx or a redirect, never a 500, and nothing stored by half."""

import itertools

import pytest
from django.test import Client

from learning.members.models import Participant, User

POSTS = {
    "keep/": ("secret", "again", "own_phone", "next", "carry"),
    "login/": ("login", "password", "own_phone", "next"),
    "recover/": ("sign_in_name", "code", "secret", "again"),
    "questions/": ("sex", "age_band", "role_at_work", "sector", "country", "union"),
    "choices/": ("counted", "contact", "overlap"),
    "name/": ("name",),
    "code/": ("secret",),
    "delete/": ("secret",),
    "written-down/": ("next",),
    "reset/": ("sign_in_name",),
    "password/reset/": ("email",),
    "password/change/": ("oldpassword", "password1", "password2"),
    "email/": ("email", "action_add", "action_primary"),
    "reauthenticate/": ("password",),
    "2fa/authenticate/": ("code",),
    "2fa/totp/activate/": ("code",),
}
EVIL = {
    "nothing": "",
    "nul": "a\x00b",
    "too long": "x" * 100_000,
    "number": "-1e999",
    "wrong id": "00000000-0000-0000-0000-000000000000",
    "lone surrogate": "\udc80".encode("utf-8", "surrogatepass"),
    "invalid utf-8": b"\xff\xfe\xfa",
    "markup": "<script>'\"{{ 7 }}%00",
    "format": "%s%n{0}${x}",
    "right to left": "\u202e\u0000gnp",
    "lines": "a\r\nSet-Cookie: x=y",
    "elsewhere": "//evil.example/https:evil",
}


def body_of(fields, value):
    raw = value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")
    quoted = "".join(f"%{byte:02X}" for byte in raw)
    return "&".join(f"{field}={quoted}" for field in fields)


@pytest.mark.parametrize("kind", EVIL)
@pytest.mark.parametrize("path", POSTS)
def test_forms_answer_clearly(db, alice, sign_in, client, kind, path):
    body = body_of(POSTS[path], EVIL[kind])
    sign_in(alice.user.sign_in_name)
    before = User.objects.count()
    for visitor in (client, Client()):
        answer = visitor.post(
            f"/en/accounts/{path}",
            body,
            content_type="application/x-www-form-urlencoded",
        )
        assert answer.status_code in {200, 302, 400, 403, 404, 422, 429}
        assert "evil.example" not in answer.get("Location", "")
        assert b"<script>'" not in answer.content
    assert User.objects.count() == before


@pytest.mark.parametrize("kind", EVIL)
def test_query_strings_answer_clearly(db, alice, sign_in, client, kind):
    sign_in(alice.user.sign_in_name)
    query = body_of(("next", "carry", "starts", "page", "tenant"), EVIL[kind])
    for path, visitor in itertools.product(POSTS, (client, Client())):
        answer = visitor.get(f"/en/accounts/{path}?{query[:60_000]}")
        assert answer.status_code in {200, 302, 400, 403, 404}
        assert "evil.example" not in answer.get("Location", "").partition("?")[0]


@pytest.mark.parametrize(
    "path",
    [
        "password/reset/key/zzz-abc/",
        "password/reset/key/00000000000000000000000000000000-abc-def/",
        "confirm-email/nonsense:key/",
        "name/forget/",
        "no-such-page/",
    ],
)
def test_addresses_nobody_was_given(client, db, path):
    assert client.get(f"/en/accounts/{path}").status_code in {200, 302, 404, 405}


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"{]", "application/json"),
        (b"\xff\xff", "multipart/form-data; boundary=x"),
        (b"x=1", "multipart/form-data"),
        (b"x=1", "application/x-www-form-urlencoded; charset=nonsense"),
        (
            b"&".join(b"f%d=1" % number for number in range(3000)),
            "application/x-www-form-urlencoded",
        ),
    ],
    ids=["json", "broken parts", "no boundary", "charset", "3000 fields"],
)
@pytest.mark.parametrize("path", ["keep/", "login/", "recover/"])
def test_bodies_of_another_kind(client, db, path, body, content_type):
    # `generic`: as the wire brings it, without the test client's own encoding.
    answer = client.generic("POST", f"/en/accounts/{path}", body, content_type)
    assert answer.status_code in {400, 422}


@pytest.mark.parametrize(
    "cookie", ["x", "\x00" * 9, "é" * 40, "a" * 5000, '"\\000aaaaaaaaa"']
)
def test_session_cookies_from_elsewhere(client, db, cookie):
    client.cookies["sessionid"] = cookie
    assert client.get("/en/accounts/kept/").status_code == 302


def test_a_place_needs_a_good_secret_twice(client, db):
    for body in (
        {"secret": "739182"},
        {"secret": "739182", "again": "739183"},
        {"secret": "123456", "again": "123456"},
        {"secret": ["739182", "1"], "again": ["739182", "2"]},
    ):
        answer = client.post("/en/accounts/keep/", body)
        assert answer.status_code == 422
        assert 'class="error"' in answer.content.decode()
    assert not User.objects.exists()
    assert not Participant.unscoped.exists()

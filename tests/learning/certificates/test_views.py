"""The holder's page and paper, and the check that anyone may make."""

import pytest
from django.db import connection
from django.test import Client

from learning.certificates.actions import choose_wording, put_name_on_paper, revoke
from learning.certificates.codes import code_of, grouped
from learning.models import Certificate, NameCheck
from tests.learning.factories import UserFactory

NAME = "Zuleika Quetzalnamé"
PAPER = {"name": NAME, "title": "plain", "name_check_is_on": "on"}
HOSTILE_NAMES = {
    "too long": "x" * 81,
    "nul": "Ana\x00",
    "emoji": "Ana 😀",
    "another script": "山田太郎",
    "very long": "x" * 100_000,
}
HARMLESS_NAMES = {
    "longest": "W" * 80,
    "lines": "Ana\r\nSet-Cookie: x=y",
    "control": "Ana\x07\x1b[31m Sok",
    "direction": "Ana \u202egnp.kos",
    "typst": '#read("/etc/passwd") $x$ *b*',
    "markup": "<script>'\"&amp;",
    "empty": "",
    "blank": "   ",
    "marks": "A" + "\u0301" * 40,
}
HOSTILE_CODES = [
    "x",
    "A" * 5000,
    "%00",
    "%ff%fe",
    "..%2f..%2fetc",
    "<script>",
    "' OR 1=1 --",
    "💧",
    "%E2%80%AE",
    "0" * 27,
    "A" * 26 + "%0a",
]


@pytest.fixture
def url(certificate):
    return f"/en/my/certificates/{certificate.pk}/"


@pytest.fixture
def verify_url(certificate):
    return f"/en/verify/{code_of(certificate.pk)}/"


@pytest.fixture
def signed_in(client, alice):
    client.force_login(alice.user)
    return client


@pytest.fixture
def named(certificate, alice):
    put_name_on_paper(certificate=certificate, name=NAME, by=alice.user)
    return certificate


# --- the holder ------------------------------------------------------------------------


def test_her_page_offers_the_choices_and_the_code(signed_in, url, certificate):
    answer = signed_in.get(url)
    page = answer.content.decode()
    assert grouped(code_of(certificate.pk)) in page
    assert "Talking" in page
    assert "no-store" in answer["Cache-Control"]
    assert signed_in.head(url).status_code == 200


@pytest.mark.slow
def test_the_paper_is_a_file_without_her_name_in_its_headers(signed_in, url):
    answer = signed_in.post(url, PAPER)
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="certificate.pdf"'
    assert "no-store" in answer["Cache-Control"]
    assert "Quetzal" not in str(answer.headers)


def test_a_certificate_is_its_holders_alone(client, url, charlie):
    answer = client.get(url)
    assert answer["Location"].startswith("/en/accounts/login/")
    for user in (charlie.user, UserFactory(email="a@example.org")):
        client.force_login(user)
        assert client.get(url).status_code == 404
        assert client.head(url).status_code == 404
        assert client.post(url, PAPER).status_code == 404
    assert Certificate.unscoped.get().name_check == ""


@pytest.mark.parametrize("pk", ["00000000-0000-0000-0000-000000000000", "x", "1"])
def test_a_certificate_that_is_none(signed_in, certificate, pk):
    assert signed_in.get(f"/en/my/certificates/{pk}/").status_code == 404


@pytest.mark.slow
def test_her_name_is_nowhere_in_the_database_afterwards(signed_in, url, verify_url):
    signed_in.post(url, PAPER)
    Client().post(verify_url, {"name": NAME})
    Client().post(verify_url, {"name": f"Another {NAME}"})
    told = [
        f"{table}: {row}"
        for table in connection.introspection.table_names()
        for row in _rows(table)
        if "quetzal" in str(row).lower() or "zuleika" in str(row).lower()
    ]
    assert told == []


def _rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- a name of the database's own
        for row in cursor.fetchall():
            yield [
                bytes(each) if isinstance(each, memoryview) else each for each in row
            ]


@pytest.mark.parametrize("kind", HOSTILE_NAMES)
def test_a_name_that_cannot_be_printed_is_refused_and_nothing_is_changed(
    signed_in, url, kind
):
    answer = signed_in.post(
        url, PAPER | {"name": HOSTILE_NAMES[kind], "title": "neutral"}
    )
    assert answer.status_code == 400
    assert 'class="error"' in answer.content.decode()
    kept = Certificate.unscoped.get()
    assert (kept.name_check, kept.title) == ("", "plain")


@pytest.mark.slow
@pytest.mark.parametrize("kind", HARMLESS_NAMES)
def test_a_strange_name_still_makes_a_paper(signed_in, url, kind):
    answer = signed_in.post(url, PAPER | {"name": HARMLESS_NAMES[kind]})
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
    assert "Set-Cookie: x=y" not in str(answer.headers)


@pytest.mark.parametrize(
    "data", [{"title": "x"}, {"name": "Ana"}, {"title": ["plain", "x"]}]
)
def test_a_form_without_a_title_is_shown_again(signed_in, url, data):
    assert signed_in.post(url, data).status_code == 400


def test_what_is_typed_wrongly_comes_back_escaped(signed_in, url):
    page = signed_in.post(url, {"name": "<script>😀"}).content.decode()
    assert "<script>😀" not in page


# --- a stranger ------------------------------------------------------------------------


def test_a_valid_code_says_so_and_nothing_about_her(client, named, verify_url, alice):
    answer = client.get(verify_url)
    page = answer.content.decode()
    assert answer.status_code == 200
    for told in ("Valid", "Talking", "2 hours 30 minutes", "Palabre", "noindex"):
        assert told in page
    for secret in (NAME, "Centrale du Coton", alice.user.sign_in_name, str(alice.pk)):
        assert secret not in page
    assert client.head(verify_url).status_code == 200


def test_the_union_and_a_neutral_title_as_she_chose(client, named, verify_url):
    choose_wording(
        certificate=named,
        title="neutral",
        shows_union=True,
        name_check_is_on=True,
        by=None,
    )
    page = client.get(verify_url).content.decode()
    assert "Centrale du Coton" in page
    assert "Talking" not in page


def test_a_revoked_code_says_so_and_not_why(client, certificate, verify_url):
    revoke(certificate=certificate, reason="Between us", by=None)
    page = client.get(verify_url).content.decode()
    assert "Revoked" in page
    assert "Valid" not in page
    assert "Between us" not in page


def test_the_holder_reads_why(signed_in, certificate, url):
    revoke(certificate=certificate, reason="Between us", by=None)
    assert "Between us" in signed_in.get(url).content.decode()


@pytest.mark.parametrize("code", HOSTILE_CODES)
def test_an_unknown_code_is_unknown(client, certificate, code):
    for answer in (
        client.get(f"/en/verify/{code}/"),
        client.head(f"/en/verify/{code}/"),
        client.post(f"/en/verify/{code}/", {"name": NAME}),
    ):
        assert answer.status_code == 404
        assert b"<script>" not in answer.content
    assert not NameCheck.objects.exists()


@pytest.mark.parametrize("path", ["a/b", "a//", "../../etc/passwd", "%2e%2e/"])
def test_an_address_with_slashes_is_no_code(client, certificate, path):
    assert client.get(f"/en/verify/{path}/").status_code == 404


def test_a_code_in_any_spelling_is_the_same(client, certificate):
    code = grouped(code_of(certificate.pk)).lower()
    assert client.get(f"/fr/verify/{code}/").status_code == 200
    answer = client.get("/en/verify/", {"code": f" {code} "})
    assert answer["Location"] == f"/en/verify/{code_of(certificate.pk)}/"


@pytest.mark.parametrize("code", ["", "x", "A" * 26, "A" * 61, "\x00", "A" * 5000])
def test_a_code_that_is_none_is_asked_for_again(client, db, code):
    answer = client.get("/en/verify/", {"code": code})
    assert answer.status_code == 400
    assert 'class="error"' in answer.content.decode()


def test_the_way_to_a_check_begins_with_an_empty_form(client, db):
    answer = client.get("/en/verify/")
    assert answer.status_code == 200
    assert 'class="error"' not in answer.content.decode()
    assert client.post("/en/verify/", {"code": "x"}).status_code == 405


def test_a_name_matches_differs_or_has_to_wait(client, named, verify_url):
    for name, told in ((NAME.upper(), "Yes: this name"), ("Ana", "No: another name")):
        answer = client.post(verify_url, {"name": name})
        assert answer.status_code == 200
        assert told in answer.content.decode()
    for _ in range(3):
        client.post(verify_url, {"name": "Ana"})
    answer = client.post(verify_url, {"name": NAME})
    assert answer.status_code == 429
    assert "tomorrow" in answer.content.decode()
    assert "Yes" not in answer.content.decode()
    # Reading is never counted.
    assert client.get(verify_url).status_code == 200


@pytest.mark.parametrize("name", ["", " ", "x" * 81, "a\x00", "x" * 100_000])
def test_a_name_that_is_none_is_no_try(client, named, verify_url, name):
    assert client.post(verify_url, {"name": name}).status_code == 400
    assert not NameCheck.objects.exists()


def test_where_no_name_is_asked_for_none_is_compared(client, certificate, verify_url):
    answer = client.post(verify_url, {"name": NAME})
    assert answer.status_code == 200
    assert "Is it this person" not in answer.content.decode()
    assert not NameCheck.objects.exists()


def test_ten_thousand_fields_and_broken_bytes(client, named, verify_url):
    body = "&".join(f"f{number}=1" for number in range(10_000)).encode()
    kind = "application/x-www-form-urlencoded"
    assert client.generic("POST", verify_url, body, kind).status_code == 400
    assert client.generic("POST", verify_url, b"name=\xff\xfe", kind).status_code == 200
    assert client.get(f"/en/verify/?{'code=1&' * 10_000}").status_code == 400

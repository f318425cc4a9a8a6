import re

import pytest
import zxingcpp
from django.contrib.sessions.models import Session

from learning.members import codes
from learning.members.models import User

PIN = "739182"
LESSON = "/fr/modules/negotiation/strategy/"
KEEP, WRITTEN = "/fr/accounts/keep/", "/fr/accounts/written-down/"


def keep(client, **more):
    return client.post(KEEP, {"secret": PIN, "again": PIN, **more})


def test_asks_for_a_pin_and_says_the_four_sentences(client, db):
    page = client.get(KEEP, {"next": LESSON, "carry": "q1=c2"})
    html = page.content.decode()
    assert html.count('type="password"') == 2
    assert 'type="email"' not in html
    assert f'name="next" value="{LESSON}"' in html
    assert 'name="carry" value="q1=c2"' in html
    assert len(page.context["statement"]) == 4
    assert 'value="no" ' in html
    assert "no-store" in page["Cache-Control"]


def test_the_way_from_a_lesson_and_back(client, db):
    kept = keep(client, next=LESSON, carry="q1=c2", own_phone="yes")
    assert kept["Location"].startswith(f"{WRITTEN}?next=")
    page = client.get(kept["Location"])
    html, user = page.content.decode(), User.objects.get()
    assert user.sign_in_name in html
    code = page.context["code"]
    assert code in html
    assert codes.matches(user.pk, code, user.recovery_code_hash)
    assert "no-store" in page["Cache-Control"]
    assert client.session["shared_phone"] is False
    back = client.post(WRITTEN, {"next": page.context["next"]})
    assert back["Location"] == f"{LESSON}?q1=c2"


def test_the_code_is_shown_until_she_says_that_she_has_it(client, db):
    keep(client)
    first = client.get(WRITTEN).context["code"]
    assert client.get(WRITTEN).context["code"] == first
    assert first not in str(Session.objects.get().get_decoded())
    client.post(WRITTEN)
    assert client.get(WRITTEN)["Location"] == "/fr/accounts/kept/"


def test_the_square_leads_to_the_recovery_page_without_telling_the_server(client, db):
    keep(client)
    page = client.get(WRITTEN)
    svg = re.search(r"<svg.*?</svg>", page.content.decode(), re.DOTALL)[0]
    assert "style=" not in svg
    address, _hash, secret = _read(page.context["qr"]).partition("#")
    assert address == "http://127.0.0.1:8000/fr/accounts/recover/"
    assert secret == f"{User.objects.get().sign_in_name}.{page.context['code']}"


def _read(svg):
    """What a phone's camera reads: the modules drawn as a picture of numbers."""
    import numpy  # noqa: PLC0415 -- comes with zxing-cpp

    size = int(re.search(r'width="(\d+)"', svg)[1]) // 5
    picture = numpy.full((size, size), 255, dtype=numpy.uint8)
    x = y = 0
    path = re.search(r'class="qrline"[^>]* d="([^"]+)"|d="(M[^"]+)"[^>]*qrline', svg)
    steps = re.findall(r"([Mmh])([-\d.]+)(?:[ ,]([-\d.]+))?", path[1] or path[2])
    for step, first, second in steps:
        if step == "M":
            x, y = float(first), float(second)
        elif step == "m":
            x, y = x + float(first), y + float(second)
        else:
            picture[int(y), int(x) : int(x + float(first))] = 0
            x += float(first)
    scaled = numpy.kron(picture, numpy.ones((4, 4), dtype=numpy.uint8))
    return zxingcpp.read_barcodes(scaled)[0].text


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({}, "Type your PIN"),
        ({"secret": "111111", "again": "111111"}, "guess"),
        ({"secret": PIN, "again": "739183"}, "not the same"),
    ],
)
def test_says_what_to_do_and_keeps_the_rest(client, db, body, says):
    page = client.post(
        "/en/accounts/keep/", {**body, "own_phone": "yes", "next": LESSON}
    )
    html = page.content.decode()
    assert page.status_code == 422
    assert says in html
    assert re.search(r'value="yes"[^>]* checked', html)
    assert f'value="{LESSON}"' in html
    assert not User.objects.exists()


def test_who_has_a_place_goes_on(client, alice):
    client.force_login(alice.user)
    assert client.get(KEEP, {"next": LESSON})["Location"] == LESSON
    assert keep(client)["Location"] == "/fr/accounts/kept/"
    assert User.objects.count() == 1


def test_elsewhere_is_not_followed(client, db):
    kept = keep(client, next="https://evil.example/")
    assert kept["Location"] == WRITTEN
    assert client.post(WRITTEN, {"next": "//evil.example"})["Location"] == (
        "/fr/accounts/kept/"
    )


def test_a_new_code_for_a_lost_paper(client, alice, sign_in):
    sign_in(alice.user.sign_in_name)
    wrong = client.post("/en/accounts/code/", {"secret": "824613"})
    assert wrong.status_code == 422
    shown = client.post("/en/accounts/code/", {"secret": PIN})
    code = client.get(shown["Location"]).context["code"]
    assert code != alice.recovery_code
    alice.user.refresh_from_db()
    assert codes.matches(alice.user.pk, code, alice.user.recovery_code_hash)

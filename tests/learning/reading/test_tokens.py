"""Django takes our tokens, and no two pages have the same."""

import pytest
from django.middleware.csrf import _does_token_match
from django.test import Client, RequestFactory

from learning.reading import tokens

SECRET = "abcXYZ0189" * 3 + "zZ"


@pytest.fixture
def request_with_cookie():
    request = RequestFactory().get("/")
    request.META["CSRF_COOKIE"] = SECRET
    return request


def test_django_takes_it(request_with_cookie):
    for _ in range(200):
        assert _does_token_match(tokens.form_token(request_with_cookie), SECRET)


def test_it_does_not_fit_another_cookie(request_with_cookie):
    token = tokens.form_token(request_with_cookie)
    assert not _does_token_match(token, SECRET.swapcase())


def test_every_page_has_another_one_and_every_letter_comes(request_with_cookie):
    made = [tokens.form_token(request_with_cookie) for _ in range(300)]
    assert len(set(made)) == 300
    assert {letter for each in made for letter in each[: tokens.LENGTH]} == set(
        tokens.LETTERS
    )


def test_too_few_places_are_drawn_again(monkeypatch):
    drawn = iter([b"\xff" * 64, bytes(range(64))])
    monkeypatch.setattr(tokens.secrets, "token_bytes", lambda count: next(drawn))
    assert tokens._random_places() == list(range(32))


def test_without_a_cookie_django_makes_both():
    request = RequestFactory().get("/")
    token = tokens.form_token(request)
    assert _does_token_match(token, request.META["CSRF_COOKIE"])
    assert request.META["CSRF_COOKIE_NEEDS_UPDATE"]


def test_the_token_of_a_page_lets_its_form_in(alice, lesson):
    """From a page to a post, with Django's own checks switched on."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice.user)
    url = "/en/modules/talks/first/"
    for _ in range(2):  # the second page is made from the cookie of the first
        page = client.get(url).content.decode()
        token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        sent = client.post(url, {"csrfmiddlewaretoken": token})
        assert sent.status_code == 302
    assert client.post(url, {"csrfmiddlewaretoken": token[::-1]}).status_code == 403

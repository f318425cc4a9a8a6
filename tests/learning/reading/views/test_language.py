"""`/` leads to the language of the account, else of the browser."""

import pytest

from tests.learning.factories import UserFactory


@pytest.mark.parametrize(
    ("accepted", "leads_to"),
    [
        ("fr", "/fr/"),
        ("es-GT,es;q=0.9", "/es/"),
        ("xx,fr;q=0.5", "/fr/"),
        ("xx", "/en/"),
        ("", "/en/"),
        ("fr;q=1e999\x00,,;;", "/en/"),
        ("x" * 10_000, "/en/"),
    ],
)
def test_the_browser_is_asked(client, db, accepted, leads_to):
    answer = client.get("/", headers={"accept-language": accepted})
    assert answer["Location"] == leads_to
    assert {"Accept-Language", "Cookie"} <= set(answer["Vary"].split(", "))


@pytest.mark.parametrize(
    ("hers", "leads_to"), [("es", "/es/"), ("", "/fr/"), ("xx", "/fr/")]
)
def test_the_account_comes_first(client, db, hers, leads_to):
    client.force_login(UserFactory(language=hers))
    answer = client.get("/", headers={"accept-language": "fr"})
    assert answer["Location"] == leads_to

"""The directory of help: by country, for everybody, and honest about its age."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from learning.catalogue import actions
from learning.catalogue.shelf import shelf
from learning.models import HelpService

PAGE = "/en/services/"


def service(country="BJ", days=10, **changed) -> dict:
    words = {"what": "They listen", "contact": "+229 00", "hours": ""}
    return {
        "key": uuid4(),
        "owner_id": None,
        "country": country,
        "name": f"Line of {country}",
        "source": "the office",
        "last_checked_date": timezone.localdate() - timedelta(days=days),
        "confidence": "medium",
        "language": "en",
        "languages": "fr, Fon",
        "words": {"en": words, "fr": words | {"what": "Elles écoutent", "contact": ""}},
    } | changed


@pytest.fixture
def offer(db):
    def record(*services):
        changed = actions.record_help_services(services=list(services))
        actions.raise_generation()
        shelf.forget()
        return changed

    return record


def test_without_entries_it_says_whom_to_ask(client, db):
    page = client.get(PAGE).content.decode()
    assert "There is no entry yet" in page
    assert "<title>Services · Palabre</title>" in page


def test_entries_stand_under_their_country_by_its_name(client, offer):
    offer(service("SN"), service("BJ"))
    page = client.get("/fr/services/").content.decode()
    assert page.index('id="BJ"') < page.index("Line of BJ") < page.index('id="SN"')
    assert "Elles écoutent" in page
    assert "français, Fon" in page
    assert "+229 00" in page  # not translated, so as it was written


def test_one_country_alone(client, offer):
    offer(service("SN"), service("BJ"))
    page = client.get(f"{PAGE}?country=SN").content.decode()
    assert "Line of SN" in page
    assert "Line of BJ" not in page
    assert "Line of BJ" in client.get(f"{PAGE}?country=%00<script>").content.decode()


@pytest.mark.parametrize(("days", "is_old"), [(10, False), (183, False), (184, True)])
def test_what_was_checked_long_ago_says_so(client, offer, days, is_old):
    offer(service(days=days))
    page = client.get(PAGE).content.decode()
    assert "Last checked on" in page
    assert ("may be out of date" in page) is is_old


def test_what_nobody_has_confirmed_says_so(client, offer):
    offer(service(confidence="to_check"))
    assert "To be checked" in client.get(PAGE).content.decode()
    offer(service(last_checked_date=None))
    page = client.get(PAGE).content.decode()
    assert "Never checked." in page
    assert "To be checked" in page


def test_any_cache_may_keep_it(client, offer, django_assert_num_queries):
    offer(service())
    first = client.get(PAGE)
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert first.cookies == {}
    with django_assert_num_queries(0):
        again = client.get(PAGE, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


def test_with_an_account_it_is_hers(signed_in, offer):
    offer(service())
    answer = signed_in.get(PAGE)
    assert "public" not in answer.get("Cache-Control", "")
    assert "ETag" not in answer


def test_recording_the_same_again_changes_nothing(offer):
    one = service(last_checked_date=date(2026, 11, 1))
    assert offer(one)
    assert not offer(one)
    assert offer()
    assert HelpService.objects.count() == 0

"""Away at once: the session ends, and a calendar tells nothing."""

from datetime import date

import pytest
from django.contrib.auth import SESSION_KEY
from django.utils import translation

from learning.reading.views.leaving import month_of

CALENDAR = "/en/calendar/"


def is_in(client) -> bool:
    return SESSION_KEY in client.session


@pytest.mark.parametrize("site", [None, "same-origin", "none"])
def test_a_tap_on_our_page_ends_the_session(signed_in, site):
    headers = {"Sec-Fetch-Site": site} if site else {}
    answer = signed_in.get(CALENDAR, headers=headers)
    assert answer.status_code == 200
    assert not is_in(signed_in)
    assert '"cache"' in answer["Clear-Site-Data"]


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_signs_nobody_out(signed_in, site):
    answer = signed_in.get(CALENDAR, headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 200
    assert is_in(signed_in)
    assert "Clear-Site-Data" not in answer


def test_a_guess_of_the_browser_ends_nothing(signed_in):
    answer = signed_in.get(CALENDAR, headers={"Sec-Purpose": "prefetch;prerender"})
    assert answer.status_code == 503
    assert is_in(signed_in)
    signed_in.head(CALENDAR)
    assert is_in(signed_in)


def test_on_a_shared_phone_everything_is_emptied(signed_in):
    session = signed_in.session
    session["shared_phone"] = True
    session.save()
    answer = signed_in.get(CALENDAR)
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'


def test_it_says_nothing_of_us(client, db):
    answer = client.get("/fr/calendar/")
    page = answer.content.decode().lower()
    assert not {"palabre", "union", "syndicat", "icon.svg", "<a "} & {
        word
        for word in ("palabre", "union", "syndicat", "icon.svg", "<a ")
        if word in page
    }
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer.cookies == {}
    assert len(answer.content) < 3000


@pytest.mark.parametrize(
    ("language", "month", "first_day"),
    [
        ("en", "November 2026", "Mo"),
        ("fr", "novembre 2026", "lu"),
        ("ar", "نوفمبر 2026", "إثنين"),
    ],
)
def test_the_month_is_written_as_cldr_does(language, month, first_day):
    with translation.override(language):
        shown = month_of(date(2026, 11, 25))
    assert shown["month"] == month
    assert shown["day_names"][0] == first_day
    days = [day for week in shown["weeks"] for day in week]
    assert [day for day, _ in days if day] == list(range(1, 31))
    assert [day for day, is_today in days if is_today] == [25]
    assert {len(week) for week in shown["weeks"]} == {7}


def test_what_it_cannot_do_is_said(client, db):
    page = client.get("/en/help/leaving/").content.decode()
    assert "does not clear the history" in page
    assert "<title>Help · Palabre</title>" in page

"""Somebody comes in while she reads about harassment: she leaves, and little is left.

On a small phone, with scripts and without.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import keep_my_place, tap

pytestmark = pytest.mark.journey

PHONE = {"width": 360, "height": 640}
MODULE = "/en/modules/q7/"
LESSON = f"{MODULE}p1/"
OURS = re.compile("palabre|union|harass|survivor", re.IGNORECASE)
# What stands out of its own box: a name that is cut, or runs over its neighbour.
CUT_OFF = """() => [...document.querySelectorAll('header *, main *')]
  .filter((each) => each.clientWidth > 1 && each.scrollWidth > each.clientWidth)
  .map((each) => each.textContent.trim())"""


@pytest.fixture(scope="module")
def sensitive(site):
    site.manage("load_modules", "tests/cms/sensitive_module")


def is_at_calendar(page) -> None:
    page.wait_for_url(re.compile(r"/en/calendar/$"))
    expect(page.locator("table td[aria-current=date]")).to_have_count(1)
    assert not OURS.search(page.title())
    assert not OURS.search(page.locator("body").inner_text())
    expect(page.locator("a")).to_have_count(0)


def is_signed_in(page) -> bool:
    return "sessionid" in [each["name"] for each in page.context.cookies()]


def test_with_scripts_the_page_is_gone_before_the_network_answers(
    site, sensitive, open_page, axe, shot
):
    page = open_page(PHONE, locale="en")
    page.goto(site.url("/en/help/"))
    page.goto(site.url(LESSON))
    # The note is there, the lesson behind it; the way out is big and stays in sight.
    assert page.get_by_text("made-up cases").is_visible()
    assert not page.get_by_text("Whose fault").is_visible()
    axe(page)
    shot(page, "note-first")
    # What answers need was not fetched before she goes on; then they come in place.
    with page.expect_response(re.compile(r"/lesson\.[0-9a-f]{12}\.js$")):
        tap(page.get_by_text("Go on", exact=True))
    asked = page.locator("[data-ask]").first
    tap(asked.locator(".choice").first)
    tap(asked.locator("button[name=check]"))
    asked.locator(".feedback").wait_for()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    way_out = page.locator("[data-exit]")
    box = way_out.bounding_box()
    assert box["height"] >= 48
    assert 0 <= box["y"] < 60
    shot(page, "note-open")
    axe(page)

    # No answer comes: what she read is out of sight all the same.
    page.route("**/calendar/", lambda route: route.fulfill(status=204))
    way_out.click()
    page.locator("html[hidden]").wait_for(state="attached")
    assert not page.locator("h1").first.is_visible()
    # The line is back.
    page.unroute("**/calendar/")
    for _ in range(3):
        page.keyboard.press("Shift")
    is_at_calendar(page)
    axe(page)
    shot(page, "calendar")
    assert page.evaluate("sessionStorage.length") == 0

    # Back goes past the lesson.
    page.go_back()
    assert page.url == site.url("/en/help/")


@pytest.mark.parametrize("key", ["Shift", "Escape"])
def test_three_times_a_key_ends_her_session(site, sensitive, open_page, key):
    page = open_page({"width": 1280, "height": 800}, locale="en")
    page.goto(site.url(MODULE))
    keep_my_place(page)
    page.goto(site.url(LESSON))
    assert is_signed_in(page)
    page.keyboard.press(key)
    page.keyboard.press("a")
    page.keyboard.press(key)
    page.keyboard.press(key)
    assert page.url == site.url(LESSON)
    page.keyboard.press(key)
    is_at_calendar(page)
    assert not is_signed_in(page)


def test_without_scripts_a_plain_link_does_it(site, sensitive, open_page, axe, shot):
    page = open_page(PHONE, locale="en", java_script_enabled=False)
    page.goto(site.url(MODULE))
    keep_my_place(page)
    page.goto(site.url(MODULE))
    tap(page.get_by_role("button", name="I want to follow this course"))
    # Her place does not tell of the course until she says so.
    page.goto(site.url("/en/my/"))
    expect(page.locator("a[href*='q7']")).to_have_count(0)
    page.goto(site.url(LESSON))
    assert not page.get_by_text("Whose fault").is_visible()
    tap(page.get_by_text("Go on", exact=True))
    asked = page.locator("[data-ask]").first
    tap(asked.locator(".choice").first)
    tap(asked.locator("button[name=check]"))
    # The answer leads back past the note.
    page.locator("[data-ask] .feedback").first.wait_for()
    assert page.locator("[data-ask] .feedback").first.is_visible()
    axe(page)
    shot(page, "note-open-no-script")
    assert page.locator("[data-exit]").bounding_box()["height"] >= 48
    tap(page.locator("[data-exit]"))
    is_at_calendar(page)
    assert not is_signed_in(page)
    page.goto(site.url("/en/my/"))
    assert "/accounts/login/" in page.url


def test_she_may_skip_and_finds_who_helps(site, sensitive, open_page, axe, shot):
    page = open_page(PHONE, locale="fr")
    page.goto(site.url(LESSON))
    tap(page.get_by_text("Skip this lesson"))
    assert page.url == site.url(f"{MODULE}p2/")
    tap(page.locator(".exit a").nth(1))
    axe(page)
    shot(page, "leaving")
    page.goto(site.url("/en/services/"))
    assert "Benin" in page.locator("main").inner_text()
    axe(page)
    shot(page, "help-services")
    page.emulate_media(media="print")
    assert not page.locator(".exit").is_visible()
    shot(page, "help-services-print")
    page.emulate_media(media="screen")
    page.goto(site.url("/id/services/"))
    assert page.evaluate(CUT_OFF) == []

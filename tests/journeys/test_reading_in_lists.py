"""Three lists as unions write them: read in as trainings of before, and doubles settled."""

import pytest

from tests.journeys.steps import sign_in, tap
from tests.learning.classroom.rosters.ugly import french, indonesian, spanish

pytestmark = pytest.mark.journey

DEMO_PASSWORD = "palabre-demo"
DECLARED = {
    "title": "Négociation, deuxième session",
    "first_day": "2025-03-03",
    "last_day": "2025-03-05",
    "hours": "18",
    "place": "Bouaké",
    "method": "Signed sheets of each day, kept in our office",
}


def choose(page, site, name: str, content: bytes, title: str) -> None:
    """A training of before, with its list; then wait until it has been read."""
    page.goto(site.url("/en/trainings/earlier/"))
    for field, value in (DECLARED | {"title": title}).items():
        page.locator(f"main [name={field}]").fill(value)
    page.locator("main input[name=modules]").first.check()
    page.locator("main input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    tap(page.locator("main form .button"))
    page.locator(".figures").wait_for(timeout=120_000)


def read_in(page) -> None:
    page.locator("input[name=kind][value=sheet]").check()
    page.locator("input[name=agreed_on]").fill("2025-03-05")
    tap(page.locator("#read-in ~ form .button").first)
    page.get_by_text("of the list are in the training now").wait_for(timeout=120_000)


def look_until(desk, site, is_there) -> int:
    """Open the page again until the worker has looked; returns how many pairs there are."""
    for _each in range(60):
        desk.goto(site.url("/en/union/doubles/"))
        if is_there():
            break
        desk.wait_for_timeout(1000)
    return desk.locator("article.pair").count()


@pytest.mark.long
def test_a_coordinator_reads_in_lists_and_settles_doubles(site, open_page, axe, shot):
    """On a phone, without JavaScript."""
    page = open_page(locale="en", java_script_enabled=False)
    sign_in(page, site, "coordinator", DEMO_PASSWORD)
    page.goto(site.url("/en/trainings/earlier/"))
    axe(page)
    shot(page, "roster-earlier")

    choose(page, site, "présence.xlsx", french(), "First list")
    axe(page)
    shot(page, "roster-understood")
    assert "KOUADIO" not in page.locator("main").inner_text()
    tap(page.locator(".notice .button"))
    axe(page)
    shot(page, "roster-rows")
    page.locator('input[name="row-10"][value=leave]').check()
    tap(page.locator("main form .button").last)
    tap(page.get_by_role("link", name="Back to what we understood"))
    read_in(page)
    shot(page, "roster-done")

    for name, content in (("lista.csv", spanish()), ("daftar.ods", indonesian())):
        choose(page, site, name, content, name)
        read_in(page)

    # The same people came a second time; half of them she takes for others.
    choose(page, site, "présence.xlsx", french(), "Again")
    tap(page.locator(".notice .button"))
    for row in page.locator("main fieldset").all():
        take = row.locator("input[value=take]")
        if take.count():
            take.check()
    tap(page.locator("main form .button").last)
    tap(page.get_by_role("link", name="Back to what we understood"))
    read_in(page)

    desk = open_page({"width": 1280, "height": 800}, locale="en")
    sign_in(desk, site, "coordinator", DEMO_PASSWORD)
    pairs = desk.locator("article.pair")
    before = look_until(desk, site, lambda: pairs.count() > 0)
    axe(desk)
    shot(desk, "doubles")
    tap(pairs.first.locator("button[value=same]"))
    assert pairs.count() < before
    tap(desk.get_by_role("link", name="What was joined"))
    axe(desk)
    shot(desk, "doubles-joined")
    tap(desk.locator("article.pair button").first)
    assert look_until(desk, site, lambda: pairs.count() >= before) == before


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_pages_in_another_direction_and_in_the_dark(
    site, open_page, axe, shot, language
):
    page = open_page(locale=language, color_scheme="dark")
    sign_in(page, site, "coordinator", DEMO_PASSWORD, language)
    page.goto(site.url(f"/{language}/trainings/earlier/"))
    axe(page)
    shot(page, f"roster-earlier-{language}")
    page.goto(site.url(f"/{language}/union/doubles/"))
    axe(page)
    shot(page, f"doubles-{language}")

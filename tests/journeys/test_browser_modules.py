"""The browser's own rules are those of Python: held to the same vectors, and tried."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.site import ROOT

pytestmark = pytest.mark.journey

SCRIPTS = ROOT / "cms" / "static" / "cms" / "js"
# What a module of a kind says about a path or an answer, row by row.
HOLDS = {
    "scenario": """rows => import("/scenario.js").then(({ walk, grade }) => rows.map(
        ({ activity, raw, parts }) => {
            const here = Array.isArray(raw) ? walk(activity, raw) : null;
            return here && { ...here, parts: parts ? grade(activity, raw) : undefined };
        }))""",
    "sorting": """rows => import("/sorting.js").then(({ grade }) => rows.map(
        ({ activity, raw, parts }) => parts ? { parts: grade(activity, raw) } : null))""",
}


@pytest.mark.parametrize("kind", HOLDS)
def test_a_module_keeps_to_the_vectors(browser, kind):
    rows = json.loads((ROOT / "tests" / "vectors" / f"{kind}.json").read_text())
    context = browser.new_context()
    page = context.new_page()
    serve_scripts(page)
    page.goto("http://vectors.test/")

    said = page.evaluate(HOLDS[kind], rows)
    context.close()

    for row, its in zip(rows, said, strict=True):
        if "scene" in row:
            assert (its["scene"], its["values"]) == (row["scene"], row["values"])
            assert its["ended"] == ("error" not in row)
        elif "parts" not in row:
            assert its is None
        if "parts" in row:
            assert its["parts"] == row["parts"]


def serve_scripts(page: Page) -> None:
    """A module can be imported from an address only; nothing leaves the browser."""

    def answer(route):
        file = SCRIPTS / route.request.url.rpartition("/")[2]
        if file.suffix == ".js":
            route.fulfill(body=file.read_text(), content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html>", content_type="text/html")

    page.route("http://vectors.test/**", answer)


# --- on the page of all components ---------------------------------------------------


@pytest.fixture
def sorting(phone):
    phone.goto("/en/gallery/")
    question = phone.locator("#a-nine")
    expect(question.locator(".bin")).to_have_count(3)
    return question


def laid(question) -> list[str]:
    return question.locator("select").evaluate_all("all => all.map(each => each.value)")


def test_cards_are_tapped_into_bins_and_out_again(sorting):
    assert laid(sorting) == ["", "", "x"]
    expect(sorting.locator("select").first).to_be_hidden()
    expect(sorting.locator("[data-bin='']")).to_contain_text("Still to sort: 2")
    sorting.get_by_role("button", name="Lay it here: Reason").tap()
    assert laid(sorting) == ["y", "", "x"]
    expect(sorting.locator("[role=status]").first).to_have_text(
        "A bus home after the night shift: Reason"
    )
    # She changes her mind: the card, then the other bin.
    sorting.get_by_role("button", name="A bus home").tap()
    sorting.get_by_role("button", name="Lay it here: Demand").tap()
    assert laid(sorting) == ["x", "", "x"]
    sorting.get_by_role("button", name="Six per cent").tap()
    sorting.get_by_text("Still to sort").tap()
    assert laid(sorting) == ["x", "", ""]


def test_cards_are_sorted_by_keyboard(sorting, phone, axe):
    sorting.get_by_role("button", name="Lay it here: Demand").focus()
    phone.keyboard.press("Enter")
    assert laid(sorting) == ["x", "", "x"]
    expect(sorting.get_by_role("button", name="Rice costs more")).to_be_focused()
    sorting.get_by_role("button", name="Lay it here: Reason").focus()
    phone.keyboard.press(" ")
    assert laid(sorting) == ["x", "y", "x"]
    expect(sorting.get_by_role("button", name="Check")).to_be_focused()
    axe(phone)


def test_a_card_is_dragged_into_a_bin(desk):
    desk.goto("/en/gallery/")
    question = desk.locator("#a-nine")
    card = question.get_by_role("button", name="A bus home")
    target = question.locator("[data-bin=y]")
    card.scroll_into_view_if_needed()
    start, end = card.bounding_box(), target.bounding_box()
    desk.mouse.move(start["x"] + 20, start["y"] + 20)
    desk.mouse.down()
    desk.mouse.move(start["x"] + 40, start["y"] + 60, steps=3)
    desk.mouse.move(end["x"] + 30, end["y"] + end["height"] / 2, steps=3)
    desk.mouse.up()
    assert laid(question) == ["y", "", "x"]
    # Dropped elsewhere, it lies where it lay.
    card = question.get_by_role("button", name="Rice costs more")
    box = card.bounding_box()
    desk.mouse.move(box["x"] + 20, box["y"] + 20)
    desk.mouse.down()
    desk.mouse.move(5, box["y"] + 30, steps=3)
    desk.mouse.up()
    assert laid(question) == ["y", "", "x"]


def test_a_scenario_goes_on_without_asking_the_server(phone, shot):
    phone.goto("/en/gallery/")
    asked = []
    phone.on("request", lambda request: asked.append(request.url))
    question = phone.locator("#a-ten")

    question.get_by_role("button", name="Only the four of us").tap()

    expect(question).to_contain_text("How shall I send it?")
    expect(question.locator(".said")).to_have_text(
        "You: Only the four of us at the table."
    )
    expect(question.locator("[data-gauge=trust]")).to_have_text(
        "Trust: 7 of 10 ●●●●●●●○○○"
    )
    expect(question.locator(".scene button")).to_have_count(3)
    expect(question.locator(".scene")).to_be_focused()
    shot(phone, "gallery-practice")
    question.get_by_role("button", name="Begin again").tap()
    expect(question).to_contain_text("I have five minutes")
    expect(question.locator(".said")).to_be_hidden()
    expect(question.locator(".scene button")).to_have_count(2)
    assert [url for url in asked if "/gallery/" in url] == []
    question.get_by_role("button", name="I thank him").tap()
    question.get_by_role("button", name="Only the four of us").tap()

    # An ending is for the server, with the whole path.
    with phone.expect_request(re.compile(r"ten=")) as sent:
        question.get_by_role("button", name="Let us meet.").tap()
    assert re.findall(r"ten=(\w+)", sent.value.url.replace("check=ten", "")) == [
        *("ask", "us", "meet")
    ]

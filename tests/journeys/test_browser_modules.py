"""The browser's own rules are those of Python: held to the same vectors, and tried."""

import re

import pytest
from playwright.sync_api import expect

from tests.learning.activities.vectors import vectors

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def reckoned(site, browser):
    """`reckoned("numbers.js", "each => module.numberIn(each.typed)", rows)`."""
    context = browser.new_context(base_url=site.base_url)
    page = context.new_page()
    # Any page of ours: its policy lets modules of the house in, and nothing else.
    page.goto("/en/gallery/")

    def reckon(file: str, function: str, rows: list[dict]) -> list:
        call = f"""async (rows) => {{
          const module = await import("/static/cms/js/{file}");
          return rows.map({function});
        }}"""
        return page.evaluate(call, rows)

    yield reckon
    context.close()


def test_formulas(reckoned):
    rows = vectors("formula")
    found = reckoned(
        "formula.js",
        """({ formula, values }) => {
          try { return module.decimalString(module.evaluate(formula, values)); }
          catch (error) { return { error: error.message }; }
        }""",
        rows,
    )
    expected = [
        {"error": row["error"]} if "error" in row else row["result"] for row in rows
    ]
    for row, ours, theirs in zip(rows, expected, found, strict=True):
        assert theirs == ours, row["formula"]


def test_numbers_as_people_type_them(reckoned):
    rows = vectors("numbers")
    found = reckoned("numbers.js", "(row) => module.numberIn(row.typed)", rows)
    for row, theirs in zip(rows, found, strict=True):
        assert theirs == row["number"], row["typed"]


def test_costings(reckoned):
    rows = [row for row in vectors("costing") if "result" in row]
    found = reckoned(
        "formula.js",
        """({ activity, canonical }) => {
          const start = activity.inputs.map(({ id, value }) => [id, value]);
          const values = { ...Object.fromEntries(start), ...canonical };
          return module.decimalString(module.evaluate(activity.formula, values));
        }""",
        rows,
    )
    assert found == [row["result"] for row in rows]


def test_sortings(reckoned):
    rows = [row for row in vectors("sorting") if "parts" in row]
    found = reckoned(
        "sorting.js", "({ activity, raw }) => module.grade(activity, raw)", rows
    )
    assert found == [row["parts"] for row in rows]


def test_scenarios(reckoned):
    rows = vectors("scenario")
    found = reckoned(
        "scenario.js",
        """({ activity, raw, parts }) => {
          const here = Array.isArray(raw) ? module.walk(activity, raw) : null;
          return here && { ...here, parts: parts && module.grade(activity, raw) };
        }""",
        rows,
    )
    for row, theirs in zip(rows, found, strict=True):
        if "scene" in row:
            assert (theirs["scene"], theirs["values"]) == (row["scene"], row["values"])
            assert theirs["ended"] == ("error" not in row)
        elif "parts" not in row:
            assert theirs is None
        if "parts" in row:
            assert theirs["parts"] == row["parts"]


# --- on the page of all components ---------------------------------------------------


def test_lines_are_put_in_order_by_buttons_and_what_was_chosen_stays(phone):
    phone.goto("/en/gallery/")
    question = phone.locator("#a-four")
    # By its number, before the buttons have come.
    question.locator("[name='four.a']").select_option("1")
    question.scroll_into_view_if_needed()
    expect(question.locator(".move")).to_have_count(6)
    expect(question.locator("select").first).to_be_hidden()
    placed = (
        """all => Object.fromEntries(all.map(each => [each.name.at(-1), each.value]))"""
    )
    assert question.locator("select").evaluate_all(placed) == {
        "a": "1",
        "b": "2",
        "c": "3",
    }
    question.get_by_role("button", name="Move up: Vote on the mandate").tap()
    assert question.locator("select").evaluate_all(placed) == {
        "a": "1",
        "c": "2",
        "b": "3",
    }
    expect(question.get_by_role("button", name="Move up: Vote")).to_be_focused()
    expect(question.locator("p[role=status]")).to_have_text("Vote on the mandate: 2/3")


@pytest.fixture
def sorting(phone):
    phone.goto("/en/gallery/")
    question = phone.locator("#a-nine")
    question.scroll_into_view_if_needed()
    expect(question.locator(".bin")).to_have_count(3)
    return question


def laid(question) -> list[str]:
    return question.locator("select").evaluate_all("all => all.map(each => each.value)")


def test_cards_are_tapped_into_bins_and_out_again(sorting):
    assert laid(sorting) == ["", "", "x"]
    expect(sorting.locator("select").first).to_be_hidden()
    expect(sorting.locator("[data-bin='']")).to_contain_text("Still to sort 2")
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
    question.scroll_into_view_if_needed()
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
    question = phone.locator("#a-ten")
    question.scroll_into_view_if_needed()
    # Its module comes on sight.
    question.evaluate(
        """async (it) => {
          for (let frame = 0; frame < 600 && !it.onsubmit; frame++)
            await new Promise(requestAnimationFrame);
        }"""
    )
    asked = []
    phone.on("request", lambda request: asked.append(request.url))

    question.get_by_role("button", name="Only the four of us").tap()

    expect(question).to_contain_text("How shall I send it?")
    expect(question.locator(".said")).to_have_text(
        "You: Only the four of us at the table."
    )
    expect(question.locator("[data-gauge=trust]")).to_have_text(
        "Trust 7 of 10 ●●●●●●●○○○"
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

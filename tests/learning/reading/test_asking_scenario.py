"""One scene at a time; the path in the form; nothing of what comes after given away."""

import json
import re

from learning.activities.kinds import Activity
from learning.reading.asking import (
    Asking,
    SlotAsking,
    is_under_way,
    question_markup,
    state_slots,
)
from learning.reading.slots import SlottedPage
from tests.learning.factories import activity, words_of

SPEC = activity("scenario", id="call")
SCENARIO = Activity.from_json(SPEC)
WORDS = words_of(SPEC)


def shown(*path, method="get"):
    return question_markup(
        SCENARIO, WORDS, Asking(given={"call": list(path)}, method=method)
    )


def test_the_first_scene_gives_nothing_away():
    html = shown()
    assert "Scene hello (en)" in html
    assert re.findall(r'name="call" value="(\w+)">', html) == ["ask", "threat"]
    assert "Scene middle" not in html
    assert "Why ask" not in html
    assert "Begin again" not in html


def test_a_step_shows_the_next_scene_and_carries_the_path():
    html = shown("ask")
    assert "Scene middle (en)" in html
    assert "Say ask (en)" in html
    assert '<input type="hidden" name="call" value="ask">' in html
    assert "5 of 10" in html
    assert "●●●●●○○○○○" in html
    assert "Begin again" in html


def test_a_path_that_does_not_exist_stands_at_the_beginning():
    assert shown("wait") == shown() == shown("nonsense", "\x00")
    assert shown("ask", "wait", "ask") == shown()


def test_at_an_ending_there_is_only_the_way_back():
    html = shown("ask", "wait")
    assert "<button" in html
    assert re.findall(r"<button[^>]*>([^<]*)<", html) == ["Begin again"]


def test_the_pages_for_the_browser_are_data_and_cannot_break_out():
    evil = WORDS | {"scenes": {each: {"text": "</script>"} for each in WORDS["scenes"]}}
    html = state_slots(SCENARIO, evil, {"call": ["ask"]})["scene call"]
    [book] = re.findall(
        r'<script type="application/json">(.*?)</script>', html, re.DOTALL
    )
    pages = json.loads(book)
    assert [each["id"] for each in pages["scenes"]] == ["hello", "middle"]
    assert pages["scenes"][0]["text"] == "</script>"
    assert "why" not in book.lower()
    assert pages["of_ten"] == "# of 10"


def test_a_compiled_scenario_begins_at_its_first_scene_and_can_be_anywhere():
    page = SlottedPage(question_markup(SCENARIO, WORDS, SlotAsking("call")))
    frame = {"method": "get"}
    assert page.fill(frame) == shown()
    assert page.partly_filled(frame).fill({}) == shown()
    slots = state_slots(SCENARIO, WORDS, {"call": ["ask"]})
    assert page.fill(frame | slots) == shown("ask")


def test_only_a_scenario_can_be_under_way():
    single = Activity.from_json(activity("single"))
    assert is_under_way(SCENARIO, "missing")
    assert is_under_way(SCENARIO, "empty")
    assert not is_under_way(SCENARIO, "unknown")
    assert not is_under_way(single, "empty")
    assert state_slots(single, {}, {}) == {}

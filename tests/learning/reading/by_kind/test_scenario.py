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
from learning.reading.by_kind.scenario import debrief
from learning.reading.feedback import feedback_markup, feedback_on
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


def feedback(*path):
    return feedback_on(SCENARIO, WORDS, list(path))


def test_the_debrief_tells_her_way_with_reasons_and_how_things_stand():
    told = debrief(SCENARIO, WORDS, ["ask", "wait"])
    assert told.ending == "Scene end (en)"
    assert [(step.said, step.why, step.moved) for step in told.steps] == [
        ("Say ask (en)", "Why ask (en)", (("trust (en)", "+1"),)),
        ("Say wait (en)", "Why wait (en)", (("trust (en)", "+1"),)),
    ]
    [gauge] = told.gauges
    assert (gauge.value, gauge.sentence) == (6, "trust went well")
    assert feedback("ask", "wait").lines == ("General (en)",)


def test_a_way_is_called_neither_right_nor_wrong():
    for path in (["ask", "wait"], ["threat"]):
        assert feedback(*path).outcome == "done"


def test_a_poor_end_has_its_own_sentence_and_a_real_minus():
    told = debrief(SCENARIO, WORDS, ["threat"])
    assert told.gauges[0].sentence == "trust went badly"
    assert told.steps[0].moved == (("trust (en)", "−2"),)


def test_the_debrief_as_it_is_read():
    html = feedback_markup(feedback("ask", "go"))
    assert "Let us look back." in html
    for said in ("Scene end (en)", "Say go (en)", "Why ask (en)", "5 of 10", "General"):
        assert said in html
    assert '<bdi dir="ltr">+1</bdi>' in html
    assert 'role="status"' in html


def test_not_knowing_needs_no_debrief():
    told = feedback_on(SCENARIO, WORDS, "dont_know")
    assert told.outcome == "unknown"
    assert "You will find out" in feedback_markup(told)

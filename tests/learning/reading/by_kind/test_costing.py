"""Costing on the page: numbers to start with, and the result in the reader's figures."""

import pytest
from django.utils import translation

from learning.activities.kinds import Activity
from learning.reading.asking import Asking, SlotAsking, question_markup
from learning.reading.feedback import feedback_markup, feedback_on
from learning.reading.slots import SlottedPage
from tests.learning.factories import activity, words_of

ANSWER = {"wage": "60000", "rise": "6"}  # 180 workers: 648,000 against 700,000


def told(answer, language="en", **changed):
    spec = activity("costing", **changed)
    with translation.override(language):
        return feedback_on(Activity.from_json(spec), words_of(spec, language), answer)


@pytest.mark.parametrize(
    ("answer", "goal", "outcome", "said"),
    [
        (ANSWER, {}, "right", "The goal: at most 700,000 F"),
        (ANSWER | {"rise": "7"}, {}, "wrong", "The goal: at most 700,000 F"),
        (ANSWER, {"goal_min": "648000.01"}, "wrong", "from 648,000.01 F to 700,000 F"),
        (ANSWER, {"goal_min": "1", "goal_max": None}, "right", "at least 1 F"),
        (ANSWER, {"goal_max": None}, "done", "General (en)"),
    ],
)
def test_the_result_and_the_goal(answer, goal, outcome, said):
    feedback = told(answer, **goal)
    assert feedback.outcome == outcome
    assert any(said in line for line in feedback.lines)
    assert "right" not in feedback.heading.lower()


def test_the_result_is_written_in_the_readers_language():
    assert told(ANSWER).lines[0] == "Cost (en): 648,000 F"
    assert "648\u202f000 F" in told(ANSWER, "fr").lines[0]


def test_nothing_of_her_numbers_is_kept_in_memory():
    from learning.reading import feedback as module  # noqa: PLC0415 -- its cache

    module._markup.cache_clear()
    feedback_markup(told(ANSWER))
    assert module._markup.cache_info().currsize == 0


@pytest.mark.parametrize("is_compiled", [True, False])
def test_the_numbers_to_start_with_are_there_before_anything_is_sent(is_compiled):
    spec = activity("costing")
    asking = SlotAsking(spec["id"]) if is_compiled else Asking()
    html = question_markup(Activity.from_json(spec), words_of(spec), asking)
    html = SlottedPage(html).fill({})
    assert f'name="{spec["id"]}.wage" value="60000"' in html
    assert 'data-input="workers">180<' in html
    assert f'name="{spec["id"]}.workers"' not in html

"""A line for each card, and afterwards where each belongs and why."""

import pytest
from django.http import QueryDict

from learning.activities.errors import AnswerError
from learning.activities.kinds import Activity
from learning.activities.quiz import grade
from learning.reading.asking import Asking, question_markup, raw_answer
from learning.reading.by_kind.sorting import told_cards
from learning.reading.feedback import feedback_markup, feedback_on
from tests.learning.factories import activity, words_of

SPEC = activity("sorting", id="cases")
SORTING = Activity.from_json(SPEC)


def test_each_card_has_a_line_with_all_bins_and_no_answer_is_given_away():
    html = question_markup(SORTING, words_of(SPEC), Asking())
    assert html.count("<select") == 3
    assert html.count('value="b1"') == html.count('value="b2"') == 3
    assert "Why" not in html
    places = [html.index(f"cases.{card}") for card in ("c1", "c2", "c3")]
    assert places != sorted(places)


@pytest.mark.parametrize(
    ("sent", "code"), [("", "empty"), ("cases.c1=b1", "missing"), ("other=1", "empty")]
)
def test_a_card_left_over_is_no_answer_yet(sent, code):
    with pytest.raises(AnswerError, match=code):
        raw_answer(SORTING, QueryDict(sent))


def test_every_card_is_told_where_it_belongs_and_why():
    answer = {"c1": "b1", "c2": "b1", "c3": "b2"}
    feedback = feedback_on(SORTING, words_of(SPEC), answer)
    html = feedback_markup(feedback)

    assert feedback.outcome == "partly"
    parts = grade(SORTING, answer).parts
    cards = told_cards(SORTING, words_of(SPEC), parts)
    assert [(card.right, card.belongs_to) for card in cards] == [
        (True, "b1 (en)"),
        (False, "b2 (en)"),
        (True, "b2 (en)"),
    ]
    assert html.count("✓ Right:") == 2
    assert html.count("→ Belongs to: b2 (en)") == 1
    assert "Why c2 (en)" in html
    assert "General (en)" in html
    assert html.count("<strong>Partly right.</strong>") == 1

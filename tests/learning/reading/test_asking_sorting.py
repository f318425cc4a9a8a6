import pytest
from django.http import QueryDict

from learning.activities.errors import AnswerError
from learning.activities.kinds import Activity
from learning.reading.asking import Asking, question_markup, raw_answer
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

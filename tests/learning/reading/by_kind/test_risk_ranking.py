"""Risk ranking: the list with its reasons, and a form that fits into an address."""

from urllib.parse import urlencode
from uuid import uuid4

from learning.activities.kinds import Activity
from learning.reading.asking import Asking, field_names, form_values, question_markup
from learning.reading.feedback import feedback_markup, feedback_on
from learning.reading.views.lesson import LONGEST_QUERY
from tests.learning.factories import activity, words_of


def told(answer):
    spec = activity("risk_ranking")
    return feedback_on(Activity.from_json(spec), words_of(spec), answer)


def test_the_gravest_comes_first_with_its_reason():
    feedback = told({"sector": "mining", "pay": [2, 3, 1, 3], "forced": [3, 1, 3, 1]})
    assert feedback.outcome == "done"
    html = feedback_markup(feedback)
    assert "Your list, the gravest first" in html
    assert "mining (en)" in html
    assert html.index("forced (en)") < html.index("pay (en)")
    assert (
        "Because it costs life, health or freedom and it cannot be made good. "
        "How likely: it may happen." in html
    )
    assert "Because it hits most or all. How likely: it happens now." in html
    assert "UN Guiding Principle 24" in html
    assert "right" not in html.replace("brightness", "").lower().split("un guiding")[0]


def test_equals_share_a_place():
    html = told({"sector": "mining", "pay": [1] * 4, "forced": [1] * 4}).shown
    assert html.count('<li value="1">') == 2


def test_a_risk_that_was_weighed_is_open():
    spec = activity("risk_ranking")
    question = Activity.from_json(spec)
    given = form_values(question, {"sector": "mining", "child": [1, 2, 3, 1]})
    html = question_markup(question, words_of(spec), Asking(given=given))
    assert html.count("<details open>") == 1
    assert html.count("<details>") == 2
    assert html.count(" selected") == 5


def test_twelve_risks_fit_into_one_address():
    risks = [str(uuid4()) for _ in range(12)]
    question = Activity.from_json(activity("risk_ranking", risks=risks))
    sent = dict.fromkeys(field_names(question), "3") | {"check": question.id}
    assert len(urlencode(sent)) < LONGEST_QUERY / 2

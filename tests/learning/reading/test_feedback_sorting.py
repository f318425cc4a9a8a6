from learning.activities.kinds import Activity
from learning.reading.feedback import feedback_markup, feedback_on
from tests.learning.factories import activity, words_of

SPEC = activity("sorting")


def test_every_card_is_told_where_it_belongs_and_why():
    answer = {"c1": "b1", "c2": "b1", "c3": "b2"}
    feedback = feedback_on(Activity.from_json(SPEC), words_of(SPEC), answer)
    html = feedback_markup(feedback)

    assert feedback.outcome == "partly"
    assert [(card.right, card.belongs_to) for card in feedback.told] == [
        (True, "b1 (en)"),
        (False, "b2 (en)"),
        (True, "b2 (en)"),
    ]
    assert html.count("✓ Right:") == 2
    assert html.count("→ Belongs to: b2 (en)") == 1
    assert "Why c2 (en)" in html
    assert "General (en)" in html

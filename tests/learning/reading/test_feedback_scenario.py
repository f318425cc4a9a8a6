from learning.activities.kinds import Activity
from learning.reading.feedback import feedback_markup, feedback_on
from tests.learning.factories import activity, words_of

SPEC = activity("scenario")


def debrief(*path):
    return feedback_on(Activity.from_json(SPEC), words_of(SPEC), list(path))


def test_the_debrief_tells_her_way_with_reasons_and_how_things_stand():
    feedback = debrief("ask", "wait")
    assert feedback.outcome == "right"
    assert feedback.told.ending == "Scene end (en)"
    assert [(step.said, step.why, step.moved) for step in feedback.told.steps] == [
        ("Say ask (en)", "Why ask (en)", (("trust (en)", "+1"),)),
        ("Say wait (en)", "Why wait (en)", (("trust (en)", "+1"),)),
    ]
    [gauge] = feedback.told.gauges
    assert (gauge.value, gauge.sentence) == (6, "trust went well")
    assert feedback.lines == ("General (en)",)


def test_a_poor_end_has_its_own_sentence_and_a_real_minus():
    feedback = debrief("threat")
    assert feedback.told.gauges[0].sentence == "trust went badly"
    assert feedback.told.steps[0].moved == (("trust (en)", "−2"),)


def test_the_debrief_as_it_is_read():
    html = feedback_markup(debrief("ask", "go"))
    for said in ("Scene end (en)", "Say go (en)", "Why ask (en)", "5 of 10", "General"):
        assert said in html
    assert '<bdi dir="ltr">+1</bdi>' in html
    assert 'role="status"' in html


def test_not_knowing_needs_no_debrief():
    feedback = feedback_on(Activity.from_json(SPEC), words_of(SPEC), "dont_know")
    assert feedback.outcome == "unknown"
    assert "You will find out" in feedback_markup(feedback)

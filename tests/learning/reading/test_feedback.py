"""What a reader is told: right or not, why, and what to do about an answer not taken."""

import pytest
from django.utils import translation

from learning.activities.kinds import Activity
from learning.reading.feedback import feedback_markup, feedback_on, problem
from tests.learning.factories import activity, words_of


def told(kind, answer, **changed):
    spec = activity(kind, **changed)
    words = words_of(spec)
    for each in words.get("choices", {}):
        words["choices"][each] = {"text": each, "feedback": f"about {each}"}
    return feedback_on(Activity.from_json(spec), words, answer)


@pytest.mark.parametrize(
    ("kind", "answer", "outcome"),
    [
        ("single", ["a"], "right"),
        ("single", ["b"], "wrong"),
        ("multiple", ["a", "b"], "right"),
        ("multiple", ["a"], "partly"),
        ("multiple", ["c"], "wrong"),
        ("true_false", ["true"], "right"),
        ("true_false", ["false"], "wrong"),
        ("ordering", ["i1", "i2", "i3"], "right"),
        ("ordering", ["i1", "i3", "i2"], "partly"),
        ("ordering", ["i2", "i3", "i1"], "wrong"),
        ("matching", {"l1": "r1", "l2": "r2"}, "right"),
        ("matching", {"l1": "r2", "l2": "r1"}, "wrong"),
        ("numeric", "6.5", "right"),
        ("numeric", "7", "wrong"),
        ("single", "dont_know", "unknown"),
        ("numeric", "dont_know", "unknown"),
    ],
)
def test_the_outcome(kind, answer, outcome):
    feedback = told(kind, answer)
    assert feedback.outcome == outcome
    assert "General (en)" in feedback.lines


def test_choices_say_why_each_was_right_or_not():
    assert told("single", ["b"]).lines[0] == "about b"
    assert list(told("multiple", ["a", "c"]).lines) == [
        "about a",
        "about c",
        "One more answer is right.",
        "General (en)",
    ]


def test_how_many_are_missing_is_a_plural_in_every_language():
    with translation.override("fr"):
        one = told("multiple", ["a", "c"]).lines[2]
        two = told("multiple", ["c"]).lines[1]
    assert one != two
    assert "2" in two
    assert one != "One more answer is right."


@pytest.mark.parametrize(
    ("kind", "wrong", "solution"),
    [
        ("ordering", ["i2", "i3", "i1"], ["i1 (en)", "i2 (en)", "i3 (en)"]),
        ("matching", {"l1": "r2", "l2": "r1"}, ["l1 — r1", "l2 — r2"]),
        ("numeric", "7", ["6.5 USD"]),
        ("single", ["b"], []),
    ],
)
def test_what_cannot_be_seen_from_the_choices_is_shown_as_solution(
    kind, wrong, solution
):
    assert list(told(kind, wrong).solution) == solution


def test_a_right_answer_needs_no_solution_and_not_knowing_gives_none_away():
    assert list(told("ordering", ["i1", "i2", "i3"]).solution) == []
    assert list(told("ordering", "dont_know").solution) == []


@pytest.mark.parametrize(
    "code", ["empty", "missing", "duplicate", "not_a_number", "too_long", "unheard_of"]
)
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_a_problem_says_what_to_do_in_the_readers_language(code, language):
    with translation.override(language):
        feedback = problem(code)
    assert feedback.outcome == "problem"
    assert len(feedback.lines) == 1
    with translation.override("en"):
        english = problem(code)
    assert (feedback.lines == english.lines) == (language == "en")


def test_the_markup_is_announced_escaped_and_in_the_readers_language():
    spec = activity("single")
    words = words_of(spec)
    words["choices"]["b"]["feedback"] = "<b>No</b>"
    feedback = feedback_on(Activity.from_json(spec), words, ["b"])
    html = feedback_markup(feedback)
    assert 'role="status"' in html
    assert "&lt;b&gt;No" in html
    assert "Not quite." in html
    with translation.override("fr"):
        assert "Not quite." not in feedback_markup(feedback)

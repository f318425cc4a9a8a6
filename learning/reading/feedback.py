"""What a reader is told about an answer: right or not, and above all why."""

from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from learning.activities.kinds import (
    Activity,
    Matching,
    Multiple,
    Numeric,
    Ordering,
    Single,
    TrueFalse,
)
from learning.activities.quiz import Grade, grade
from learning.reading.by_kind import BY_KIND
from learning.reading.told import Feedback


def feedback_on(activity: Activity, words: dict, answer: Any) -> Feedback:
    """Feedback on an answer that was taken, in the language of `words`.

    A question that no longer counts is not judged, whatever was answered.
    """
    if words.get("voided"):
        return Feedback("done", (), heading=words["voided"])
    if answer == "dont_know":
        return Feedback("unknown", (_general(words),) if _general(words) else ())
    if activity.kind in BY_KIND:
        return BY_KIND[activity.kind].feedback_on(activity, words, answer)
    result = grade(activity, answer)
    outcome = "right" if result.right else "partly" if result.score > 0 else "wrong"
    return Feedback(
        outcome,
        tuple(line for line in _lines(activity, words, answer, result) if line),
        () if result.right else tuple(_solution(activity, words)),
    )


def problem(code: str) -> Feedback:
    """An answer that could not be taken, in words that say what to do."""
    words = {
        "empty": _("Choose or write an answer first, then check it."),
        "missing": _("Something is still open. Fill in every line, then check."),
        "duplicate": _("Two lines have the same place. Give each its own, then check."),
        "not_a_number": _("Write a number, for example 12 or 6.5."),
        "too_long": _("That number is too long. Write a shorter one."),
        "two_readings": _(
            "One number could be read in two ways. Write 1250, or write 1.25."
        ),
        "negative": _("A part cannot be less than nothing. Write 0 or more."),
        "no_result": _(
            "With these numbers there is no result: something would be divided by "
            "zero. Change one, then try again."
        ),
    }
    return Feedback(
        "problem",
        (words.get(code, _("We could not read that answer. Please try again.")),),
    )


def no_longer_counts() -> str:
    """What is said of a question that an author has voided."""
    return _("This question no longer counts.")


def feedback_markup(feedback: Feedback) -> SafeString:
    if feedback.is_hers:
        return _markup.__wrapped__(get_language(), feedback)
    return _markup(get_language(), feedback)


@lru_cache(maxsize=1000)
def _markup(language: str, feedback: Feedback) -> SafeString:
    """Rendered once per wording: the words are the authors', nobody's answer is kept."""
    return render_to_string("learning/reading/feedback.html", {"feedback": feedback})


def _general(words: dict) -> str:
    return words.get("feedback", "")


def _lines(activity: Activity, words: dict, answer: Any, result: Grade) -> list[str]:
    if isinstance(activity, Single | TrueFalse | Multiple):
        lines = [words["choices"][each]["feedback"] for each in answer]
        if isinstance(activity, Multiple):
            missed = len(activity.right_ids - set(answer))
            if missed:
                lines.append(
                    ngettext(
                        "One more answer is right.",
                        "%(count)s more answers are right.",
                        missed,
                    )
                    % {"count": missed}
                )
        return [*lines, _general(words)]
    return [_general(words)]


def _solution(activity: Activity, words: dict) -> list[str]:
    if isinstance(activity, Ordering):
        return [words["items"][item] for item in activity.items]
    if isinstance(activity, Matching):
        return [
            f"{words['left'][pair.left]} — {words['right'][pair.right]}"
            for pair in activity.pairs
        ]
    if isinstance(activity, Numeric):
        return [f"{activity.answer} {words.get('unit', '')}".strip()]
    return []

"""What a reader is told about an answer: right or not, and above all why."""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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


@dataclass(frozen=True)
class Feedback:
    """`outcome` is right, partly, wrong, unknown or problem; `lines` say why."""

    outcome: str
    lines: list[str]
    # The right order or pairs, where they were not found.
    solution: list[str]


def feedback_on(activity: Activity, words: dict, answer: Any) -> Feedback:
    """Feedback on an answer that was taken, in the language of `words`."""
    if answer == "dont_know":
        return Feedback("unknown", [_general(words)] if _general(words) else [], [])
    result = grade(activity, answer)
    outcome = "right" if result.right else "partly" if result.score > 0 else "wrong"
    return Feedback(
        outcome,
        [line for line in _lines(activity, words, answer, result) if line],
        [] if result.right else _solution(activity, words),
    )


def problem(code: str) -> Feedback:
    """An answer that could not be taken, in words that say what to do."""
    words = {
        "empty": _("Choose or write an answer first, then check it."),
        "missing": _("Something is still open. Fill in every line, then check."),
        "duplicate": _("Two lines have the same place. Give each its own, then check."),
        "not_a_number": _("Write a number, for example 12 or 6.5."),
        "too_long": _("That number is too long. Write a shorter one."),
    }
    return Feedback(
        "problem",
        [words.get(code, _("We could not read that answer. Please try again."))],
        [],
    )


def feedback_markup(feedback: Feedback) -> SafeString:
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

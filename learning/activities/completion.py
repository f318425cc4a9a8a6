"""When a lesson is done."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from learning.activities.specs import LessonSpec


@dataclass(frozen=True)
class CompletionRuleParts:
    """A completion rule, ready to be put into words.

    ``read``: read the lesson. ``required``: do ``count`` activities, ``activities`` in
    page order. ``test``: answer ``count`` questions, ``pass_mark`` percent of them right
    to pass as well.
    """

    rule: Literal["read", "required", "test"]
    count: int = 0
    activities: tuple[str, ...] = ()
    pass_mark: int | None = None


def completion_rule_parts(spec: LessonSpec) -> CompletionRuleParts:
    """Return the rule that ``is_complete`` applies to this lesson."""
    if spec.kind == "final_test":
        return CompletionRuleParts("test", count=spec.draw, pass_mark=spec.pass_mark)
    required = spec.completion.required
    # A lesson that requires nothing would be complete before it was opened.
    if spec.completion.rule == "read" or not required:
        return CompletionRuleParts("read")
    in_page_order = tuple(each.id for each in spec.activities if each.id in required)
    return CompletionRuleParts("required", len(in_page_order), in_page_order)


def is_complete(
    spec: LessonSpec,
    answered: Collection[str],
    read: bool,
    *,
    drawn: Collection[str] = (),
) -> bool:
    """Return whether the lesson is done, given the ids ``answered`` and if it was read.

    "I don't know yet" is an answer, and doing a reflection or task counts as one. A
    final test is done, passed or not, when all that one attempt has ``drawn`` is
    answered; without a draw it cannot be.
    """
    parts = completion_rule_parts(spec)
    if parts.rule == "read":
        return read
    if parts.rule == "test":
        return bool(drawn) and set(drawn) <= set(answered)
    return set(parts.activities) <= set(answered)

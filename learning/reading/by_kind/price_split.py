"""Who earns what: a field for each part; afterwards two bars and the same as a table."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from learning.activities.formula import decimal_string
from learning.activities.price_split import PriceSplit, judge, percents
from learning.cldr import number, per_cent_with_part
from learning.reading.by_kind.numbers import number_fields, typed_numbers
from learning.reading.told import Feedback

BAR = 320  # units of the drawing's width, about a phone's
THINNEST = 3  # so that half a per cent can still be seen


def rows(activity: PriceSplit, words: dict, asking) -> list[dict[str, Any]]:
    return [
        {
            "name": f"{activity.id}.{part.id}",
            "text": words["parts"][part.id],
            "typed": asking.typed(f"{activity.id}.{part.id}"),
        }
        for part in activity.parts
    ]


def row_names(activity: PriceSplit) -> list[str]:
    return [f"{activity.id}.{part.id}" for part in activity.parts]


def raw_answer(activity: PriceSplit, data: Mapping) -> dict[str, str]:
    return typed_numbers(activity.id, [part.id for part in activity.parts], data)


def form_values(activity: PriceSplit, answer: dict) -> dict[str, list[str]]:
    return number_fields(activity.id, answer)


def feedback_on(activity: PriceSplit, words: dict, answer: dict) -> Feedback:
    """Her guess beside what it is: drawn, in a table, and how near she came."""
    grade = judge(activity, answer)
    lines = [words["feedback"]]
    sum_ = sum(Fraction(each) for each in answer.values())
    if sum_ != Fraction(activity.total):
        amounts = {
            "sum": _amount(decimal_string(sum_), words),
            "total": _amount(activity.total, words),
        }
        lines.insert(
            0, _("Your guesses add up to %(sum)s; the price is %(total)s.") % amounts
        )
    return Feedback(
        "right" if grade.right else "partly" if grade.score else "wrong",
        tuple(filter(None, lines)),
        heading=_("Near enough everywhere.") if grade.right else "",
        shown=render_to_string(
            "learning/reading/price_split.html",
            _drawn(activity, words, answer, grade.parts),
        ),
        is_hers=True,
    )


def _drawn(activity: PriceSplit, words: dict, answer: dict, near: Mapping) -> dict:
    real = {part.id: part.amount for part in activity.parts}
    guessed_share, real_share = percents(answer), percents(real)
    return {
        "bar": BAR,
        "words": words,
        "guess": _bar(guessed_share),
        "real": _bar(real_share),
        "parts": [
            {
                "number": place,
                "text": words["parts"][each],
                "guess": _amount(answer[each], words),
                "real": _amount(real[each], words),
                "percent": per_cent_with_part(decimal_string(real_share[each], 1)),
                "near": near[each],
            }
            for place, each in enumerate(real, start=1)
        ],
    }


def _bar(shares: Mapping[str, Fraction]) -> list[dict[str, int]]:
    """Where each part of a bar begins and how wide it is; tiny ones stay visible."""
    widths = [round(share * BAR / 100) for share in shares.values()]
    widths = [
        max(width, THINNEST) if share else 0
        for width, share in zip(widths, shares.values(), strict=True)
    ]
    if any(widths):
        # What the tiny ones were given comes off the broadest.
        widths[widths.index(max(widths))] -= sum(widths) - BAR
    drawn, at = [], 0
    for place, width in enumerate(widths, start=1):
        drawn.append(
            {
                "number": place,
                "x": at,
                "width": width,
                "middle": min(max(at + width // 2, 6), BAR - 6),
                # Two lines of numbers, so that those of thin neighbours don't meet.
                "line": 56 if place % 2 else 72,
            }
        )
        at += width
    return drawn


def _amount(plain: str, words: dict) -> str:
    return f"{number(plain)} {words['unit']}".strip()

"""Risk ranking: four choices in plain words for each risk, then the list with reasons."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.activities.errors import AnswerError
from learning.activities.risk_ranking import (
    SECTOR,
    SIDES,
    Ranked,
    RiskRanking,
    ranked,
)
from learning.cldr import together
from learning.reading.told import Feedback

# What each side asks, and its three answers in plain words.
ASKED = {
    "scale": (
        gettext_lazy("How bad is it for those it hits?"),
        gettext_lazy("it hurts"),
        gettext_lazy("it does serious harm"),
        gettext_lazy("it costs life, health or freedom"),
    ),
    "scope": (
        gettext_lazy("How many does it hit?"),
        gettext_lazy("it hits a few"),
        gettext_lazy("it hits many"),
        gettext_lazy("it hits most or all"),
    ),
    "repair": (
        gettext_lazy("How hard is it to repair?"),
        gettext_lazy("it can be made good"),
        gettext_lazy("only with much effort"),
        gettext_lazy("it cannot be made good"),
    ),
    "likelihood": (
        gettext_lazy("How likely is it?"),
        gettext_lazy("it may happen"),
        gettext_lazy("it is likely"),
        gettext_lazy("it happens now"),
    ),
}


def field_name(activity: RiskRanking, place: int, side: int) -> str:
    """Short: the fields of twelve risks go into one address."""
    return f"{activity.id[:8]}.{place}.{side}"


def sector_name(activity: RiskRanking) -> str:
    return f"{activity.id[:8]}.{SECTOR}"


def rows(activity: RiskRanking, words: dict, asking) -> dict[str, Any]:
    sector = sector_name(activity)
    return {
        "sector": sector,
        "sectors": [
            (each, words["sectors"][each], asking.selected(sector, each))
            for each in activity.sectors
        ],
        "risks": [
            {
                "words": words["risks"][risk],
                "id": risk,
                "open": asking.opened(field_name(activity, place, 0)),
                "sides": [
                    _side(field_name(activity, place, at), side, asking)
                    for at, side in enumerate(SIDES)
                ],
            }
            for place, risk in enumerate(activity.risks)
        ],
    }


def _side(name: str, side: str, asking) -> dict[str, Any]:
    question, *answers = ASKED[side]
    return {
        "name": name,
        "question": question,
        "options": [
            (str(value), label, asking.selected(name, str(value)))
            for value, label in enumerate(answers, start=1)
        ],
    }


def row_names(activity: RiskRanking) -> list[str]:
    names = [sector_name(activity)] if activity.sectors else []
    return names + [
        field_name(activity, place, side)
        for place in range(len(activity.risks))
        for side in range(len(SIDES))
    ]


def raw_answer(activity: RiskRanking, data: Mapping) -> dict[str, Any]:
    """The answer in a form: a risk with nothing chosen is left out."""
    answer: dict[str, Any] = {}
    sector = data.get(sector_name(activity), "")
    if sector:
        answer[SECTOR] = sector
    for place, risk in enumerate(activity.risks):
        given = [
            data.get(field_name(activity, place, side), "")
            for side in range(len(SIDES))
        ]
        if any(given):
            answer[risk] = [_weight(each) for each in given if each]
    return answer


def _weight(text: str) -> int:
    if text not in ("1", "2", "3"):
        raise AnswerError("unknown")
    return int(text)


def form_values(activity: RiskRanking, answer: dict) -> dict[str, list[str]]:
    fields = {}
    if SECTOR in answer:
        fields[sector_name(activity)] = [answer[SECTOR]]
    for place, risk in enumerate(activity.risks):
        for side, weight in enumerate(answer.get(risk, ())):
            fields[field_name(activity, place, side)] = [str(weight)]
    return fields


def feedback_on(activity: RiskRanking, words: dict, answer: dict) -> Feedback:
    """The ranked list, each with its reason, and by what rule."""
    listed = render_to_string(
        "learning/reading/risk_ranking.html",
        {
            "sector": words["sectors"].get(answer.get(SECTOR, ""), ""),
            "risks": [
                {
                    "place": each.place,
                    "text": words["risks"][each.risk]["text"],
                    "why": _reason(each),
                }
                for each in ranked(activity, answer)
            ],
        },
    )
    return Feedback(
        "done",
        tuple(filter(None, [words["feedback"]])),
        heading=_("Your list, the gravest first"),
        shown=listed,
    )


def _reason(each: Ranked) -> str:
    """Why a risk stands where it does: its gravest sides, then how likely it is."""
    weights = dict(zip(SIDES, each.weights, strict=True))
    grave = together(ASKED[side][weights[side]] for side in each.gravest)
    likely = str(ASKED["likelihood"][weights["likelihood"]])
    return _("Because %(grave)s. How likely: %(likely)s.") % {
        "grave": grave,
        "likely": likely,
    }

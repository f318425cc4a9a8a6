"""A scenario: one scene at a time, the path so far in the form; at its end a debrief.

Nothing is stored on the way: only a path that has come to an ending is an answer. The
first scene is part of the document; once she has taken a step, the page also carries the
other scenes, so that scenario.js can go on without asking the server.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import json_script
from django.utils.translation import gettext as _

from learning.activities.errors import AnswerError
from learning.activities.scenario import HIGH, Scenario, Walk, judge, walk
from learning.reading.told import Feedback


@dataclass(frozen=True)
class ToldStep:
    """What she said, why it moved things, and what moved: names with `+1`, `−2`."""

    said: str
    why: str
    moved: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ToldGauge:
    """One variable at the end, with the sentence for how it ended."""

    name: str
    value: int
    pips: str
    sentence: str


@dataclass(frozen=True)
class Debrief:
    """Where it led, her way with its reasons, how things stand."""

    ending: str
    steps: tuple[ToldStep, ...]
    gauges: tuple[ToldGauge, ...]


def rows(activity: Scenario, words: dict, asking) -> dict[str, str]:
    """Scene and "begin again", as they stand for what she has given."""
    return {
        name.partition(" ")[0]: asking.place(name, html)
        for name, html in state_slots(activity, words, asking.given).items()
    }


def raw_answer(activity: Scenario, data: Mapping) -> list[str]:
    return data.getlist(activity.id)


def form_values(activity: Scenario, answer: Iterable[str]) -> dict[str, list[str]]:
    return {activity.id: list(answer)}


def row_names(activity: Scenario) -> list[str]:
    return []  # its id alone, which every kind has


def state_slots(
    activity: Scenario, words: dict, fields: dict[str, list[str]]
) -> dict[str, str]:
    """The scene a path has led to, and the way back to the beginning.

    A path that does not exist, or no more, stands at the beginning.
    """
    path = fields.get(activity.id, [])
    try:
        here = walk(activity, path)
    except AnswerError:
        here, path = activity.beginning, []
    scene = again = ""
    if not here.has_ended:
        scene = render_to_string(
            "learning/reading/scene.html",
            {
                "activity": activity,
                "path": path,
                "said": words["options"][path[-1]]["text"] if path else "",
                "text": words["scenes"][here.scene.id]["text"],
                "gauges": gauges(activity, words, here),
                "options": [
                    (each.id, words["options"][each.id]["text"])
                    for each in here.scene.options
                ],
                "book": _book(activity, words) if path else "",
            },
        )
    if path:
        again = render_to_string("learning/reading/again.html", {"activity": activity})
    return {f"scene {activity.id}": scene, f"again {activity.id}": again}


def gauges(activity: Scenario, words: dict, here: Walk) -> list[dict[str, Any]]:
    """Each variable in words and pips: name, value, and how many of ten are full."""
    return [
        {
            "id": name,
            "name": words["variables"][name]["name"],
            "value": value,
            "pips": "●" * value + "○" * (HIGH - value),
        }
        for name, value in here.values.items()
    ]


def _book(activity: Scenario, words: dict) -> str:
    """All that scenario.js needs to turn the pages; why things move stays here."""
    return json_script(
        {
            "variables": [
                {"id": each.id, "start": each.start} for each in activity.variables
            ],
            "scenes": [
                {
                    "id": scene.id,
                    "text": words["scenes"][scene.id]["text"],
                    "options": [
                        {
                            "id": each.id,
                            "to": each.to,
                            "effects": dict(each.effects),
                            "text": words["options"][each.id]["text"],
                        }
                        for each in scene.options
                    ],
                }
                for scene in activity.scenes
                if scene.options
            ],
            # Translators: how much trust there is, say: 7 of 10.
            "of_ten": _("%(value)s of 10") % {"value": "#"},
        }
    )


def feedback_on(activity: Scenario, words: dict, answer: list[str]) -> Feedback:
    """The debrief: it says more than right or wrong, and neither of these."""
    shown = render_to_string(
        "learning/reading/scenario.html", {"told": debrief(activity, words, answer)}
    )
    return Feedback(
        "done",
        tuple(filter(None, [words["feedback"]])),
        heading=_("It ends here. Let us look back."),
        shown=shown,
    )


def debrief(activity: Scenario, words: dict, answer: list[str]) -> Debrief:
    """What is said beside the general feedback."""
    here = walk(activity, answer)
    ended_well = judge(activity, answer).parts
    names = words["variables"]
    return Debrief(
        ending=words["scenes"][here.scene.id]["text"],
        steps=tuple(
            ToldStep(
                words["options"][step.option]["text"],
                words["options"][step.option]["why"],
                tuple(
                    (names[name]["name"], _signed(by))
                    for name, by in step.moved.items()
                ),
            )
            for step in here.steps
        ),
        gauges=tuple(
            ToldGauge(
                gauge["name"],
                gauge["value"],
                gauge["pips"],
                names[gauge["id"]]["good" if ended_well[gauge["id"]] else "poor"],
            )
            for gauge in gauges(activity, words, here)
        ),
    )


def _signed(by: int) -> str:
    return f"{by:+d}".replace("-", "−")

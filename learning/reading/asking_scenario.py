"""How a scenario is asked: one scene at a time, the path so far in the form.

Nothing is stored on the way: only a path that has come to an ending is an answer. The
first scene is part of the document; once she has taken a step, the page also carries the
other scenes, so that scenario.js can go on without asking the server.
"""

from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import json_script
from django.utils.translation import gettext as _

from learning.activities.errors import AnswerError
from learning.activities.scenario import HIGH, Scenario, Walk, walk


def context(activity: Scenario, words: dict, asking) -> dict[str, Any]:
    """Scene and "begin again", as they stand for what she has given."""
    return {
        name.partition(" ")[0]: asking.state(name, html)
        for name, html in state_slots(activity, words, asking.given).items()
    }


def raw_answer(activity: Scenario, data) -> list[str]:
    return data.getlist(activity.id)


def form_values(activity: Scenario, answer: Iterable[str]) -> dict[str, list[str]]:
    return {activity.id: list(answer)}


def field_names(activity: Scenario) -> list[str]:
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

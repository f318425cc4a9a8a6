"""A scenario: a conversation that branches, and ends in a debrief.

How it is walked and judged is in `learning/activities/scenario.py`; here is how an
author writes it, and what she is told where her scenes lead nowhere or in a circle.
"""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks.base import ActivityBlock, item_error, list_error
from cms.blocks.quiz import QUESTIONS
from cms.blocks.quiz_parts import feedback_block, required_block
from cms.blocks.scenario_parts import read_effects, scenes_block, variables_block
from learning.activities.scenario import LONGEST_PATH, longest_ways, unreachable


class ScenarioBlock(ActivityBlock):
    kind = "scenario"
    prompt = blocks.TextBlock(
        label=_("What it is about"),
        max_length=800,
        rows=3,
        help_text=_("Who you are, whom you talk with, what you want."),
    )
    variables = variables_block()
    scenes = scenes_block()
    feedback = feedback_block()
    required = required_block()

    def words(self, value):
        return {
            "prompt": value["prompt"],
            "variables": {
                each["key"]: {name: each[name] for name in ("name", "good", "poor")}
                for each in value["variables"]
            },
            "scenes": {each["key"]: {"text": each["text"]} for each in value["scenes"]},
            "options": {
                bound.id: {"text": bound.value["text"], "why": bound.value["why"]}
                for scene in value["scenes"]
                for bound in scene["options"].bound_blocks
            },
            "feedback": value["feedback"],
        }

    def asks(self, value):
        return {
            "variables": [
                {
                    "id": each["key"],
                    "start": each["start"],
                    "good_from": each["good_from"],
                }
                for each in value["variables"]
            ],
            "scenes": [
                {
                    "id": scene["key"],
                    "options": [
                        {
                            "id": bound.id,
                            "to": bound.value["to"],
                            "effects": read_effects(bound.value["effects"]),
                        }
                        for bound in scene["options"].bound_blocks
                    ],
                }
                for scene in value["scenes"]
            ],
        }

    def check_value(self, value):
        _refuse_same_keys(value["variables"], "variables")
        _refuse_same_keys(value["scenes"], "scenes")

    def check_complete(self, value):
        if not value["variables"]:
            raise list_error(
                "variables", gettext("Name at least one thing that moves.")
            )
        if not value["scenes"] or not value["scenes"][0]["options"]:
            raise list_error(
                "scenes",
                gettext("The first scene needs options: it is where everybody begins."),
            )
        problems = dict(_problems_of_options(value))
        if problems:
            raise _at_scenes(problems)
        _refuse_lost_ways(value["scenes"])

    class Meta:
        icon = "comment"
        label = _("Scenario")
        group = QUESTIONS
        description = _(
            "A conversation that branches: each choice leads on, moves trust or time, "
            "and is explained at the end."
        )
        preview_value = {
            "prompt": _("You call the buyer of a big brand. You want his figures."),
            "variables": [
                {
                    "key": "trust",
                    "name": _("Trust"),
                    "start": 4,
                    "good_from": 6,
                    "good": _("He will take your next call."),
                    "poor": _("He will not call back."),
                }
            ],
            "scenes": [
                {
                    "key": "hello",
                    "text": _("“I have five minutes. What is it about?”"),
                    "options": [
                        {
                            "text": _("I thank him and ask for one figure."),
                            "to": "end",
                            "effects": "trust +2",
                            "why": _("One clear question respects his time."),
                        },
                        {
                            "text": _("I say that the press would like to know."),
                            "to": "end",
                            "effects": "trust -2",
                            "why": _("A threat at the start closes doors."),
                        },
                    ],
                },
                {"key": "end", "text": _("He puts the phone down."), "options": []},
            ],
            "feedback": "",
        }


def _refuse_same_keys(items, field: str) -> None:
    seen: dict[str, int] = {}
    for index, item in enumerate(items):
        if item["key"] and item["key"] in seen:
            message = gettext("Number %(number)d has this key too. Change one of them.")
            raise item_error(
                field, index, "key", message % {"number": seen[item["key"]] + 1}
            )
        seen[item["key"]] = index


def _problems_of_options(
    value,
) -> Iterator[tuple[int, StructBlockValidationError]]:
    """The first thing wrong in each scene, by its place."""
    variables = {each["key"] for each in value["variables"]}
    scenes = {each["key"] for each in value["scenes"]}
    for place, scene in enumerate(value["scenes"]):
        if len(scene["options"]) == 1:
            yield (
                place,
                list_error(
                    "options",
                    gettext(
                        "One option is no choice. Add another, or take it away to make "
                        "this an ending."
                    ),
                ),
            )
            continue
        for number, option in enumerate(scene["options"]):
            found = _problem_of_option(option, variables, scenes)
            if found:
                yield place, item_error("options", number, *found)
                break


def _problem_of_option(option, variables, scenes) -> tuple[str, str] | None:
    if option["to"] not in scenes:
        message = gettext("There is no scene “%(key)s”. There are: %(keys)s.")
        return "to", message % {"key": option["to"], "keys": _listed(scenes)}
    for key in read_effects(option["effects"]):
        if key not in variables:
            message = gettext(
                "Nothing that moves is called “%(key)s”. There are: %(keys)s."
            )
            return "effects", message % {"key": key, "keys": _listed(variables)}
    return None


def _refuse_lost_ways(scenes) -> None:
    """Raise for scenes that nobody reaches, circles, and ways without an end."""
    leads_to = {
        scene["key"]: [option["to"] for option in scene["options"]] for scene in scenes
    }
    places = {scene["key"]: place for place, scene in enumerate(scenes)}
    lost = unreachable(leads_to)
    if lost:
        message = gettext(
            "No option leads here. Let one lead here, or delete the scene."
        )
        error = StructBlockValidationError(
            block_errors={"key": ValidationError(message)}
        )
        raise _at_scenes({places[key]: error for key in lost})
    if all(leads_to.values()):
        raise list_error(
            "scenes",
            gettext(
                "There is no ending. Add a scene without options for where it ends."
            ),
        )
    ways = longest_ways(leads_to)
    if ways is None:
        place, number = _way_back(leads_to)
        message = gettext(
            "This leads back to where she has been already, and round in a circle. "
            "Let it lead to a scene further on."
        )
        raise _at_scenes({place: item_error("options", number, "to", message)})
    if ways[scenes[0]["key"]] > LONGEST_PATH:
        message = gettext(
            "The longest way has %(steps)d steps. Make it %(most)d at most; nobody goes "
            "on so long on a phone."
        )
        steps = {"steps": ways[scenes[0]["key"]], "most": LONGEST_PATH}
        raise list_error("scenes", message % steps)


def _way_back(leads_to: dict[str, list[str]]) -> tuple[int, int]:
    """Place and number of an option that closes a circle, met first from the start."""
    places = list(leads_to)
    trail: list[str] = [places[0]]
    ahead = [iter(enumerate(leads_to[places[0]]))]
    done: set[str] = set()
    while ahead:
        number, to = next(ahead[-1], (0, None))
        if to is None:
            done.add(trail.pop())
            ahead.pop()
        elif to in trail:
            return places.index(trail[-1]), number
        elif to not in done:
            trail.append(to)
            ahead.append(iter(enumerate(leads_to[to])))
    raise ValueError("there is no circle")


def _at_scenes(problems: dict[int, ValidationError]) -> StructBlockValidationError:
    return StructBlockValidationError(
        block_errors={"scenes": ListBlockValidationError(block_errors=problems)}
    )


def _listed(keys) -> str:
    return ", ".join(sorted(keys))

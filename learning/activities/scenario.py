"""A scenario: a conversation that branches, and moves variables such as trust or time.

Scenes lead to scenes without loops; the first is the start, one without options is an
ending. The answer is the list of options taken, from the start to an ending. Its score
is the share of variables that end as well as the author hoped.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from learning.activities.activity import Activity
from learning.activities.errors import AnswerError, SpecError
from learning.activities.fields import (
    read_id,
    read_list,
    read_object,
    read_whole,
    refuse_duplicates,
)
from learning.activities.grades import Grade, share

LOW, HIGH = 0, 10  # where every variable stays
MOST_VARIABLES = 4
MOST_SCENES = 40
LONGEST_PATH = 12  # steps; on a phone nobody goes further, and addresses stay short


@dataclass(frozen=True)
class Variable:
    """Something that options move, such as trust; well ended from ``good_from`` on."""

    id: str
    start: int
    good_from: int


@dataclass(frozen=True)
class Option:
    """What she can say or do in a scene, where it leads, and what it moves by how much."""

    id: str
    to: str
    effects: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Scene:
    """What the other side says or does; an ending, if nothing can be answered."""

    id: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Step:
    """One option taken, and how far each variable really moved, within its ends."""

    option: str
    moved: Mapping[str, int]


@dataclass(frozen=True)
class Walk:
    """Where a path has led: the scene, the variables there, and the steps taken."""

    scene: Scene
    values: Mapping[str, int]
    steps: tuple[Step, ...] = ()

    @property
    def has_ended(self) -> bool:
        """Return whether there is nothing more to say."""
        return not self.scene.options


@dataclass(frozen=True, kw_only=True)
class Scenario(Activity):
    """A conversation to find one's way through."""

    variables: tuple[Variable, ...]
    scenes: tuple[Scene, ...]
    kind = "scenario"
    own_fields = ("variables", "scenes")

    @cached_property
    def scene_by_id(self) -> dict[str, Scene]:
        """Return the scenes by their key."""
        return {scene.id: scene for scene in self.scenes}

    @property
    def beginning(self) -> Walk:
        """Return where everybody begins."""
        return Walk(self.scenes[0], {each.id: each.start for each in self.variables})

    @classmethod
    def read_own(cls, fields: dict[str, Any], where: str) -> dict[str, Any]:
        variables = _read_variables(fields["variables"], f"{where}.variables")
        known = [each.id for each in variables]
        scenes = _read_scenes(fields["scenes"], known, f"{where}.scenes")
        return {"variables": variables, "scenes": scenes}

    def write_own(self) -> dict[str, Any]:
        return {
            "variables": [
                {"id": each.id, "start": each.start, "good_from": each.good_from}
                for each in self.variables
            ],
            "scenes": [
                {
                    "id": scene.id,
                    "options": [
                        {"id": each.id, "to": each.to, "effects": dict(each.effects)}
                        for each in scene.options
                    ],
                }
                for scene in self.scenes
            ],
        }


def walk(activity: Scenario, path: Iterable[str]) -> Walk:
    """Return where a path leads, be it at an ending or under way.

    Raises AnswerError: ``unknown`` for an option that its scene does not have,
    ``too_many`` for one after an ending.
    """
    here = activity.beginning
    for taken in path:
        if here.has_ended:
            raise AnswerError("too_many")
        here = _step(activity, here, taken)
    return here


def read_answer(activity: Scenario, raw: Any) -> list[str]:
    """Return the options from the start to an ending.

    Raises AnswerError: ``missing`` for a path that has not come to an ending, and what
    `walk` raises.
    """
    if not isinstance(raw, list):
        raise AnswerError("wrong_type")
    if not raw:
        raise AnswerError("empty")
    if not all(isinstance(each, str) for each in raw):
        raise AnswerError("wrong_type")
    if not walk(activity, raw).has_ended:
        raise AnswerError("missing")
    return list(raw)


def judge(activity: Scenario, answer: Sequence[str]) -> Grade:
    """Return the share of variables that ended well; ``parts`` says which they are."""
    values = walk(activity, answer).values
    return share(
        {each.id: values[each.id] >= each.good_from for each in activity.variables}
    )


def best_path(activity: Scenario) -> list[str]:
    """Return a path with the highest score there is; of several, the first found.

    Ways that meet in the same scene with the same values are followed only once.
    """
    found: list[str] = []
    best = -1.0
    ahead: list[tuple[Walk, list[str]]] = [(activity.beginning, [])]
    seen = set()
    while ahead:
        here, path = ahead.pop()
        state = (here.scene.id, tuple(here.values.items()))
        if state in seen:
            continue
        seen.add(state)
        if here.has_ended:
            score = judge(activity, path).score
            if score > best:
                found, best = path, score
        for option in reversed(here.scene.options):
            ahead.append((_step(activity, here, option.id), [*path, option.id]))
    return found


def unreachable(scenes: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the scenes no path leads to; ``scenes`` gives for each where it leads.

    The first is the start. What leads nowhere known is left aside.
    """
    reached: set[str] = set()
    ahead = list(scenes)[:1]
    while ahead:
        here = ahead.pop()
        if here not in reached:
            reached.add(here)
            ahead += [each for each in scenes[here] if each in scenes]
    return [each for each in scenes if each not in reached]


def longest_ways(scenes: Mapping[str, Iterable[str]]) -> dict[str, int] | None:
    """Return how many steps the longest way from each scene has; None if there is a loop."""
    ways: dict[str, int] = {}
    while len(ways) < len(scenes):
        ready = [
            each
            for each, leads_to in scenes.items()
            if each not in ways and all(one in ways for one in leads_to)
        ]
        if not ready:
            return None
        for each in ready:
            ways[each] = 1 + max((ways[one] for one in scenes[each]), default=-1)
    return ways


def _step(activity: Scenario, here: Walk, taken: str) -> Walk:
    option = next((each for each in here.scene.options if each.id == taken), None)
    if option is None:
        raise AnswerError("unknown")
    effects = dict(option.effects)
    values = {
        name: min(max(value + effects.get(name, 0), LOW), HIGH)
        for name, value in here.values.items()
    }
    moved = {
        name: value - here.values[name]
        for name, value in values.items()
        if value != here.values[name]
    }
    steps = (*here.steps, Step(taken, moved))
    return Walk(activity.scene_by_id[option.to], values, steps)


def _read_variables(raw: Any, where: str) -> tuple[Variable, ...]:
    variables = []
    for index, each in enumerate(read_list(raw, where, at_least=1)):
        place = f"{where}[{index}]"
        fields = read_object(each, ("id", "start", "good_from"), place)
        start, good_from = (
            read_whole(fields[name], f"{place}.{name}", low=LOW, high=HIGH)
            for name in ("start", "good_from")
        )
        variables.append(
            Variable(read_id(fields["id"], f"{place}.id"), start, good_from)
        )
    refuse_duplicates([each.id for each in variables], where)
    if len(variables) > MOST_VARIABLES:
        raise SpecError("out_of_range", where)
    return tuple(variables)


def _read_scenes(raw: Any, variables: Sequence[str], where: str) -> tuple[Scene, ...]:
    scenes = []
    for index, each in enumerate(read_list(raw, where, at_least=2)):
        place = f"{where}[{index}]"
        fields = read_object(each, ("id", "options"), place)
        name = read_id(fields["id"], f"{place}.id")
        options = _read_options(fields["options"], variables, f"{place}.options")
        scenes.append(Scene(name, options))
    refuse_duplicates([scene.id for scene in scenes], where)
    refuse_duplicates([each.id for scene in scenes for each in scene.options], where)
    if len(scenes) > MOST_SCENES:
        raise SpecError("out_of_range", where)
    _check_ways(scenes, where)
    return tuple(scenes)


def _read_options(raw: Any, variables: Sequence[str], where: str) -> tuple[Option, ...]:
    options = []
    for index, each in enumerate(read_list(raw, where)):
        place = f"{where}[{index}]"
        fields = read_object(each, ("id", "to", "effects"), place)
        effects = read_object(
            fields["effects"], variables, f"{place}.effects", optional=variables
        )
        for name, by in effects.items():
            read_whole(by, f"{place}.effects.{name}", low=-HIGH, high=HIGH)
        name, to = (read_id(fields[each], f"{place}.{each}") for each in ("id", "to"))
        options.append(Option(name, to, tuple(effects.items())))
    if len(options) == 1:  # no choice is no scene; none at all is an ending
        raise SpecError("too_few", where)
    return tuple(options)


def _check_ways(scenes: Sequence[Scene], where: str) -> None:
    leads_to = {scene.id: [each.to for each in scene.options] for scene in scenes}
    for index, scene in enumerate(scenes):
        for number, option in enumerate(scene.options):
            if option.to not in leads_to:
                raise SpecError("unknown_id", f"{where}[{index}].options[{number}].to")
    if not scenes[0].options:
        raise SpecError("too_few", f"{where}[0].options")
    if unreachable(leads_to):
        raise SpecError("unreachable", f"{where}: {unreachable(leads_to)[0]}")
    ways = longest_ways(leads_to)
    if ways is None:
        raise SpecError("loop", where)
    if ways[scenes[0].id] > LONGEST_PATH:
        raise SpecError("out_of_range", where)

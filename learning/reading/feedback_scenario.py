"""The debrief of a scenario: where it led, her way with its reasons, how things stand."""

from dataclasses import dataclass

from learning.activities.answers import Grade
from learning.activities.scenario import Scenario, walk
from learning.reading.asking_scenario import gauges


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
    ending: str
    steps: tuple[ToldStep, ...]
    gauges: tuple[ToldGauge, ...]


def told(activity: Scenario, words: dict, answer: list[str], result: Grade) -> Debrief:
    """What is said beside the general feedback."""
    here = walk(activity, answer)
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
                names[gauge["id"]]["good" if result.parts[gauge["id"]] else "poor"],
            )
            for gauge in gauges(activity, words, here)
        ),
    )


def _signed(by: int) -> str:
    return f"{by:+d}".replace("-", "−")

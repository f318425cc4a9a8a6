"""A scenario from scratch: what compiles, and what an author is told where it does not."""

import copy
import json

import pytest
from django.core.exceptions import ValidationError

from cms.blocks.scenario import ScenarioBlock
from cms.blocks.scenario_parts import read_effects
from learning.activities.kinds import Activity

ID = "0b9cf0f0-7f43-4c6e-9d7c-6a1f4c2e8d01"
BLOCK = ScenarioBlock()


def option(to, effects="", text="I say something"):
    return {"text": text, "to": to, "effects": effects, "why": "Because."}


def scene(key, *options):
    return {"key": key, "text": f"In {key}", "options": list(options)}


def sound() -> dict:
    return {
        "prompt": "You call the buyer.",
        "variables": [
            {
                "key": "trust",
                "name": "Trust",
                "start": 4,
                "good_from": 6,
                "good": "He calls back.",
                "poor": "He does not.",
            }
        ],
        "scenes": [
            scene("hello", option("numbers", "trust +1"), option("end", "trust -2")),
            scene("numbers", option("end", "trust+1"), option("end")),
            scene("end"),
        ],
    }


def refused(raw: dict) -> dict:
    """The errors as the editor gets them, by field."""
    with pytest.raises(ValidationError) as caught:
        BLOCK.clean(BLOCK.to_python(raw))
    return caught.value.as_json_data()["blockErrors"]


def message(error: dict, *path) -> str:
    """The one message at a place: `"scenes", 1, "options", 0, "to"`."""
    for step in path:
        error = error.get("blockErrors", error)[step]
    return json.dumps(error, ensure_ascii=False)


def test_a_sound_scenario_compiles_to_keys_ids_and_words():
    value = BLOCK.clean(BLOCK.to_python(sound()))
    spec = BLOCK.to_spec(value, ID)
    ask, threat = (bound.id for bound in value["scenes"][0]["options"].bound_blocks)

    assert Activity.from_json(spec).to_json() == spec
    assert spec["variables"] == [{"id": "trust", "start": 4, "good_from": 6}]
    assert spec["scenes"][0] == {
        "id": "hello",
        "options": [
            {"id": ask, "to": "numbers", "effects": {"trust": 1}},
            {"id": threat, "to": "end", "effects": {"trust": -2}},
        ],
    }
    words = BLOCK.to_text(value, ID)
    assert words["scenes"]["end"] == {"text": "In end"}
    assert words["options"][ask] == {"text": "I say something", "why": "Because."}
    assert words["variables"]["trust"]["poor"] == "He does not."


@pytest.mark.parametrize(
    ("break_it", "place", "said"),
    [
        (
            lambda raw: raw["scenes"][1]["options"][0].update(to="nowhere"),
            ("scenes", 1, "options", 0, "to"),
            "There is no scene “nowhere”. There are: end, hello, numbers.",
        ),
        (
            lambda raw: raw["scenes"].append(scene("island")),
            ("scenes", 3, "key"),
            "No option leads here",
        ),
        (
            lambda raw: raw["scenes"][1]["options"][1].update(to="hello"),
            ("scenes", 1, "options", 1, "to"),
            "round in a circle",
        ),
        (
            lambda raw: raw["scenes"][0]["options"].append(option("hello")),
            ("scenes", 0, "options", 2, "to"),
            "round in a circle",
        ),
        (
            lambda raw: raw["scenes"][1]["options"].pop(),
            ("scenes", 1, "options"),
            "One option is no choice",
        ),
        (
            lambda raw: raw["scenes"][2].update(
                options=[option("hello"), option("numbers")]
            ),
            ("scenes",),
            "There is no ending",
        ),
        (
            lambda raw: raw["scenes"][0].update(options=[]),
            ("scenes",),
            "The first scene needs options",
        ),
        (
            lambda raw: raw["scenes"][1]["options"][0].update(effects="luck +1"),
            ("scenes", 1, "options", 0, "effects"),
            "Nothing that moves is called “luck”. There are: trust.",
        ),
        (
            lambda raw: raw["scenes"][1]["options"][0].update(effects="more trust"),
            ("scenes", 1, "options", 0, "effects"),
            "“more trust” can’t be read",
        ),
        (
            lambda raw: raw["scenes"][1].update(key="hello"),
            ("scenes", 1, "key"),
            "Number 1 has this key too",
        ),
        (
            lambda raw: raw["variables"].append(copy.deepcopy(raw["variables"][0])),
            ("variables", 1, "key"),
            "Number 1 has this key too",
        ),
        (
            lambda raw: raw["variables"][0].update(key="Le Trust"),
            ("variables", 0, "key"),
            "Write a short key",
        ),
        (
            lambda raw: raw.update(variables=[]),
            ("variables",),
            "Name at least one thing that moves",
        ),
        (
            lambda raw: raw["variables"][0].update(start=11),
            ("variables", 0, "start"),
            "10",
        ),
    ],
)
def test_an_author_is_told_where_it_belongs_and_what_to_do(break_it, place, said):
    raw = sound()
    break_it(raw)
    assert said in message(refused(raw), *place)


def test_every_scene_with_a_problem_is_marked_at_once():
    raw = sound()
    raw["scenes"][0]["options"][1]["to"] = "nowhere"
    raw["scenes"][1]["options"][1]["to"] = "elsewhere"
    errors = refused(raw)
    assert "nowhere" in message(errors, "scenes", 0, "options", 1, "to")
    assert "elsewhere" in message(errors, "scenes", 1, "options", 1, "to")


def test_a_way_that_is_too_long_is_refused():
    steps = [
        scene(f"s{n}", option(f"s{n + 1}"), option(f"s{n + 1}")) for n in range(13)
    ]
    raw = sound() | {"scenes": [*steps, scene("s13")]}
    assert "13 steps" in message(refused(raw), "scenes")


def test_what_the_block_takes_the_spec_takes_too():
    raw = sound()
    steps = [scene(f"s{n}", option(f"s{n + 1}"), option("s12")) for n in range(12)]
    raw["scenes"] = [*steps, scene("s12")]
    Activity.from_json(BLOCK.to_spec(BLOCK.clean(BLOCK.to_python(raw)), ID))


def test_a_draft_may_still_lead_nowhere():
    block = ScenarioBlock()
    block.defer_required_validation()
    raw = sound()
    raw["scenes"] = [scene("hello", option("not-yet-written"))]
    assert block.clean(block.to_python(raw))["prompt"] == "You call the buyer."


@pytest.mark.parametrize(
    ("text", "effects"),
    [
        ("", {}),
        ("trust +1, time -1", {"trust": 1, "time": -1}),
        ("trust+1,time−2", {"trust": 1, "time": -2}),
        ("good-will -1", {"good-will": -1}),
        ("a-1 + 10,", {"a-1": 10}),
    ],
)
def test_effects_are_read_as_they_are_written(text, effects):
    assert read_effects(text) == effects


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("trust", "can’t be read"),
        ("trust 1", "can’t be read"),
        ("Trust +1", "can’t be read"),
        ("trust +1 time -1", "can’t be read"),
        ("trust +0", "by 1 to 10"),
        ("trust +11", "by 1 to 10"),
        ("trust +1, trust -1", "comes twice"),
    ],
)
def test_effects_that_say_nothing_are_refused(text, said):
    with pytest.raises(ValidationError, match=said):
        read_effects(text)

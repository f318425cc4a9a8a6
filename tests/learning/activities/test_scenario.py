from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.activities.activity import Activity
from learning.activities.errors import AnswerError, SpecError
from learning.activities.quiz import grade, parse_answer
from learning.activities.scenario import (
    HIGH,
    LOW,
    best_path,
    longest_ways,
    unreachable,
    walk,
)
from tests.learning.activities.examples import (
    VECTORS,
    activities_json,
    activity_json,
    paths,
)

WALKS = [row for row in VECTORS if "scene" in row]


def option(name, to, **effects):
    return {"id": name, "to": to, "effects": effects}


def scenes(**ways):
    """Scenes out of `start="middle end"`: each with an option to each of those."""
    return [
        {
            "id": name,
            "options": [
                option(f"{name}-{n}", to) for n, to in enumerate(leads_to.split())
            ],
        }
        for name, leads_to in ways.items()
    ]


def variable(name="trust", start=4, good_from=6):
    return {"id": name, "start": start, "good_from": good_from}


@pytest.mark.parametrize("row", WALKS, ids=lambda row: "-".join(row["raw"]) or "start")
def test_vector_of_where_a_path_leads(row):
    here = walk(Activity.from_json(row["activity"]), row["raw"])

    assert (here.scene.id, here.values) == (row["scene"], row["values"])
    assert here.has_ended == ("error" not in row)
    assert [step.option for step in here.steps] == row["raw"]


def test_a_step_says_how_far_things_really_moved():
    """What is at its end goes no further, and a debrief that said so would be lying."""
    scenario = Activity.from_json(WALKS[0]["activity"])

    steps = walk(scenario, ["ask", "push", "sorry"]).steps

    assert [step.moved for step in steps] == [
        {"trust": 1, "time": -1},
        {"trust": -5},
        {"trust": 10},
    ]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"variables": []}, "too_few: activity.variables"),
        (
            {"variables": [variable(), variable()]},
            "duplicate_id: activity.variables: trust",
        ),
        (
            {"variables": [variable(name) for name in "abcde"]},
            "out_of_range: activity.variables",
        ),
        (
            {"variables": [variable(start=11)]},
            "out_of_range: activity.variables[0].start",
        ),
        (
            {"variables": [variable(good_from=-1)]},
            "out_of_range: activity.variables[0].good_from",
        ),
        ({"scenes": scenes(end="")}, "too_few: activity.scenes"),
        ({"scenes": scenes(start="", end="")}, "too_few: activity.scenes[0].options"),
        (
            {"scenes": scenes(start="end", end="")},
            "too_few: activity.scenes[0].options",
        ),
        (
            {"scenes": scenes(start="end nowhere", end="")},
            "unknown_id: activity.scenes[0].options[1].to",
        ),
        (
            {"scenes": scenes(start="end end", island="end end", end="")},
            "unreachable: activity.scenes: island",
        ),
        (
            {"scenes": scenes(start="middle end", middle="start end", end="")},
            "loop: activity.scenes",
        ),
        (
            {"scenes": scenes(start="start end", end="")},
            "loop: activity.scenes",
        ),
        (
            {"scenes": [*scenes(a="b b", b=""), *scenes(b="")]},
            "duplicate_id: activity.scenes: b",
        ),
        (
            {
                "scenes": [
                    {"id": "a", "options": [option("x", "b"), option("x", "b")]},
                    {"id": "b", "options": []},
                ]
            },
            "duplicate_id: activity.scenes: x",
        ),
        (
            {
                "scenes": [
                    {
                        "id": "a",
                        "options": [option("x", "b"), option("y", "b", luck=1)],
                    },
                    {"id": "b", "options": []},
                ]
            },
            "unknown_field: activity.scenes[0].options[1].effects.luck",
        ),
        (
            {
                "scenes": [
                    {"id": "a", "options": [option("x", "b", trust=11)]},
                    {"id": "b", "options": []},
                ]
            },
            "out_of_range: activity.scenes[0].options[0].effects.trust",
        ),
        (
            {
                "scenes": [
                    *scenes(**{f"s{n}": f"s{n + 1} s{n + 1}" for n in range(13)}),
                    *scenes(s13=""),
                ]
            },
            "out_of_range: activity.scenes",
        ),
        (
            {"scenes": [*scenes(a="b b"), *scenes(**{f"s{n}": "" for n in range(40)})]},
            "out_of_range: activity.scenes",
        ),
    ],
)
def test_a_mistake_in_a_scenario_is_named_with_its_place(changed, error):
    with pytest.raises(SpecError) as caught:
        Activity.from_json(activity_json("scenario", **changed))

    assert str(caught.value) == error


@given(activities_json(("scenario",)), st.data())
def test_every_path_ends_and_stays_between_the_ends(raw, data):
    scenario = Activity.from_json(raw)
    path = data.draw(paths(raw))

    stations = [walk(scenario, path[:taken]) for taken in range(len(path) + 1)]

    assert [station.has_ended for station in stations] == [False] * len(path) + [True]
    for station in stations:
        assert all(LOW <= value <= HIGH for value in station.values.values())
    for before, after in pairwise(stations):
        moved = after.steps[-1].moved
        for name, value in after.values.items():
            assert value == before.values[name] + moved.get(name, 0)


@given(activities_json(("scenario",)), st.data())
def test_what_is_not_a_whole_path_is_no_answer(raw, data):
    scenario = Activity.from_json(raw)
    path = data.draw(paths(raw))

    for wrong, code in [
        (path[:-1], "missing" if path[:-1] else "empty"),
        ([*path, path[-1]], "too_many"),
        ([*path[:-1], "elsewhere"], "unknown"),
    ]:
        with pytest.raises(AnswerError, match=code):
            parse_answer(scenario, wrong)


@given(activities_json(("scenario",)), st.data())
def test_no_path_is_better_than_the_best_one(raw, data):
    scenario = Activity.from_json(raw)
    best = parse_answer(scenario, best_path(scenario))

    assert grade(scenario, best).score >= grade(scenario, data.draw(paths(raw))).score


def test_ways_are_counted_and_islands_found():
    ways = {"a": ["b", "d"], "b": ["c"], "c": ["d"], "d": [], "island": ["d"]}

    assert longest_ways(ways) == {"a": 3, "b": 2, "c": 1, "d": 0, "island": 1}
    assert longest_ways({"a": ["b"], "b": ["a"]}) is None
    assert unreachable(ways) == ["island"]
    assert unreachable({"a": ["nowhere"]}) == []

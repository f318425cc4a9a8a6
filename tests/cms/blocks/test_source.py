"""The demo's files become blocks that the editor would have taken."""

import tomllib
from pathlib import Path
from uuid import UUID

import pytest

from cms.blocks.lists import LessonBody, QuizPool
from cms.blocks.source import (
    UnknownWordError,
    cleaned_stream,
    raw_stream,
    refuse_unknown,
)
from learning.activities.kinds import Activity

NAMESPACE = UUID("6f9619ff-8b86-4011-b42d-00c04fc964ff")
LESSONS = sorted(Path("fixtures/modules").glob("*/lessons/*.toml"))
MODULES = sorted(Path("fixtures/modules").glob("*/module.toml"))


def drawings(folder):
    return {path.name: path.read_text() for path in folder.glob("diagrams/*.svg")}


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_of_the_demo_is_taken_whole(path):
    source = tomllib.loads(path.read_text())
    raw = raw_stream(
        source["body"], namespace=NAMESPACE, drawings=drawings(path.parent.parent)
    )
    body = cleaned_stream(LessonBody().to_python(raw))

    assert [child.id for child in body] == [block["id"] for block in raw]
    for child in body:
        assert child.block.to_text(child.value, child.id)["kind"] == child.block_type
        if child.block.is_activity:
            spec = child.block.to_spec(child.value, child.id)
            assert Activity.from_json(spec).to_json() == spec


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.parent.stem)
def test_the_tests_of_a_module_are_taken_whole(path):
    source = tomllib.loads(path.read_text())
    for part in ("pretest", "pool"):
        raw = raw_stream(source[part], namespace=NAMESPACE, drawings={})
        questions = cleaned_stream(QuizPool().to_python(raw))
        assert len(questions) == len(source[part])


def test_loading_again_changes_no_identity():
    entry = {
        "type": "single",
        "id": "q",
        "prompt": "?",
        "choices": [{"id": "a", "text": "A", "right": True, "feedback": ""}],
    }
    first = raw_stream([entry], namespace=NAMESPACE, drawings={})
    entry["prompt"] = "Really?"
    again = raw_stream([entry], namespace=NAMESPACE, drawings={})
    assert again[0]["id"] == first[0]["id"]
    assert again[0]["value"]["choices"] == first[0]["value"]["choices"]


PRACTICE = tomllib.loads("""
[[body]]
type = "costing"
id = "package"
prompt = "What does it cost?"
inputs = [
  { id = "workers", name = "Workers", value = "180", unit = "", fixed = true },
  { id = "rise", name = "Wage rise", value = "6", unit = "%", fixed = false },
]
formula = "workers * rise"
result = "Cost in one month"
unit = "francs"
goal_min = ""
goal_max = "1300000"
feedback = "Why"

[[body]]
type = "price_split"
id = "t-shirt"
prompt = "Who gets what?"
total = "29"
unit = "€"
tolerance = "5"
parts = [{ id = "worker", text = "Who sews", amount = "0.18" }, { id = "rest", text = "All others", amount = "28.82" }]
source = "A study"
feedback = ""

[[body]]
type = "plan"
id = "mandate"
title = "Mandate sheet"
intro = "For the table"
rows = [{ id = "must", text = "We must", hint = "or no deal", lines = 3 }, { id = "can", text = "We can", hint = "", lines = 1 }]
checks = []

[[body]]
type = "risk_ranking"
id = "salient"
prompt = "Which first?"
sectors = [{ id = "textile", text = "Textiles" }]
risks = [{ id = "a", text = "A", hint = "" }, { id = "b", text = "B", hint = "H" }, { id = "c", text = "C", hint = "" }]
feedback = ""
""")["body"]


def test_practice_is_taken_as_it_is_written():
    refuse_unknown(PRACTICE, LessonBody())
    raw = raw_stream(PRACTICE, namespace=NAMESPACE, drawings={})
    body = cleaned_stream(LessonBody().to_python(raw))
    specs = [child.block.to_spec(child.value, child.id) for child in body]
    assert [each["kind"] for each in specs] == [each["type"] for each in PRACTICE]
    assert [each["id"] for each in specs[0]["inputs"]] == ["workers", "rise"]
    assert specs[1]["parts"][0]["id"] == raw[1]["value"]["parts"][0]["id"]
    for spec in specs:
        assert Activity.from_json(spec).to_json() == spec


def test_a_field_that_there_is_not_is_a_slip_of_the_pen():
    with pytest.raises(UnknownWordError, match="has no field “colour”"):
        refuse_unknown([PRACTICE[0] | {"colour": "red"}], LessonBody())

"""The demo's files become blocks that the editor would have taken."""

import tomllib
from pathlib import Path
from uuid import UUID

import pytest

from cms.blocks.lists import LessonBody, QuizPool
from cms.blocks.source import cleaned_stream, raw_stream
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

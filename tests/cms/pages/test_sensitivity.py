"""What an author is told about a lesson or module that needs care."""

import tomllib
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StructBlockValidationError

from cms.blocks.lists import LessonBody, QuizPool
from cms.blocks.quiz import SingleBlock
from cms.blocks.sensitivity import LEVEL_CHOICES
from cms.module_files import load_module
from cms.pages.sensitivity import words_told
from learning.catalogue.shelf import shelf

ROOT = Path(__file__).parents[3]
FOLDERS = sorted(
    file.parent
    for pattern in ("fixtures/modules/*/module.toml", "tests/cms/*/module.toml")
    for file in ROOT.glob(pattern)
)
SENSITIVE = ROOT / "tests" / "cms" / "sensitive_module"
QUESTION = {
    "prompt": "Who?",
    "choices": [
        {"text": "She", "right": True, "feedback": ""},
        {"text": "He", "right": False, "feedback": ""},
    ],
    "feedback": "",
}
NOTE = "It speaks of harassment. You may skip it."


def of(fields: dict, error) -> str:
    """What the author reads at one field."""
    return "; ".join(error.value.message_dict[fields])


def body(**changed):
    return [("single", QUESTION | {"required": False} | changed)]


@pytest.mark.parametrize("block", [*LessonBody().child_blocks.values()])
def test_every_activity_can_be_marked_and_starts_as_none(block):
    if not block.is_activity:
        return
    assert list(block.child_blocks)[-1] == "sensitivity"
    value = block.to_python({"prompt": "x", "text": "x", "answer": "true"})
    assert block.level(value) == "none"


def test_what_needs_care_cannot_be_required():
    block = SingleBlock()
    value = block.to_python(QUESTION | {"sensitivity": "careful"})
    with pytest.raises(StructBlockValidationError) as error:
        block.clean(value)
    said = error.value.block_errors["required"].messages
    assert said == [
        "This needs care, so nobody may be made to answer it. Take this tick away."
    ]
    value["required"] = False
    spec = block.to_spec(block.clean(value), "q")
    assert (spec["sensitivity"], spec["required"]) == ("careful", False)


@pytest.mark.parametrize("level", ["careful", "sensitive"])
def test_a_lesson_that_needs_care_needs_a_note(lesson, module, level):
    module.neutral_title = "Module N"
    module.slug = "n"
    module.save()
    lesson.slug, lesson.sensitivity = "a1", level
    with pytest.raises(ValidationError) as error:
        lesson.clean()
    assert "shown first" in of("content_note", error)
    lesson.content_note = NOTE
    lesson.clean()


def test_a_sensitive_question_makes_the_lesson_sensitive(lesson):
    lesson.body = body(sensitivity="sensitive")
    with pytest.raises(ValidationError) as error:
        lesson.clean()
    assert set(error.value.message_dict) == {"content_note", "sensitivity"}
    assert "neutral title" in of("sensitivity", error)


def test_a_sensitive_lesson_has_no_notebook(lesson):
    lesson.sensitivity, lesson.content_note = "sensitive", NOTE
    lesson.body = [("reflection", {"prompt": "What happened to you?"})]
    with pytest.raises(ValidationError) as error:
        lesson.clean()
    assert "no notebook" in of("body", error)
    lesson.sensitivity = "careful"
    lesson.clean()


def test_an_address_in_a_discreet_module_tells_nothing(lesson, module):
    module.neutral_title, module.title = "Module N", "Harassment at work"
    module.slug = "n"
    module.save()
    lesson.title, lesson.slug = "Naming harassment", "naming-harassment"
    with pytest.raises(ValidationError) as error:
        lesson.clean()
    assert "“naming” in the address" in of("slug", error)


@pytest.mark.parametrize(
    ("field", "value"), [("slug", "on-harassment"), ("neutral_title", "Harassment 1")]
)
def test_a_discreet_module_tells_nothing_outside(module, field, value):
    module.title, module.slug, module.neutral_title = "Harassment", "n", "Module N"
    setattr(module, field, value)
    with pytest.raises(ValidationError) as error:
        module.clean()
    assert "“harassment”" in of(field, error)


def test_a_test_asks_nothing_that_needs_care(module):
    module.pool = body(sensitivity="careful")
    with pytest.raises(ValidationError) as error:
        module.clean()
    assert "cannot stand in a test" in of("pool", error)


def test_short_words_and_numbers_tell_nothing():
    assert words_told("part-3-work", "Part 3 of the work", "What a day") == []
    assert words_told("VIOLENCE-and", "On violence", "Violence") == ["violence"] * 2


def test_the_level_goes_up_to_the_catalogue(home, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        load_module(SENSITIVE, home)
    module = shelf.module("q7")
    assert module.sensitivity == "sensitive"
    assert [each.sensitivity for each in module.lessons] == [
        "sensitive",
        "careful",
        "none",
    ]
    assert module.is_discreet
    assert module.outward_title("fr") == "Module Q7"
    assert module.outward_title_of(module.lessons[2], "en") == "Module Q7 · 3"


# --- all modules that are kept in files -----------------------------------------------


def blocks_of(folder: Path):
    """(file, lesson or None, block) for every block of a module."""
    module = tomllib.loads((folder / "module.toml").read_text())
    for each in (*module.get("pretest", ()), *module.get("pool", ())):
        yield "module.toml", None, each
    for file in sorted((folder / "lessons").glob("*.toml")):
        lesson = tomllib.loads(file.read_text())
        for each in lesson["body"]:
            yield file.name, lesson, each


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_module_needs_anything_sensitive(folder):
    known = LessonBody().child_blocks | QuizPool().child_blocks
    levels = [level for level, _ in LEVEL_CHOICES]
    wrong = []
    for file, lesson, block in blocks_of(folder):
        level = block.get("sensitivity", "none")
        where = f"{file} {block['id']}"
        if level not in levels:
            wrong.append(f"{where}: unknown level")
        kind = known[block["type"]]
        if level != "none" and block.get("required", kind.is_required):
            wrong.append(f"{where}: sensitive and required")
        if level != "none" and lesson is None:
            wrong.append(f"{where}: sensitive in a test")
        if (
            lesson
            and lesson.get("sensitivity") == "sensitive"
            and getattr(kind, "takes_free_text", False)
        ):
            wrong.append(f"{where}: free text in a sensitive lesson")
    assert wrong == []

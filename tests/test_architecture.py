"""The shape of the house: what the import rules of pyproject.toml don't say."""

import ast

import pytest
from django.apps import apps

from tests.house import APPS, ROOT, ours, python_files, short, templates, tree

# A thing without a name has no place yet (docs/architecture.md).
JUNK_DRAWERS = {"utils", "util", "helpers", "common", "services", "core", "misc", "lib"}
LONGEST_FILE = 400
LONGEST_TEST = 600
LONGEST_TEMPLATE = 120
# The rooms of learning that have tables; each has its part of the database's story.
ROOMS_WITH_MODELS = {
    "catalogue",
    "certificates",
    "classroom",
    "deliveries",
    "enrolments",
    "members",
    "progress",
    "reports",
}


def test_no_python_file_is_too_long():
    too_long = {
        short(path): lines
        for path in python_files(*APPS, "tests", "deploy", "bench")
        if (lines := lines_of_code(path.read_text()))
        > (LONGEST_TEST if "tests" in path.parts else LONGEST_FILE)
    }
    assert too_long == {}


def lines_of_code(text: str) -> int:
    return sum(1 for line in text.splitlines() if line.strip())


def test_no_template_is_too_long():
    # The gallery shows every component on one page, on purpose.
    too_long = {
        short(path): lines
        for path in templates()
        if (lines := len(path.read_text().splitlines())) > LONGEST_TEMPLATE
        and path.name != "gallery.html"
    }
    assert too_long == {}


def test_nothing_is_called_after_a_junk_drawer():
    named = [
        short(path)
        for path in ours("*", folders=(*APPS, "tests", "bench"))
        if path.stem in JUNK_DRAWERS
    ]
    assert named == []


@pytest.mark.parametrize("app", APPS)
def test_every_model_can_be_had_from_the_apps_models(app):
    config = apps.get_app_config(app)
    missing = {
        model.__name__
        for model in config.get_models()
        if getattr(config.models_module, model.__name__, None) is not model
    }
    assert missing == set()


def test_models_live_in_the_rooms_that_are_known_to_have_them():
    homes = {
        model.__module__.split(".")[1]
        for model in apps.get_app_config("learning").get_models()
    }
    assert homes <= ROOMS_WITH_MODELS


def test_learning_has_one_chain_of_migrations_and_one_app():
    assert sorted(short(path) for path in ROOT.glob("learning/**/apps.py")) == [
        "learning/apps.py"
    ]
    assert sorted(short(path) for path in ROOT.glob("learning/**/migrations")) == [
        "learning/migrations"
    ]


def test_activities_are_pure():
    """No database, no web: what is graded here is graded the same everywhere."""
    allowed = ("django.utils.translation",)
    impure = [
        f"{short(path)}:{node.lineno} {name}"
        for path in python_files("learning/activities")
        for node in ast.walk(tree(path))
        for name in imported(node)
        if name.split(".")[0] == "django" and not name.startswith(allowed)
    ]
    assert impure == []


def test_signals_are_only_in_cms():
    """News travels by asking downwards; Wagtail alone offers nothing else."""
    receivers = [
        short(path)
        for path in python_files("learning")
        for node in ast.walk(tree(path))
        for name in imported(node)
        if name.startswith("django.dispatch") or ".signals" in name
    ]
    assert receivers == []


def test_an_import_inside_a_function_gives_its_reason():
    silent = [
        f"{short(path)}:{number}"
        for path in python_files(*APPS, "tests", "deploy")
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if "PLC0415" in line
        and " -- " not in line
        and path.name != "test_architecture.py"
    ]
    assert silent == []


def test_learnings_templates_extend_only_the_base():
    others = []
    for path in ROOT.glob("learning/templates/learning/**/*.html"):
        for line in path.read_text().splitlines():
            if "{% extends" in line and '"base.html"' not in line:
                others.append(f"{short(path)}: {line.strip()}")
    assert others == []


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []

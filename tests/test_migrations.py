"""Migrations: none missing, one chain, named by a person, dangerous steps owned up to."""

import ast
import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.house import APPS, ROOT, short

# What Django calls a migration when nobody does: a date, or a list of its operations.
NAMED_BY_NOBODY = re.compile(
    r"_auto_\d|_(initial|alter|add|remove|rename|delete|create)_\w+(_and_more)?$|_and_more$"
)
# Loses data, or holds up a big table; the file says in a comment why that is all right.
DANGEROUS = {
    "AlterField",
    "DeleteModel",
    "RemoveField",
    "RenameField",
    "RenameModel",
    "RunPython",
    "RunSQL",
}
OWNING_UP = "# Safe:"


def migrations() -> list:
    return sorted(
        path for app in APPS for path in (ROOT / app / "migrations").glob("[0-9]*.py")
    )


@pytest.mark.django_db
def test_none_is_missing():
    said = StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=said)
    except SystemExit:
        pytest.fail(f"Models have changed without a migration:\n{said.getvalue()}")


@pytest.mark.django_db
@pytest.mark.parametrize("app", APPS)
def test_the_chain_has_one_end(app):
    leaves = MigrationLoader(None).graph.leaf_nodes(app)
    assert len(leaves) == 1


def test_numbers_follow_each_other():
    for app in APPS:
        numbers = [int(path.name[:4]) for path in migrations() if app in path.parts]
        assert numbers == list(range(1, len(numbers) + 1)), app


def test_each_is_named_by_a_person():
    nameless = [
        short(path) for path in migrations() if NAMED_BY_NOBODY.search(path.stem)
    ]
    assert nameless == []


def test_dangerous_steps_are_owned_up_to():
    """`# Safe: …` in the file, beside an operation that could lose or lock something."""
    silent = []
    for path in migrations():
        text = path.read_text()
        steps = {
            node.func.attr
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        if steps & DANGEROUS and OWNING_UP not in text:
            silent.append(f"{short(path)}: {', '.join(sorted(steps & DANGEROUS))}")
    assert silent == []


def test_steps_of_python_can_go_back():
    one_way = [
        f"{short(path)}:{node.lineno}"
        for path in migrations()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"RunPython", "RunSQL"}
        and len(node.args) + len(node.keywords) < 2  # there and back
    ]
    assert one_way == []


def test_none_needs_an_extension_of_the_database():
    """A union's PostgreSQL is often rented, and its owner may not install one."""
    named = [
        short(path)
        for path in migrations()
        if re.search(r"Extension\(|CREATE EXTENSION", path.read_text())
    ]
    assert named == []


def test_block_definitions_stay_out():
    """A changed lesson block must not need a migration (cms/pages says how)."""
    with_blocks = [
        short(path) for path in migrations() if "wagtail.blocks" in path.read_text()
    ]
    assert with_blocks == []

"""The documents keep up with the house: every setting, command and link."""

import ast
import re
from pathlib import Path

import pytest

from tests.house import ROOT, python_files, short, tree

DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "bench/*.md", "deploy/*.md")
    for path in ROOT.glob(pattern)
)
READERS = {"text", "flag", "number", "words", "folder", "secret", "database"}
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
LONGEST_DECISION = 50


def settings_in_code() -> set[str]:
    """The names given to the typed readers of cms/environment.py."""
    return {
        node.args[0].value
        for node in ast.walk(tree(ROOT / "cms" / "settings.py"))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in READERS
        and getattr(node.func.value, "id", "") == "environment"
    }


def settings_of_the_runner() -> set[str]:
    """What deploy/serve.py reads itself."""
    return set(
        re.findall(
            r'environ\.(?:get|setdefault)\("(\w+)"',
            (ROOT / "deploy/serve.py").read_text(),
        )
    )


def documented_settings() -> set[str]:
    """The first column of the tables of docs/settings.md."""
    table = (ROOT / "docs" / "settings.md").read_text()
    return set(re.findall(r"^\| `(\w+)`", table, flags=re.MULTILINE))


def test_every_setting_is_documented_and_none_that_is_gone():
    assert settings_in_code() | settings_of_the_runner() == documented_settings()


def test_settings_are_read_in_one_place():
    """Nobody else looks at the environment, so the table is the whole truth."""
    elsewhere = [
        short(path)
        for path in python_files()
        if path.name not in {"environment.py", "wsgi.py"}
        and re.search(r"os\.(environ|getenv)", path.read_text())
    ]
    assert elsewhere == []


@pytest.mark.parametrize(
    "command",
    sorted(path.stem for path in ROOT.glob("*/management/commands/[a-z]*.py")),
)
def test_every_command_is_documented(command):
    assert any(f"manage.py {command}" in path.read_text() for path in DOCUMENTS)


def test_every_target_of_the_makefile_says_what_it_does():
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    explained = set(re.findall(r"^([a-z]+):.*## \w", makefile, flags=re.MULTILINE))
    assert targets == explained


@pytest.mark.parametrize("document", DOCUMENTS, ids=short)
def test_links_lead_somewhere(document):
    dead = [
        target
        for target in LINK.findall(document.read_text())
        if not target.startswith(("http://", "https://", "mailto:", "#"))
        and not (document.parent / target.split("#")[0]).exists()
    ]
    assert dead == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=short)
def test_files_that_are_named_exist(document):
    """`learning/intake.py` in a text must be there, or the text misleads."""
    folders = "learning|cms|tests|docs|deploy|bench|fixtures|locale"
    named = re.findall(rf"`((?:{folders})/[\w./-]+\.\w+)`", document.read_text())
    gone = [name for name in named if not (ROOT / name).exists()]
    assert gone == []


def test_decisions_are_numbered_and_short():
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [int(path.name[:4]) for path in decisions]
    assert numbers == list(range(1, len(numbers) + 1))
    too_long = [
        short(path)
        for path in decisions
        if len(path.read_text().splitlines()) > LONGEST_DECISION
    ]
    assert too_long == []


def test_nothing_names_a_machine_of_ours():
    """The project runs anywhere: no path of one machine, no registry's address."""
    private = re.compile(r"/root/|/home/\w|--index-url|--find-links|extra-index")
    files: list[Path] = [*DOCUMENTS, *python_files(), *ROOT.glob("requirements*.lock")]
    files += [ROOT / "Makefile", ROOT / "pyproject.toml", *ROOT.glob("deploy/*")]
    naming = [
        short(path)
        for path in files
        if path.is_file() and private.search(path.read_text())
    ]
    assert naming == []

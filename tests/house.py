"""Where the house's own files are, for the tests that read them as text."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = ("learning", "cms")


def ours(*patterns: str, folders: tuple[str, ...] = APPS) -> list[Path]:
    """Files of ours, generated migrations left out, in a settled order."""
    found = {
        path
        for folder in folders
        for pattern in patterns
        for path in (ROOT / folder).rglob(pattern)
        if "migrations" not in path.parts and "__pycache__" not in path.parts
    }
    return sorted(found)


def python_files(*folders: str) -> list[Path]:
    return ours("*.py", folders=folders or APPS)


def templates() -> list[Path]:
    return [path for path in ours("*.html") if "templates" in path.parts]


def template_name(path: Path) -> str:
    """The name a view or another template calls it by."""
    folder = max(index for index, part in enumerate(path.parts) if part == "templates")
    return "/".join(path.parts[folder + 1 :])


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))

"""The vectors that Python and the browser share."""

import json
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "vectors"


def vectors(name: str) -> list[dict]:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def title(row: dict) -> str:
    """What a vector is called in the list of tests."""
    told = row.get("formula", row.get("raw", row.get("typed", row.get("rows"))))
    return str(told)[:40]

"""A SQLite database with every migration run, kept from one run of the tests to the next."""

import hashlib
from pathlib import Path

from tests.house import ROOT


def database() -> Path:
    """Where it is, or will be; another name when anything it depends on has changed."""
    sources = [ROOT / "requirements-dev.lock", ROOT / "cms" / "settings.py"]
    sources += sorted(ROOT.glob("*/migrations/*.py"))
    digest = hashlib.sha256()
    for source in sources:
        digest.update(str(source.relative_to(ROOT)).encode() + source.read_bytes())
    folder = ROOT / ".pytest_cache" / "d" / "migrated"
    return folder / f"{digest.hexdigest()[:16]}.sqlite3"

"""Databases with every migration run, so that no run of the tests does it twice.

On SQLite a file, kept from one run to the next and copied by each process; on PostgreSQL
a template, for a server of ours starts empty. Every migration really runs, which takes
half a minute: `python -m tests.migrated [URL of PostgreSQL]` can do it beforehand.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
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


def ready() -> Path:
    """The SQLite file, made if it is not there; who comes meanwhile, waits for it."""
    kept = database()
    kept.parent.mkdir(parents=True, exist_ok=True)
    with (kept.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            for outdated in kept.parent.glob("*.sqlite3*"):
                outdated.unlink()
            unfinished = kept.with_suffix(".sqlite3-unfinished")
            _migrate("", unfinished)
            unfinished.rename(kept)
    return kept


def _migrate(database_url: str, keep_as: Path | None = None) -> None:
    """In a process of its own: a database is chosen once for a process."""
    code = "from tests.migrated import run; run()"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": database_url,
        "KEEP_AS": str(keep_as or ""),
    }
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True)


def run() -> None:
    """Run every migration as Django does for a database of tests."""
    import django  # noqa: PLC0415 -- only here is there a database
    from django.core.management import call_command  # noqa: PLC0415 -- as above
    from django.db import connection  # noqa: PLC0415 -- as above

    django.setup()
    call_command("migrate", interactive=False, verbosity=0, run_syncdb=True)
    call_command("createcachetable", verbosity=0)
    if keep_as := os.environ["KEEP_AS"]:
        connection.cursor().execute("VACUUM INTO %s", [keep_as])


def main(arguments: list[str]) -> None:
    with ThreadPoolExecutor() as pool:
        made = [pool.submit(ready)]
        made += [pool.submit(_migrate, database_url) for database_url in arguments]
    for each in made:
        each.result()


if __name__ == "__main__":
    main(sys.argv[1:])

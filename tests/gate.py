"""The gate: `python -m tests.gate` (make test), or `--fast` (make check).

Runs every step even when one fails, then says in its last lines what failed, what did
not run and why, and the sum of all tests. Where CI=true, a part that could not run is a
failure.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from tests import chromium, postgres

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
# Few at a time, so that neither of two is left with the long ones at the end.
WORKERS = ["-n", str(min(2, os.cpu_count() or 1)), "--maxschedchunk=10"]
ON_POSTGRES = "tests on PostgreSQL"
# What `manage.py check --deploy` judges: a site as docs/deploy.md sets it up.
LIKE_PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "tests.production",
    "PRODUCTION": "True",
    "BASE_URL": "https://palabre.example",
    "EMAIL_HOST": "mail.palabre.example",
    "ALLOWED_HOSTS": "palabre.example",
    "SECRET_KEY": "only-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFG",
}


@dataclass
class Tally:
    """What the last lines say."""

    counts: Counter = field(default_factory=Counter)
    failed_steps: list[str] = field(default_factory=list)
    failed_tests: list[str] = field(default_factory=list)
    not_run: list[str] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    def add_report(self, step: str, report: Path) -> None:
        if not report.exists():
            return
        for case in ET.parse(report).iter("testcase"):  # noqa: S314 -- our own file
            outcomes = {child.tag for child in case} & {"failure", "error", "skipped"}
            if outcomes & {"failure", "error"}:
                word = "failed" if "failure" in outcomes else "error"
                self.counts[word] += 1
                name = f"{case.get('classname')}::{case.get('name')}"
                self.failed_tests.append(f"{name} ({step})")
            else:
                self.counts["skipped" if outcomes else "passed"] += 1

    def close(self, *, strict: bool) -> int:
        line()
        for name in self.failed_tests:
            line(f"FAILED {name}")
        for name in self.failed_steps:
            line(f"FAILED step: {name}")
        for reason in self.not_run:
            line("!" * 78)
            line(f"!! NOT RUN: {reason}")
            line("!" * 78)
        if self.not_run and strict:
            line("CI=true: what could not run counts as failed.")
            self.counts["error"] += len(self.not_run)
        in_order = ("failed", "passed", "skipped", "error")
        sums = [f"{self.counts[word]} {word}" for word in in_order if self.counts[word]]
        took = time.monotonic() - self.started
        line(f" {', '.join(sums) or 'no tests ran'} in {took:.2f}s ".center(78, "="))
        failed = self.failed_steps or (self.not_run and strict)
        return 1 if failed else 0


def line(words: str = "") -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def quietly(tally: Tally, name: str, command: list, **environment: str) -> None:
    """A step whose output matters only when it fails."""
    started = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    took = f"{time.monotonic() - started:.1f} s"
    if done.returncode == 0:
        line(f"ok      {name} ({took})")
        return
    line(f"FAILED  {name} ({took})")
    line(done.stdout.rstrip())
    tally.failed_steps.append(name)
    tally.counts["error"] += 1


def pytest(tally: Tally, name: str, *options: str, **environment: str) -> None:
    line(f"\n── {name} ".ljust(78, "─"))
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "--no-header", *options]
        done = subprocess.run(
            [*command, f"--junitxml={report}", "-o", "junit_logging=no"],
            cwd=ROOT,
            env=os.environ | environment,
            check=False,
        )
        failures = len(tally.failed_tests)
        tally.add_report(name, report)
    nothing_collected = 5
    if done.returncode == nothing_collected:
        tally.failed_steps.append(f"{name}: no tests were found")
        tally.counts["error"] += 1
    elif done.returncode:
        tally.failed_steps.append(name)
        if len(tally.failed_tests) == failures:  # it fell over before any test did
            tally.counts["error"] += 1


def lint(tally: Tally) -> None:
    manage = [sys.executable, "manage.py"]
    with tempfile.TemporaryDirectory() as folder:
        quietly(tally, "lint", [BIN / "ruff", "check", "."])
        quietly(tally, "format", [BIN / "ruff", "format", "--check", "."])
        quietly(tally, "import directions", [BIN / "lint-imports", "--no-cache"])
        quietly(tally, "catalogues", [*manage, "compile_catalogues"], DATA_DIR=folder)
        quietly(
            tally,
            "migrations",
            [*manage, "makemigrations", "--check", "--dry-run"],
            DATA_DIR=folder,
        )
        quietly(
            tally,
            "keys of a production site",
            [*manage, "make_keys"],
            **LIKE_PRODUCTION,
            DATA_DIR=folder,
        )
        quietly(
            tally,
            "checks of a production site",
            [*manage, "check", "--deploy", "--fail-level=WARNING"],
            **LIKE_PRODUCTION,
            DATA_DIR=folder,
        )


@contextlib.contextmanager
def migrating(tally: Tally) -> Iterator[Callable[[], dict[str, str]] | None]:
    """Both databases are migrated while other steps run; lint leaves a processor free.

    Yields what waits for PostgreSQL and tells how to find it; None if there is none.
    """
    with contextlib.ExitStack() as stack:
        urls, given = [], os.environ.get("TEST_DATABASE_URL")
        try:
            urls = [stack.enter_context(postgres.running())]
        except postgres.CannotRunError as error:
            tally.not_run.append(f"{ON_POSTGRES}: {error}")
        # A server that was there before keeps its database as it is.
        ours = [] if given else urls
        making = subprocess.Popen(
            [sys.executable, "-m", "tests.migrated", *ours],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        stack.callback(making.wait)
        stack.callback(making.terminate)

        def found() -> dict[str, str]:
            # What goes wrong here goes wrong there again, and is told there.
            is_made = making.wait() == 0
            template = {"TEST_TEMPLATE": postgres.DATABASE} if ours and is_made else {}
            return {"DATABASE_URL": urls[0], **template}

        yield found if urls else None


@contextlib.contextmanager
def loading_demo() -> Iterator[Path]:
    """The folder where the journeys find the demo, which is loaded while others run."""
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        loading = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.site", folder],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": ""},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        stack.callback(loading.wait)
        stack.callback(loading.terminate)
        yield Path(folder)


def journeys(tally: Tally, demo: Path) -> None:
    name = "journeys in a browser"
    try:
        chromium.find()
    except chromium.CannotRunError as error:
        tally.not_run.append(f"{name}: {error}")
        return
    pytest(
        tally,
        name,
        *("tests/journeys", "-m", "journey", *WORKERS, "--maxschedchunk=1"),
        DATABASE_URL="",
        DEMO_IN=str(demo),
    )


def main(arguments: list[str]) -> int:
    tally = Tally()
    strict = os.environ.get("CI") == "true"
    # Else each of a hundred processes would compile everything again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if "--fast" in arguments:
        lint(tally)
        pytest(
            tally,
            "fast tests on SQLite",
            *("-m", "not journey and not slow", *WORKERS),
            DATABASE_URL="",
            HYPOTHESIS_PROFILE="fast",
        )
        return tally.close(strict=False)
    with migrating(tally) as find_postgres, loading_demo() as demo:
        lint(tally)
        pytest(
            tally,
            "tests on SQLite",
            *("-m", "not journey", *WORKERS),
            DATABASE_URL="",
            POSTGRESQL_FOLLOWS="yes" if find_postgres else "",
        )
        if find_postgres:
            pytest(tally, ON_POSTGRES, "-m", "not journey", *WORKERS, **find_postgres())
        journeys(tally, demo)
    return tally.close(strict=strict)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

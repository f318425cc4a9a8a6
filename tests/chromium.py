"""Where a Chromium is on this machine, and how to start it."""

import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

INSTALL = "sudo apt-get install chromium"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# It calls home at every start otherwise; the tests must work without a network.
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
]


class CannotRunError(RuntimeError):
    """There is no Chromium here; the message says what to install."""


@cache
def find() -> str:
    """The path of a Chromium that starts: CHROMIUM, an installed one, Playwright's own."""
    tried = []
    for path in candidates():
        if starts(path):
            return path
        tried.append(path)
    found = f"found {', '.join(tried)}, which did not start" if tried else "found none"
    raise CannotRunError(f"no Chromium ({found}). {INSTALL}")


def candidates() -> list[str]:
    if given := os.environ.get("CHROMIUM"):
        return [given]
    installed = [path for name in NAMES if (path := shutil.which(name))]
    own = Path.home() / ".cache" / "ms-playwright"
    return installed + [str(path) for path in sorted(own.glob("chromium-*/*/chrome"))]


def flags() -> list[str]:
    """Its sandbox can't be set up by root, nor in most containers."""
    return [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS


def starts(path: str) -> bool:
    """Ubuntu's `chromium-browser` may be a stub that only says to install a snap."""
    with tempfile.TemporaryDirectory() as profile:
        asked = [path, "--headless", f"--user-data-dir={profile}", *flags()]
        asked += ["--dump-dom", "data:text/html,<p>here</p>"]
        try:
            answer = subprocess.run(asked, capture_output=True, timeout=60, check=False)
        except (OSError, subprocess.TimeoutExpired):
            return False
    return b"<p>here</p>" in answer.stdout

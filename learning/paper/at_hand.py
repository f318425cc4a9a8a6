"""Short papers are set by a process that stays at hand between them, and is replaced.

Starting a process for each (`apart.py`) would cost half a second; setting them in the web
process would leave it with all that typst keeps, some 60 MB after a hundred certificates.
So one process beside it has the fonts read, sets a paper in milliseconds, and after
`MOST_PAPERS`, or a while without any, takes its memory along.

What the process does is in `press.py`. Nothing of a paper is written anywhere.
"""

import atexit
import contextlib
import json
import subprocess
import sys
import threading
from pathlib import Path

from django.views.decorators.debug import sensitive_variables

from learning.paper.errors import PaperError

# Where `learning` can be imported from.
HOME = Path(__file__).resolve().parents[2]
MOST_PAPERS = 50
LONGEST = 15  # seconds; a page takes milliseconds, a class of 50 less than one


class Typesetter:
    """One per process; safe to use from many threads, one paper at a time."""

    def __init__(self):
        self._one_at_a_time = threading.Lock()
        self._process: subprocess.Popen | None = None
        self._papers = 0

    @sensitive_variables()
    def typeset(self, template: Path, paper: dict) -> bytes:
        """As `typesetting.typeset`. Raises PaperError, also when it hangs."""
        asked = json.dumps([str(template), paper]).encode() + b"\n"
        with self._one_at_a_time:
            # Once more with a new one: it may have gone idle just now.
            pdf = self._ask(asked) if self._process else None
            if pdf is None:
                self._replace()
                pdf = self._ask(asked)
            self._papers += 1
            if pdf is None:
                self.end()
            elif self._papers >= MOST_PAPERS:
                # Ready, fonts read, when the next paper comes.
                self._replace()
        if not pdf:
            raise PaperError(f"{template.stem} was refused.")
        return pdf

    def end(self) -> None:
        """Let the process go, with its memory; the next paper starts another."""
        if self._process:
            self._process.kill()
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()
            self._process.stdout.close()
            self._process.wait()
        self._process, self._papers = None, 0

    def _replace(self) -> None:
        self.end()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "learning.paper.press"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=HOME,
        )

    @sensitive_variables()
    def _ask(self, asked: bytes) -> bytes | None:
        """The paper; empty if it was refused, None if the process is no more."""
        process = self._process
        ending = threading.Timer(LONGEST, process.kill)
        ending.start()
        try:
            process.stdin.write(asked)
            process.stdin.flush()
            length = process.stdout.readline()
            pdf = process.stdout.read(int(length)) if length else b""
        except BrokenPipeError:
            return None
        finally:
            ending.cancel()
        return pdf if length and len(pdf) == int(length) else None


typesetter = Typesetter()
atexit.register(typesetter.end)

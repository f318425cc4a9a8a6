"""The site with the demo, served as `make run` serves it, to be measured.

Made once for all benches of a run; on SQLite, in a folder that is thrown away.
"""

import atexit
import subprocess
import tempfile
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from tests.journeys.site import Site, serving


@cache
def site() -> Site:
    """Started when first asked for, stopped when the benches are through."""
    stack = ExitStack()
    atexit.register(stack.close)
    folder = Path(
        stack.enter_context(tempfile.TemporaryDirectory(prefix="palabre-bench-"))
    )
    return stack.enter_context(serving(folder / "data", folder))


def memory_of(words: str) -> float:
    """The most memory, in MB, that a process of our server whose command line has
    `words` has held so far."""
    group = processes_below(site().pid)
    sizes = [
        highest_memory(pid)
        for pid in group
        if words
        in Path(f"/proc/{pid}/cmdline").read_bytes().decode().replace("\0", " ")
    ]
    return max(sizes)


def processes_below(pid: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True
    ).stdout.split()
    pairs = [
        (int(child), int(parent))
        for child, parent in zip(listed[::2], listed[1::2], strict=True)
    ]
    found, level = [], [pid]
    while level:
        level = [child for child, parent in pairs if parent in level]
        found += level
    return found


def highest_memory(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0

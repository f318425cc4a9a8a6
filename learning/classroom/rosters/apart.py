"""A file is read in a process of its own, which may not take more than its share.

A bomb in a file, or a fault in the program that reads it, ends that process and nothing
else. The file comes by stdin and goes nowhere; what is not needed (the network, other
"""

import json
import subprocess
import sys
from pathlib import Path

from django.views.decorators.debug import sensitive_variables

from learning.classroom.rosters.grid import Grid, UnreadableError

# Where `learning` can be imported from.
HOME = Path(__file__).resolve().parents[3]
LONGEST = 60  # seconds, on a busy machine


@sensitive_variables()
def read_apart(content: bytes) -> Grid:
    """The same as `reading.read_grid`, in another process. Raises UnreadableError: also when
    it takes too much memory ("too_big_inside") or time ("too_long")."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "learning.classroom.rosters.reading"],
            input=content,
            capture_output=True,
            check=False,
            cwd=HOME,
            timeout=LONGEST,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableError("too_long") from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise UnreadableError("too_big_inside") from None
    if "why" in answer:
        raise UnreadableError(answer["why"])
    return Grid.from_json(answer)

"""Long papers are set in a process of their own, which takes its memory along.

Typst keeps what it has laid out, and cannot be told to forget: after twenty booklets a
process holds 250 MB for good. A second of a process of its own also means that a paper
that never ends is ended, and the worker goes on.
"""

import json
import subprocess
import sys
from pathlib import Path

from django.views.decorators.debug import sensitive_variables

from learning.paper.typesetting import PaperError, typeset

# Where `learning` can be imported from.
HOME = Path(__file__).resolve().parents[2]
LONGEST = 120  # seconds; a booklet takes one


@sensitive_variables()
def typeset_apart(template: Path, paper: dict) -> bytes:
    """The same as `typeset`, in another process. Raises PaperError, also when it hangs."""
    try:
        done = subprocess.run(  # noqa: S603 -- our own program; the paper goes by stdin
            [sys.executable, "-m", "learning.paper.apart", str(template)],
            input=json.dumps(paper).encode(),
            capture_output=True,
            check=False,
            cwd=HOME,
            timeout=LONGEST,
        )
    except subprocess.TimeoutExpired:
        raise PaperError(f"{template.stem} took too long.") from None
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        raise PaperError(f"{template.stem} was refused.")
    return done.stdout


def main() -> int:
    try:
        pdf = typeset(Path(sys.argv[1]), json.load(sys.stdin))
    except PaperError:
        return 1
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())

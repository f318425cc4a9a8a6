"""Long papers are set in a process of their own, which takes its memory along.

Typst keeps what it has laid out, and cannot be told to forget: after twenty booklets a
process holds 250 MB for good. A second of a process of its own also means that a paper
that never ends is ended, and the worker goes on.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.views.decorators.debug import sensitive_variables

from learning.paper.errors import PaperError

# Where `learning` can be imported from.
HOME = Path(__file__).resolve().parents[2]
LONGEST = 120  # seconds; a booklet takes one


@sensitive_variables()
def typeset_apart(template: Path, paper: dict) -> bytes:
    """The same as `typeset`, in another process. Raises PaperError, also when it hangs."""
    return _apart(template, paper)


@sensitive_variables()
def typeset_apart_told(template: Path, paper: dict) -> tuple[bytes, Any]:
    """The same as `typeset_told`, in another process; raises as `typeset_apart`."""
    told, _line, pdf = _apart(template, paper, "told").partition(b"\n")
    return pdf, json.loads(told)


@sensitive_variables()
def _apart(template: Path, paper: dict, *how: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 -- our own program; the paper goes by stdin
            [sys.executable, "-m", "learning.paper.apart", str(template), *how],
            input=json.dumps(paper).encode(),
            capture_output=True,
            check=False,
            cwd=HOME,
            timeout=LONGEST,
        )
    except subprocess.TimeoutExpired:
        raise PaperError(f"{template.stem} took too long.") from None
    if done.returncode or b"%PDF" not in done.stdout:
        raise PaperError(f"{template.stem} was refused.")
    return done.stdout


def main() -> int:
    from learning.paper.typesetting import (  # noqa: PLC0415 -- typst, here alone
        typeset,
        typeset_told,
    )

    template, paper = Path(sys.argv[1]), json.load(sys.stdin)
    told = b""
    try:
        if "told" in sys.argv[2:]:
            pdf, value = typeset_told(template, paper)
            # In one line before the paper.
            told = json.dumps(value).encode() + b"\n"
        else:
            pdf = typeset(template, paper)
    except PaperError:
        return 1
    sys.stdout.buffer.write(told + pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())

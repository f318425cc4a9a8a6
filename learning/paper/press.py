"""The process that sets papers one after another, for `at_hand.py`.

A paper is asked for as a line of JSON, and comes back behind a line with its length, 0 if
it was refused. It ends when nothing has come for a while, or who asks has gone. It loads
nothing of Django, which would be half of its memory.
"""

import json
import select
import sys
from pathlib import Path

from learning.paper import typesetting
from learning.paper.errors import PaperError

IDLE = 60  # seconds without a paper; starting anew takes a tenth of one


def main() -> int:
    typesetting.read_fonts()
    # One paper is asked for at a time: nothing lies in the buffer unseen by select.
    asked = sys.stdin.buffer
    while select.select([asked], [], [], IDLE)[0] and (line := asked.readline()):
        template, paper = json.loads(line)
        try:
            pdf = typesetting.typeset(Path(template), paper)
        except PaperError:
            pdf = b""
        sys.stdout.buffer.write(b"%d\n%b" % (len(pdf), pdf))
        sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Where each block of a compiled lesson begins, so that a class can go step by step.

A mark is a slot that no page fills. It is taken out where a whole lesson is read.
"""

import re
from uuid import UUID

from django.utils.safestring import SafeString

from learning.reading.slots import CLOSE, OPEN, slot

_NAME = "block "
_MARK = re.compile(f"{OPEN}{_NAME}([^{OPEN}{CLOSE}]*){CLOSE}")
# What stands beneath a lesson (its sources) is no step of a class.
BENEATH = "beneath"


def step_mark(block_id: str) -> SafeString:
    """To be put before the HTML of a block, or of `BENEATH`."""
    return slot(f"{_NAME}{block_id}")


def without_step_marks(html: str) -> str:
    return _MARK.sub("", html)


def html_by_block(html: str) -> dict[str, str]:
    """Block id → its HTML. {} for a document compiled before there were marks."""
    _, *rest = _MARK.split(html)
    found = dict(zip(rest[::2], rest[1::2], strict=True))
    found.pop(BENEATH, None)
    return found


def as_step(block_id: str) -> UUID | None:
    """A block's id as a class keeps it; None for ids that are none of ours."""
    try:
        return UUID(block_id)
    except ValueError:
        return None

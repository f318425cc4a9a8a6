"""What a reader is told about an answer, before it becomes markup."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Feedback:
    """`outcome` is right, partly, wrong, unknown, done or problem; `lines` say why.

    `done` is for what is neither right nor wrong.
    """

    outcome: str
    lines: tuple[str, ...]
    # The right order or pairs, where they were not found.
    solution: tuple[str, ...] = ()
    # In place of "Yes, that is right." and the like.
    heading: str = ""
    # A drawing, a table: finished HTML (SafeString), after the heading and before the lines.
    shown: str = ""
    # It holds numbers she typed, so nothing of it is kept in memory.
    is_hers: bool = False

"""The cells of a list as text, and why a file could not be read."""

from dataclasses import dataclass, field

# A list of people, not a database.
MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 60
# One cell; what is longer is no name and no role.
LONGEST_CELL = 500


class UnreadableError(Exception):
    """The file can't be read; `why` is one of `WHY`, the key of what the trainer is told."""

    WHY = (
        "too_big",
        "too_big_inside",
        "too_many_rows",
        "password",
        "no_table",
        "empty",
        "too_long",
    )

    def __init__(self, why: str):
        self.why = why
        super().__init__(why)


@dataclass
class Grid:
    """Rows of cells; dates as 2026-03-02, numbers as they are written.

    `first` is the number of the first row in the file, as a spreadsheet shows it.
    `merged` are (first row, first column, last row, last column), counted from 0 in
    `rows`.
    """

    rows: list[list[str]]
    first: int = 1
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    def number(self, index: int) -> int:
        """What the spreadsheet calls the row."""
        return self.first + index

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    def to_json(self) -> dict:
        return {"rows": self.rows, "first": self.first, "merged": self.merged}

    @classmethod
    def from_json(cls, data: dict) -> "Grid":
        merged = [tuple(each) for each in data["merged"]]
        return cls(rows=data["rows"], first=data["first"], merged=merged)

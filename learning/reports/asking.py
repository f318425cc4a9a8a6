"""The free question of programme staff, and the answer that may be given to it.

"How many women under 30 were trained on violence at work in West Africa in 2026?" is a
rule, a year, and one value each of place, theme, sex and age. It is answered from blocks
(`reports.blocks` says why that is safe) and from the fixed tables, which can be seen
anyway, and from nothing else: exactly or as from–to. What is asked along any
other line has its fixed table. So there is one way to ask about a cell, whoever asks in
whatever order, and no question is refused.
"""

from dataclasses import dataclass

from learning.members.answers import AgeBand, Sex
from learning.reports.actions.releasing import cut_into_blocks, release
from learning.reports.blocks import Block, between
from learning.reports.counting import Rule
from learning.reports.protected import Group, ProtectedTable
from learning.reports.regions import REGIONS, region_of
from learning.reports.selection import YOUNG, YOUTH, WrongSelectionError
from learning.reports.spans import Span
from learning.reports.tables import BESIDE, BY_KEY

# Lines that may be narrowed, each to one value; "youth" is young by a definition.
ASKED = ("place", "theme", "sex", "age")
NOT_STATED = "not-stated"


@dataclass(frozen=True)
class Question:
    """`place` is a country's or a region's code, `theme` a module's id, `age` a band or
    "young", `sex` a code; empty where it is left open, "not-stated" where nothing is
    stated. Raises WrongSelectionError ("unknown")."""

    rule: Rule
    span: Span
    place: str = ""
    theme: str = ""
    sex: str = ""
    age: str = ""
    youth: str = "ilo"

    def __post_init__(self):
        known = {
            "sex": {NOT_STATED, *Sex.values},
            "age": {NOT_STATED, YOUNG, *AgeBand.values},
        }
        if self.youth not in YOUTH or not self.rule.is_of_people:
            raise WrongSelectionError("unknown")
        if any(getattr(self, name) not in values for name, values in known.items()):
            raise WrongSelectionError("unknown")

    def asked(self) -> dict[str, frozenset[str]]:
        """As `blocks.between` reads it."""
        found = {}
        if self.place:
            is_region = self.place in REGIONS
            found["region" if is_region else "country"] = _one(self.place)
        if self.age == YOUNG:
            found["age"] = frozenset(YOUTH[self.youth])
        elif self.age:
            found["age"] = _one(self.age)
        for name in ("theme", "sex"):
            if value := getattr(self, name):
                found[name] = _one(value)
        return found


@dataclass(frozen=True)
class Answer:
    """Between `least` and `most` people; exactly so many where they are the same."""

    question: Question
    least: int
    most: int

    @property
    def is_exact(self) -> bool:
        return self.least == self.most


def answer(*, question: Question, by) -> Answer:
    """What may be told. `by` is not kept, and neither is what was asked."""
    rule, span = question.rule, question.span
    shown = [
        release(table=BY_KEY[key], rule=rule, span=span, by=by).table for key in BESIDE
    ]
    root = cut_into_blocks(rule=rule, span=span, shown=shown, by=by)
    return Answer(question, *narrowed(root, question.asked(), shown))


def narrowed(
    root: Block, asked: dict[str, frozenset[str]], shown: list[ProtectedTable]
) -> tuple[int, int]:
    """The fewest and the most people, by blocks and tables together."""
    by_blocks = least, most = between(root, asked)
    for table in shown:
        dimension = table.table.dimension
        named = "region" if "region" in asked and dimension == "country" else dimension
        told = _told(table, asked, named)
        if told is not None:
            return told, told
        if named not in asked or not table.rows:
            continue
        inside, outside = _bounds(table, asked, named)
        others = {name: each for name, each in asked.items() if name != named}
        most = min(most, inside)
        # Of all who are meant but for this line, so many at most are somebody else.
        least = max(least, between(root, others)[0] - outside)
    # Blocks and tables of two states would contradict each other.
    return (least, most) if least <= most else by_blocks


def _told(table: ProtectedTable, asked: dict, named: str) -> int | None:
    """The answer, where the table itself prints it."""
    if not table.rows or set(asked) - {named, "sex"}:
        return None
    rows = _inside(table.rows, asked.get(named), is_region=named == "region")
    columns = _inside(table.columns, asked.get("sex"))
    if rows is None or columns is None:
        return None
    if "sex" not in asked:
        return sum(table.row_totals[row] for row in rows)
    if named not in asked:
        return sum(table.column_totals[column] for column in columns)
    numbers = [table.printed(row, column) for row in rows for column in columns]
    return None if None in numbers else sum(numbers)


def _inside(
    lines: tuple[Group, ...], wanted: frozenset[str] | None, *, is_region=False
) -> list[Group] | None:
    """The lines that are asked for; None where one lies half inside."""
    found = []
    for line in lines:
        there = {region_of(each) if is_region else each for each in line}
        if wanted is None or there <= wanted:
            found.append(line)
        elif there & wanted:
            return None
    return found


def _bounds(table: ProtectedTable, asked: dict, named: str) -> tuple[int, int]:
    """The most people, as the table tells, in the lines that are asked for, and in the
    others; of the sex that is asked for."""
    inside = outside = 0
    for row in table.rows:
        there = {region_of(each) if named == "region" else each for each in row}
        number = _most_in(table, row, asked.get("sex"))
        inside += number if there & asked[named] else 0
        outside += number if there - asked[named] else 0
    return inside, outside


def _most_in(table: ProtectedTable, row: Group, sexes: frozenset[str] | None) -> int:
    if sexes is None:
        return table.row_totals[row]
    numbers = [
        table.printed(row, column) for column in table.columns if sexes & set(column)
    ]
    return table.row_totals[row] if None in numbers else sum(numbers)


def _one(value: str) -> frozenset[str]:
    return frozenset({"" if value == NOT_STATED else value})

"""A hostile analyst: a linear-programming solver that knows only what was printed."""

import itertools
import random
from collections import Counter

import highspy

from learning.reports.counting import IN_FORCE
from learning.reports.protected import (
    Found,
    Pattern,
    ProtectedTable,
    of_people,
    protected,
)
from learning.reports.queries import Count
from learning.reports.selection import Selection
from learning.reports.tables import BY_KEY

# A small world: what each person is, in this order.
WORLD = {
    "country": ("BJ", "GH", "TG"),
    "theme": ("dialogue", "safety", "violence"),
    "age": ("18-24", "36-49", "50+"),
    "sex": ("f", "m", "x"),
}
PLACES = tuple(WORLD)
TABLES = [BY_KEY[key] for key in ("country", "theme", "age")]
KINDS = list(itertools.product(*WORLD.values()))
SENSITIVE = frozenset({"violence"})


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 -- made-up people, no secret


def some_people(chance: random.Random, number: int) -> Counter:
    """So many people, unevenly spread as they are in life: by kind."""
    weights = [[chance.random() ** 3 for _ in each] for each in WORLD.values()]
    return Counter(
        tuple(
            chance.choices(values, each)[0]
            for values, each in zip(WORLD.values(), weights, strict=True)
        )
        for _ in range(number)
    )


def found(people: Counter, table) -> Found:
    """What `protected.raw` finds of them."""
    cells = Counter()
    for kind, number in people.items():
        cells[kind[PLACES.index(table.dimension)], kind[-1]] += number
    one = dict(cells)
    return of_people(Count(IN_FORCE["trained"], Selection(), table.by, one, one))


class House:
    """What it remembers from release to release, as `actions.releasing` does."""

    def __init__(self):
        self.patterns: dict[str, Pattern] = {}
        self.earlier: dict[str, Found] = {}

    def releases(self, people: Counter) -> list[ProtectedTable]:
        """All tables of one release."""
        return [self.shows(table, found(people, table)) for table in TABLES]

    def shows(self, table, now: Found) -> ProtectedTable:
        sensitive = SENSITIVE if table.dimension == "theme" else frozenset()
        one = protected(
            table,
            now,
            self.patterns.get(table.key, Pattern()),
            earlier=self.earlier.get(table.key),
            sensitive=sensitive,
        )
        if not one.is_held:
            self.patterns[table.key], self.earlier[table.key] = one.pattern, now
        return one


class Analyst:
    """Unknown is how many people of each kind there are, release by release."""

    def __init__(self):
        self.solver = highspy.Highs()
        self.solver.silent()
        self.releases: list[dict] = []

    def learns(self, tables: list[ProtectedTable]) -> None:
        """All numbers of a release. Whoever was counted before is counted still."""
        unknown = {kind: self.solver.addVariable(lb=0) for kind in KINDS}
        for table in tables:
            # One that is held shows what is known already.
            if table.is_held or not table.rows:
                continue
            at = PLACES.index(table.table.dimension)
            for row in table.rows:
                self.knows(unknown, {at: row}, table.row_totals[row])
                for column in table.columns:
                    number = table.printed(row, column)
                    if number is not None:
                        self.knows(unknown, {at: row, 3: column}, number)
            for column in table.columns:
                self.knows(unknown, {3: column}, table.column_totals[column])
        if self.releases:
            for kind, was in self.releases[-1].items():
                self.solver.addConstr(unknown[kind] >= was)
        self.releases.append(unknown)

    def knows(self, unknown, where, number) -> None:
        if there := self.of(unknown, where):
            self.solver.addConstr(sum(there) == number)

    @staticmethod
    def of(unknown, where: dict[int, tuple]) -> list:
        return [
            each
            for kind, each in unknown.items()
            if all(kind[at] in values for at, values in where.items())
        ]

    def most(self, release: int, where: dict[int, tuple]) -> int:
        """The most people that these could be, by all that is known."""
        there = self.of(self.releases[release], where)
        self.solver.maximize(sum(there))
        return round(self.solver.getObjectiveValue(), 6)

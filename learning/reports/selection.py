"""Which participations a question is about, and along which lines its answer is split.

A question names a span of days and any of the filters; the answer can be split along
any of the dimensions. Both are words of the outside (addresses, exports), so they are
checked here once, and nothing else ever reaches a query.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from learning.classroom.models import TrainingContent
from learning.members.answers import AgeBand
from learning.reports.regions import countries_of, region_of

# The legal meanings of "young", by the bands that lie within them; printed as a footnote.
# Sources: United Nations General Assembly, A/RES/50/81 (15–24); International Labour
# Organization's extended range (15–29); African Youth Charter, 2006, Definitions (15–35).
# The youngest band is "under 18": who is under 15 is not asked and should not be there.
YOUTH = {
    "un": (AgeBand.UNDER_18, AgeBand.A18_24),
    "ilo": (AgeBand.UNDER_18, AgeBand.A18_24, AgeBand.A25_29),
    "au": (AgeBand.UNDER_18, AgeBand.A18_24, AgeBand.A25_29, AgeBand.A30_35),
}
YOUNG, NOT_YOUNG, NOT_STATED = "young", "older", ""
# A training of several modules counts under none of their themes alone.
SEVERAL = "several"

# Dimension → the column it is read from. What is not a column is made of one.
COLUMNS = {
    "union": "union",
    "federation": "lineage",
    "confederation": "lineage",
    "country": "country",
    "region": "country",
    "theme": "theme",
    "modality": "modality",
    "project": "project",
    "funder": "project__funder",
    "sex": "sex",
    "age": "age_band",
    "youth": "age_band",
    "role": "role_at_work",
    "sector": "sector",
    "language": "language",
    # Grouped by days, of which there are few, and folded here: taking the quarter out of
    # each of a million dates costs the database as much as counting them.
    "year": "day",
    "quarter": "day",
}
DIMENSIONS = tuple(COLUMNS)
# The same in all rows of a person: a filter by these leaves all of them or none.
OF_THE_PERSON = frozenset({"sex", "age", "youth", "role", "sector"})


class WrongSelectionError(ValueError):
    """A question that can't be asked; `code` is a fixed word, for the page to explain."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Selection:
    """A span of days, both included and either open, and filters by dimension.

    `filters` is dimension → accepted values, as `COLUMNS` names them; `branch` a
    union's lineage: she and everything below her on the day that counts. `youth` is the
    definition by which "young" is meant. Raises WrongSelectionError ("reversed",
    "unknown").
    """

    start: date | None = None
    end: date | None = None
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    branch: str = ""
    tenant: UUID | None = None
    youth: str = "ilo"

    def __post_init__(self):
        if self.start and self.end and self.start > self.end:
            raise WrongSelectionError("reversed")
        if set(self.filters) - set(DIMENSIONS) or self.youth not in YOUTH:
            raise WrongSelectionError("unknown")

    @property
    def keeps_people_whole(self) -> bool:
        """Whether of a person all rows in the span are meant, or none."""
        return not (self.tenant or self.branch or set(self.filters) - OF_THE_PERSON)

    def apply(self, rows: QuerySet) -> QuerySet:
        """Those of the rows it is about; their `day` must lie in the span."""
        if self.start:
            rows = rows.filter(day__gte=self.start)
        if self.end:
            rows = rows.filter(day__lte=self.end)
        if self.tenant:
            rows = rows.filter(tenant=self.tenant)
        if self.branch:
            rows = rows.filter(lineage__startswith=self.branch)
        for dimension, accepted in self.filters.items():
            rows = rows.filter(self._filter(dimension, accepted))
        return rows

    def _filter(self, dimension: str, accepted: tuple[str, ...]) -> Q:
        try:
            return self._made(dimension, accepted)
        except (KeyError, ValueError, TypeError) as error:
            raise WrongSelectionError("unknown") from error

    def _made(self, dimension: str, accepted: tuple[str, ...]) -> Q:
        match dimension:
            case "region":
                return Q(country__in=[c for r in accepted for c in countries_of(r)])
            case "youth":
                bands = [band for each in accepted for band in self.bands(each)]
                return Q(age_band__in=bands)
            case "theme":
                return self._of_themes(accepted)
            case "union" | "project":
                return Q(**{f"{dimension}__in": [UUID(each) for each in accepted]})
            case "confederation" | "federation":
                return _any(Q(lineage__startswith=each) for each in accepted)
            case "year":
                return _any(Q(day__year=int(each)) for each in accepted)
            case "quarter":
                return _any(_in_quarter(each) for each in accepted)
            case _:
                return Q(**{f"{COLUMNS[dimension]}__in": accepted})

    @staticmethod
    def _of_themes(accepted: tuple[str, ...]) -> Q:
        """Whatever was about one of them, among others too."""
        keys = [UUID(each) for each in accepted if each != SEVERAL]
        found = Q(theme__in=keys) | Q(
            theme__isnull=True,
            training__in=_trainings_about(keys),
        )
        return found | Q(theme__isnull=True) if SEVERAL in accepted else found

    def bands(self, age: str) -> tuple[str, ...]:
        """The age bands that are YOUNG, NOT_YOUNG or NOT_STATED here."""
        young = YOUTH[self.youth]
        if age == YOUNG:
            return young
        if age == NOT_STATED:
            return (AgeBand.NOT_STATED,)
        if age == NOT_YOUNG:
            return tuple(
                band for band in AgeBand if band not in (*young, AgeBand.NOT_STATED)
            )
        raise WrongSelectionError("unknown")

    def cell_of(
        self, dimension: str, value: Any, federations: frozenset[str] = frozenset()
    ) -> str:
        """The cell that a value of the dimension's column belongs to, as text.
        `federations` are the slugs of those, for the cells of their dimension."""
        match dimension:
            case "region":
                return region_of(value)
            case "youth":
                return next(
                    age
                    for age in (YOUNG, NOT_YOUNG, NOT_STATED)
                    if value in self.bands(age)
                )
            case "theme":
                return SEVERAL if value is None else str(value)
            case "year":
                return str(value.year)
            case "quarter":
                return f"{value.year}Q{(value.month + 2) // 3}"
            case "confederation":
                return f"{value.partition('/')[0]}/"
            case "federation":
                return _federation(value, federations)
            case _:
                return "" if value is None else str(value)


def _trainings_about(themes: list[UUID]) -> QuerySet:
    return (
        TrainingContent.unscoped.filter(
            Q(module__in=themes) | Q(module__origin__in=themes)
        )
        .values("training")
        .distinct()
    )


def _in_quarter(text: str) -> Q:
    year, _, quarter = text.partition("Q")
    first = date(int(year), 3 * int(quarter) - 2, 1)
    after = date(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)
    return Q(day__gte=first, day__lt=after)


def _any(conditions) -> Q:
    found = Q(pk__in=[])
    for each in conditions:
        found |= each
    return found


def _federation(lineage: str, federations: frozenset[str]) -> str:
    """The place of the federation in a lineage; a union under none stands for itself
    at the top. By slugs, which stay the same wherever in the tree it stood."""
    steps = lineage.rstrip("/").split("/")
    for depth, slug in enumerate(steps, start=1):
        if slug in federations:
            return "".join(f"{step}/" for step in steps[:depth])
    return f"{steps[0]}/"

"""The tables that may leave the house: a fixed set, each along two lines.

Every table has sex as its columns, so that all of them share one margin and nothing can
be got by laying two of them on each other: whatever fills one table with the printed
margins, fills it whatever the others say. For the same reason there is no table of
regions beside that of countries, nor one of confederations beside that of federations:
their totals would be sums of cells that are withheld. Those are asked for one by one
(`reports.asking`).
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from learning.reports.counting import IN_FORCE

COLUMN = "sex"


@dataclass(frozen=True)
class FixedTable:
    """One table of a report: its rows are the cells of `dimension`."""

    key: str
    dimension: str
    name: Promise

    @property
    def by(self) -> tuple[str, str]:
        return (self.dimension, COLUMN)


TABLES = (
    FixedTable("country", "country", _("By country and sex")),
    FixedTable("union", "federation", _("By union and sex")),
    FixedTable("theme", "theme", _("By theme and sex")),
    FixedTable("age", "age", _("By age and sex")),
    FixedTable("role", "role", _("By role at work and sex")),
    FixedTable("sector", "sector", _("By sector and sex")),
    FixedTable("modality", "modality", _("By way of learning and sex")),
    FixedTable("language", "language", _("By language and sex")),
    FixedTable("project", "project", _("By project and sex")),
    FixedTable("quarter", "quarter", _("By quarter and sex")),
)
BY_KEY = {table.key: table for table in TABLES}
# Those along the lines of a free question, which whoever asks can see too.
BESIDE = ("country", "theme", "age")
# The rules whose figures are frozen with a period, along every table. Hours and
# learning gain are frozen as totals: an average tells too much of a small cell.
FROZEN = tuple(
    IN_FORCE[key]
    for key in (
        "participations",
        "unique",
        "new",
        "declared_new",
        "trained",
        "trainers_trained",
        "certificates",
    )
)
TOTALS_ONLY = tuple(IN_FORCE[key] for key in ("hours", "gain"))

"""A report: one protected table in words, with all that must be said beside it.

Every way out (page, CSV, XLSX, JSON, PDF, IATI) is written from this and from nothing
else, so none of them can show more than another.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from learning.cldr import day
from learning.reports.across import footnotes_of
from learning.reports.counting import Rule
from learning.reports.naming import Names, youth_says
from learning.reports.protected import Group, ProtectedTable, Released
from learning.reports.queries_overlap import Unique
from learning.reports.selection import YOUTH
from learning.reports.spans import Span

# The rule by which people are counted once within a union, and not over all of them.
ACROSS = "unique"
# Printed in the place of a number that is withheld.
WITHHELD = "*"
HEADINGS = {
    "country": gettext_lazy("Country"),
    "federation": gettext_lazy("Union"),
    "theme": gettext_lazy("Theme"),
    "age": gettext_lazy("Age"),
    "role": gettext_lazy("Role at work"),
    "sector": gettext_lazy("Sector"),
    "modality": gettext_lazy("Way of learning"),
    "language": gettext_lazy("Language"),
    "project": gettext_lazy("Project"),
    "quarter": gettext_lazy("Quarter"),
    "sex": gettext_lazy("Sex"),
}


@dataclass(frozen=True)
class Line:
    """A line of the table: None where a number is withheld. `codes` are the categories
    in it, of which there are several where they stand together."""

    name: str
    codes: Group
    columns: tuple[str, ...]
    numbers: tuple[int | None, ...]
    total: int | None

    @property
    def told(self) -> list[tuple[str, int | None]]:
        """Each number with the name of its column."""
        return list(zip(self.columns, self.numbers, strict=True))


@dataclass(frozen=True)
class Report:
    """`youth` is a definition of `selection.YOUTH`; `made_on` the day it is made;
    `across` what is known of people over all unions, where the report is of people."""

    released: Released
    span: Span
    names: Names
    made_on: date
    youth: str = "ilo"
    # In which its words are.
    language: str = "en"
    across: Unique | None = None

    @classmethod
    def now(
        cls,
        released: Released,
        span: Span,
        names: Names,
        made_on: date,
        youth: str = "ilo",
        across: Unique | None = None,
    ) -> "Report":
        """In the language that is active."""
        language = get_language()
        is_of_people = released.table.count.rule.key == ACROSS
        across = across if is_of_people else None
        return cls(released, span, names, made_on, youth, language, across)

    @property
    def shown(self) -> ProtectedTable:
        return self.released.table

    @property
    def key(self) -> str:
        return self.shown.table.key

    @property
    def dimension(self) -> str:
        return self.shown.table.dimension

    @property
    def rule(self) -> Rule:
        return self.shown.count.rule

    @property
    def title(self) -> str:
        return f"{self.rule.name} · {self.shown.table.name}"

    @property
    def heading(self) -> str:
        return str(HEADINGS[self.dimension])

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.names.group("sex", each) for each in self.shown.columns)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """One for each row, in the order of ages and quarters, else the largest first;
        what stands together, is not stated or is empty comes last."""
        lines = [self._line(row) for row in self.shown.rows]
        if self.dimension in ("age", "quarter"):
            return tuple(
                sorted(lines, key=lambda each: ("" in each.codes, _first(each)))
            )
        return tuple(
            sorted(
                lines,
                key=lambda each: (
                    len(each.codes) > 1 or each.codes == ("",),
                    -each.total,
                    each.name,
                ),
            )
        )

    @cached_property
    def everybody(self) -> Line:
        return Line(
            _("All"),
            (),
            self.columns,
            tuple(self.shown.column_totals[each] for each in self.shown.columns),
            self.shown.total,
        )

    @cached_property
    def young(self) -> Line | None:
        """Of the table by age: the young ones, added up from what is printed; None in
        other tables, and where a line lies across the border."""
        if self.dimension != "age":
            return None
        bands = set(YOUTH[self.youth])
        inside = [row for row in self.shown.rows if set(row) <= bands]
        if {band for row in inside for band in row} != bands:
            return None
        numbers = [
            [self.shown.printed(row, column) for row in inside]
            for column in self.shown.columns
        ]
        return Line(
            _("Young among them"),
            YOUTH[self.youth],
            self.columns,
            tuple(None if None in each else sum(each) for each in numbers),
            sum(self.shown.row_totals[row] for row in inside),
        )

    @cached_property
    def facts(self) -> list[tuple[str, str]]:
        """What was counted, when and how: label and words."""
        first, last = day(self.span.start), day(self.released.until)
        return [
            (_("What is counted"), str(self.rule.name)),
            (_("How it is counted"), self.rule.described()),
            (pgettext("of a counting rule", "Rule"), self.rule.label),
            (
                _("From when to when"),
                _("%(first)s to %(last)s") % {"first": first, "last": last},
            ),
            (_("Which ones"), _("All unions of the programme, all of them together")),
            (_("Made on"), day(self.made_on)),
        ]

    @cached_property
    def footnotes(self) -> list[str]:
        notes = []
        if self.shown.is_withheld:
            notes.append(
                _("Too few people for any number: fewer than %(least)d.")
                % {"least": self.shown.least}
            )
        if self.shown.withheld:
            notes.append(
                _(
                    "%(sign)s Withheld: fewer than %(least)d people, or a number from "
                    "which such a one could be worked out. 0 is nobody."
                )
                % {"sign": WITHHELD, "least": self.shown.least}
            )
        if any(len(each) > 1 for each in (*self.shown.rows, *self.shown.columns)):
            notes.append(
                _(
                    "What has too few people to be shown alone stands together with "
                    "others."
                )
            )
        if self.shown.is_held:
            notes.append(
                _(
                    "Counted up to %(day)s. What has come since is too little to be "
                    "shown without telling of single people."
                )
                % {"day": day(self.released.until)}
            )
        elif not self.span.is_over:
            notes.append(
                _("Counted up to %(day)s: months that are over.")
                % {"day": day(self.released.until)}
            )
        if self.dimension == "age":
            notes.append(youth_says(self.youth))
        if self.across:
            notes += footnotes_of(self.across)
        notes.append(
            _("“Not stated” is whoever did not answer; nobody is guessed or left out.")
        )
        return notes

    def _line(self, row: Group) -> Line:
        return Line(
            self.names.group(self.dimension, row),
            row,
            self.columns,
            tuple(self.shown.printed(row, column) for column in self.shown.columns),
            self.shown.row_totals[row],
        )


def _first(line: Line) -> str:
    return min(line.codes)


def file_name(report: Report, ending: str) -> str:
    """Tells nothing but which table: "palabre-country-trained-2026.csv"."""
    return f"palabre-{report.key}-{report.rule.key}-{report.span.key}.{ending}"

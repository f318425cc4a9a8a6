"""Totals of earlier years, always as what they are: declared."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import QuerySet

from learning.catalogue.models import Module, ModuleText
from learning.classroom.rosters.words import plain
from learning.members.countries import country_choices
from learning.members.models import Union
from learning.reports.models import DeclaredTotal
from learning.reports.sheets.lines import Known, widest_split

Counts = DeclaredTotal.Counts


@dataclass(frozen=True)
class Declared:
    """What was declared for a span: never to be added to what the platform counted.

    `lowest` and `highest` are the same where participations are added up. People are
    told apart in no way, so the truth lies between the largest total and the sum of
    them. `rows` are the totals themselves, so that nothing is summed unseen; `beyond`
    those that reach out of the span and are in neither number.
    """

    counts: str
    lowest: int
    highest: int
    rows: tuple[DeclaredTotal, ...]
    beyond: tuple[DeclaredTotal, ...]

    @property
    def grades(self) -> list[str]:
        """The grades among the rows, the best first."""
        return sorted({row.grade for row in self.rows})

    @property
    def is_interval(self) -> bool:
        return self.lowest != self.highest


def standing() -> QuerySet:
    """Totals that were not withdrawn, the latest span first."""
    return (
        DeclaredTotal.objects.filter(withdrawn_at=None)
        .select_related("union", "theme")
        .order_by("-starts_on", "-ends_on", "declared_at", "pk")
    )


def declared(start: date | None, end: date | None, counts: str) -> Declared:
    """What was declared of participations or of people (`DeclaredTotal.Counts`) within
    two days, both included and either open. One query."""
    rows = standing().filter(counts=counts)
    if start:
        rows = rows.filter(ends_on__gte=start)
    if end:
        rows = rows.filter(starts_on__lte=end)
    inside, beyond = [], []
    for row in rows:
        is_in = (not start or row.starts_on >= start) and (
            not end or row.ends_on <= end
        )
        (inside if is_in else beyond).append(row)
    sums = _of_blocks(inside)
    highest = sum(sums)
    lowest = highest if counts == Counts.PARTICIPATIONS else max(sums, default=0)
    return Declared(counts, lowest, highest, tuple(inside), tuple(beyond))


def _of_blocks(rows: Iterable[DeclaredTotal]) -> list[int]:
    """One number for each span, union, country and theme: everybody if that was told,
    else the widest split by sex or age. Parts are never added to their whole."""
    blocks: dict[tuple, list[DeclaredTotal]] = defaultdict(list)
    for row in rows:
        place = (row.starts_on, row.ends_on, row.union_id, row.country, row.theme_id)
        blocks[place].append(row)
    return [_of_block(block) for block in blocks.values()]


def _of_block(block: list[DeclaredTotal]) -> int:
    parts = widest_split((row.sex, row.age_band, row.people) for row in block) or 0
    whole = [row.people for row in block if not (row.sex or row.age_band)]
    return max([*whole, parts])


def known_words() -> Known:
    """What a sheet may call unions, countries and themes. Two unions of one name are
    known by their short names only."""
    unions: dict[str, str] = {}
    names: dict[str, list[str]] = defaultdict(list)
    for pk, slug, name in Union.objects.exclude(level=Union.Level.OPEN).values_list(
        "pk", "slug", "name"
    ):
        unions[plain(slug)] = str(pk)
        names[plain(name)].append(str(pk))
    unions = {name: pks[0] for name, pks in names.items() if len(pks) == 1} | unions
    countries = {}
    for language, _name in settings.LANGUAGES:
        for code, name in country_choices(language):
            countries[plain(name)] = code
            countries[plain(code)] = code
    return Known(unions, countries, _themes())


def _themes() -> dict[str, str]:
    """The programme's own modules, by slug and by title in any language."""
    found = {
        plain(slug): str(key)
        for key, slug in Module.objects.filter(owner=None, origin=None).values_list(
            "key", "slug"
        )
    }
    for key, body in ModuleText.objects.filter(
        module__owner=None, module__origin=None
    ).values_list("module", "body"):
        for title in (body.get("title"), body.get("neutral_title")):
            if title:
                found.setdefault(plain(title), str(key))
    return found

"""Showing a fixed table: what it withholds is written down the first time, and kept."""

import hashlib

from django.db import transaction

from learning.reports.blocks import KINDS, Block, blocks_moved_enough
from learning.reports.counting import Rule
from learning.reports.growing import grown, rebuilt
from learning.reports.models import ReleasedPattern
from learning.reports.protected import (
    Found,
    Pattern,
    ProtectedTable,
    Released,
    one_workplace_places,
    protected,
    raw,
    sensitive_themes,
)
from learning.reports.protection import LEAST, LEAST_SENSITIVE, moved_enough
from learning.reports.queries import Count, count
from learning.reports.queries_ledger import closed_year, found_in
from learning.reports.selection import Selection
from learning.reports.spans import Span
from learning.reports.tables import FixedTable

# Whose row keeps the columns that all tables of a span and rule have in common.
ALL_TABLES = "*"
# Whose row keeps how people are cut into blocks (`reports.blocks`).
BLOCKS = "?"


def release(*, table: FixedTable, rule: Rule, span: Span, by) -> Released:
    """The table as it may be seen now, with what earlier releases withheld.

    Whoever of the programme sees it has it: a screen is a release as a file is. `by` is
    not kept.
    """
    selection = Selection(start=span.start, end=span.end)
    closed = closed_year(span.year)
    # A year that was closed is shown as it was closed, and read, not counted.
    found = (closed and found_in(closed, rule, table)) or raw(table, rule, selection)
    sensitive = sensitive_themes() if table.dimension == "theme" else frozenset()
    places = one_workplace_places() if table.dimension == "federation" else {}
    while True:
        rows = list(_rows(table, rule, span))
        own = next((row for row in rows if row.table == table.key), None)
        earlier = _found(own, rule, selection, table) if own else None
        # No month more: what changed are corrections.
        if earlier and own.until == span.end and not _moved(earlier, found, sensitive):
            found = earlier
        shown = protected(
            table,
            found,
            _read(rows),
            earlier=earlier,
            sensitive=sensitive,
            places=places,
        )
        if shown.is_held:
            return Released(shown, own.until)
        if shown.is_withheld or shown.is_empty or _is_kept(rows, shown, found, span):
            return Released(shown, span.end)


def _moved(earlier: Found, now: Found, sensitive: frozenset[str]) -> bool:
    """Enough to be shown, in people and in what is counted."""
    least = LEAST_SENSITIVE if sensitive else LEAST
    return moved_enough(earlier.cells, now.cells, least) and moved_enough(
        earlier.count.cells, now.count.cells, least
    )


def cut_into_blocks(*, rule: Rule, span: Span, shown: list, by) -> Block:
    """The blocks from which questions are answered; how they are cut is written down,
    and later ones lie inside. Corrections come in when they are enough, as in tables;
    those of a closed year stand still as long as the tables do. `shown` are the tables
    beside; `by` is not kept."""
    at = {"span": span.key, "rule": rule.label, "table": BLOCKS}
    sensitive = sensitive_themes()
    beside = _print_of(shown, sensitive)
    row = ReleasedPattern.objects.filter(**at).first()
    if closed_year(span.year) and _stand(row, span, beside):
        return rebuilt(_people_in(row), row.found["cuts"], sensitive)
    counted = count(rule, Selection(start=span.start, end=span.end), KINDS)
    while True:
        row = ReleasedPattern.objects.filter(**at).first()
        stored = row.found if row else None
        # The first rows held the cuts alone.
        known = {"cuts": stored} | (stored or {})
        cuts = known["cuts"]
        people = _people_now(row, counted.cells, span, sensitive)
        listed = [[*kind, number] for kind, number in sorted(people.items())]
        same = (known.get("people"), known.get("beside")) == (listed, beside)
        if same and row.until == span.end:
            # Checked already, which takes long.
            return rebuilt(people, cuts, sensitive)
        root = grown(people, sensitive, shown, cuts)
        new = {"cuts": root.as_json(), "people": listed, "beside": beside}
        with transaction.atomic():
            row, _new = ReleasedPattern.objects.get_or_create(**at)
            row = ReleasedPattern.objects.select_for_update().get(pk=row.pk)
            if row.found == stored:
                row.found, row.until = new, span.end
                row.save()
                return root


def _stand(row, span: Span, beside: str) -> bool:
    """Whether blocks were cut beside these tables."""
    if row is None or row.until != span.end:
        return False
    return (row.found or {}).get("beside") == beside


def _people_in(row) -> dict:
    return {tuple(kind): number for *kind, number in row.found["people"]}


def _people_now(row, now: dict, span: Span, sensitive: frozenset[str]) -> dict:
    """Those of the latest blocks, while only a few were corrected and no month is more."""
    if row is None or "people" not in (row.found or {}) or row.until != span.end:
        return now
    before = _people_in(row)
    cuts = row.found["cuts"]
    if blocks_moved_enough(
        rebuilt(before, cuts, sensitive), rebuilt(now, cuts, sensitive)
    ):
        return now
    return before


def _print_of(shown: list, sensitive: frozenset[str]) -> str:
    """Another one where any number or pattern of these tables is another."""
    parts = [
        (
            *(each.table.key, each.rows, each.columns, sorted(each.counts.items())),
            *(sorted(each.withheld), sorted(each.row_totals.items())),
        )
        for each in shown
    ]
    return hashlib.sha256(repr([parts, sorted(sensitive)]).encode()).hexdigest()


def _rows(table: FixedTable, rule: Rule, span: Span):
    return ReleasedPattern.objects.filter(
        span=span.key, rule=rule.label, table__in=[table.key, ALL_TABLES]
    )


def _read(rows) -> Pattern:
    """Of a table's own row and that of all tables."""
    found = {"rows": set(), "columns": set(), "withheld": set()}
    for row in rows:
        found["rows"] |= {tuple(each) for each in row.rows}
        found["columns"] |= {tuple(each) for each in row.columns}
        found["withheld"] |= {(tuple(r), tuple(c)) for r, c in row.withheld}
    return Pattern(**{name: frozenset(each) for name, each in found.items()})


@transaction.atomic
def _is_kept(before: list, shown: ProtectedTable, found: Found, span: Span) -> bool:
    """Keep what is withheld now; False where somebody was quicker, with another one."""
    table, rule = shown.table, shown.count.rule
    new = {
        table.key: {
            "rows": _lists(shown.pattern.rows),
            "withheld": _lists(shown.pattern.withheld),
            "found": _snapshot(found),
            "until": span.end,
        },
        ALL_TABLES: {"columns": _lists(shown.pattern.columns)},
    }
    if all(any(_says(row, key, parts) for row in before) for key, parts in new.items()):
        return True
    for key in new:
        ReleasedPattern.objects.get_or_create(span=span.key, rule=rule.label, table=key)
    locked = list(_rows(table, rule, span).select_for_update())
    if _read(locked) != _read(before):
        return False
    for row in locked:
        for name, part in new[row.table].items():
            setattr(row, name, part)
        row.save()
    return True


def _says(row: ReleasedPattern, key: str, parts: dict) -> bool:
    return row.table == key and all(
        getattr(row, name) == part for name, part in parts.items()
    )


def _lists(part) -> list:
    """JSON has no tuples and no sets."""
    return sorted(
        [list(each) if isinstance(each, tuple) else each for each in one]
        for one in part
    )


def _snapshot(found: Found) -> dict:
    return {
        "values": [[*cell, n] for cell, n in sorted(found.count.cells.items())],
        "cells": [[*cell, n] for cell, n in sorted(found.cells.items())],
        "rows": [[*cell, n] for cell, n in sorted(found.rows.items())],
        "columns": [[*cell, n] for cell, n in sorted(found.columns.items())],
        "everybody": found.everybody,
    }


def _found(row, rule: Rule, selection: Selection, table: FixedTable) -> Found | None:
    if row.found is None:
        return None
    parts = {
        name: {tuple(cell): number for *cell, number in row.found[name]}
        for name in ("values", "cells", "rows", "columns")
    }
    values = parts.pop("values")
    counted = Count(rule, selection, table.by, values, parts["cells"])
    return Found(counted, **parts, everybody=row.found["everybody"])

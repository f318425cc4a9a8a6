"""Hashes over the participations behind figures, so that a change shows, and where.

The format, called `palabre-rows.1`. Of each row one line: the fields of FIELDS in their
order (the last says whether it is the person's first row ever), joined with "|" and ended
with a line feed; nothing is an empty text, a date is ISO 8601, true and false are 1 and 0,
an id is written with hyphens, all in UTF-8. Lines are in the order of the rows' ids. The
hash of some rows is the SHA-256 over "palabre-rows.1\\n" and their lines. Of several
groups it is the SHA-256 over one line "<the group> <its hash>\\n" each, in their order: a
group is the id of a tenant, or of a tenant and a training, with "-" for what was begun
alone. Ids are random and lead to nobody; no name and no account is in it.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import BooleanField, Case, Q, QuerySet, When

from learning.classroom.actions.participations import catch_up
from learning.classroom.models import Attendance, Participation
from learning.reports.counting import Rule
from learning.reports.queries import rows_of
from learning.reports.selection import Selection

FORMAT = "palabre-rows.1"
FIELDS = (
    *("id", "person", "counted_on", "union_id", "lineage", "country", "theme_id"),
    *("modality", "project_id", "language", "sex", "age_band", "role_at_work"),
    *("sector", "minutes", "planned", "for_trainers", "trained_on", "passed_on"),
    *("certified_on", "percent_before", "percent_after", "before", "is_declared"),
    *("counts", "is_new"),
)
IS_NEW = Case(
    When(previous_on=None, then=True), default=False, output_field=BooleanField()
)
NOTHING = hashlib.sha256(f"{FORMAT}\n".encode()).hexdigest()
# So many rows are held at once.
AT_ONCE = 2000
# So many ids stand in one statement.
AT_MOST = 500


def line(values: Iterable) -> str:
    """One row in the canonical text; `values` are those of FIELDS."""
    return "|".join(map(_text, values)) + "\n"


def _text(value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _hash(lines: Iterable[str]) -> str:
    digest = hashlib.sha256(f"{FORMAT}\n".encode())
    for each in lines:
        digest.update(each.encode())
    return digest.hexdigest()


def together(hashes: dict[str, str]) -> str:
    """The hash of several groups, by the ids of the groups."""
    digest = hashlib.sha256()
    for group, of_group in sorted(hashes.items()):
        digest.update(f"{group} {of_group}\n".encode())
    return digest.hexdigest()


def by_tenant(rule: Rule, selection: Selection) -> dict[UUID, str]:
    """Tenant → the hash over its rows that a rule reads in a selection; those without
    any are left out. Read where it is written, never from a replica."""
    rows = rows_of(rule, selection, using="default")
    listed = (
        rows.annotate(is_new=IS_NEW)
        .order_by("tenant_id", "pk")
        .values_list("tenant_id", *FIELDS)
    )
    return {
        tenant: _hash(line(values[1:]) for values in some)
        for tenant, some in groupby(_read(listed), key=lambda values: values[0])
    }


@dataclass(frozen=True)
class Register:
    """What stands behind a period's figures: one training of a tenant, or (None) all
    that its people began alone, with the hash over its rows."""

    tenant: UUID
    training: UUID | None
    rows_hash: str
    rows: int = 0


def registers(start: date, end: date, tenant=None) -> list[Register]:
    """Everything any rule could read in a span of days; of all tenants, or of one."""
    catch_up()
    rows = Participation.unscoped.using("default").filter(within(start, end))
    if tenant is not None:
        rows = rows.filter(tenant=tenant)
    listed = (
        rows.annotate(is_new=IS_NEW)
        .order_by("tenant_id", "training_id", "pk")
        .values_list("tenant_id", "training_id", *FIELDS)
    )
    found = []
    for key, some in groupby(_read(listed), key=lambda values: values[:2]):
        lines = [line(values[2:]) for values in some]
        found.append(Register(*key, _hash(lines), len(lines)))
    return found


def of_registers(found: Iterable[Register]) -> str:
    """One hash over all of them."""
    return together(
        {f"{each.tenant} {each.training or '-'}": each.rows_hash for each in found}
    )


def within(start: date, end: date) -> Q:
    """Rows that any rule could read in a span of days."""
    span = (start, end)
    return (
        Q(counted_on__range=span)
        | Q(passed_on__range=span)
        | Q(certified_on__range=span)
    )


def _read(rows: QuerySet) -> Iterator[tuple]:
    return rows.iterator(chunk_size=AT_ONCE)


def register_hashes(trainings: Iterable[UUID]) -> dict[UUID, str]:
    """Training → the hash of its register as `classroom.queries.closing` makes it and
    people attest it; one query for each 500 of them."""
    wanted = list(trainings)
    made = dict.fromkeys(wanted, hashlib.sha256().hexdigest())
    for some in batched(wanted, AT_MOST):
        made |= dict(_register_hashes(some))
    return made


def _register_hashes(trainings) -> Iterator[tuple[UUID, str]]:
    rows = (
        Attendance.unscoped.filter(
            session__training__in=trainings, registration__refused_at=None
        )
        .order_by("session__training_id", "session_id", "registration_id")
        .values_list("session__training_id", "session_id", "registration_id", "minutes")
    )
    for training, some in groupby(_read(rows), key=lambda values: values[0]):
        digest = hashlib.sha256()
        for _training, session, registration, minutes in some:
            digest.update(f"{session} {registration} {minutes}\n".encode())
        yield training, digest.hexdigest()


def batched(all_of_them: list, size: int) -> Iterator[list]:
    """So many at a time: a statement takes only so many ids."""
    for start in range(0, len(all_of_them), size):
        yield all_of_them[start : start + size]

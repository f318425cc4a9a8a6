"""A figure opens: onto the trainings behind it, and never onto people.

What the programme sees of a training is its month, country, union, how it was kept and
the hash of its register; of how many people, a span and no number. The figure may be
one of women, or of those who were trained, but its list is that of everybody who came:
else it would tell of three people in a room that none of them was trained. Filters are
those a training has, so a list tells nothing about the sex, age or work of anyone. A union
that is one workplace shows as the one above it. Each list has new numbers for its
trainings, so two lists are not laid side by side by them; the hash is that of the register
itself, which the union can show.
"""

import itertools
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from learning.classroom.actions.participations import catch_up
from learning.classroom.models import Attestation, Participation, Training
from learning.members.models import Union
from learning.reports import row_hashes
from learning.reports.counting import IN_FORCE, Rule
from learning.reports.models import FrozenRegister, Period
from learning.reports.protection import LEAST, LEAST_SENSITIVE
from learning.reports.queries import rows_of
from learning.reports.selection import Selection, WrongSelectionError

# What a training has, and not a person in it.
OF_A_TRAINING = ("country", "region", "modality", "project", "language", "quarter")
# Spans of people in one training, by their upper ends: the first is that under which
# nobody may be told apart, whatever was taught.
SPANS = (LEAST_SENSITIVE, 20, 40)
# A longer list is opened quarter by quarter.
MOST = 500


@dataclass(frozen=True)
class Opened:
    """One training behind a figure. `number` is made for this list alone."""

    number: str
    month: date
    country: str
    union: str
    evidence: str
    attested_by: int
    is_closed: bool
    people: str
    register_hash: str
    has_changed: bool


@dataclass(frozen=True)
class Behind:
    """The trainings of a list, whether some of the figure was done alone, at home, and
    whether there are more than a list holds."""

    trainings: list[Opened]
    at_home: bool
    is_cut: bool = False


def behind(period: Period, rule: Rule, filters: dict[str, str]) -> Behind:
    """What stands behind a rule's figure in a period, as the rows are now: the trainings
    of whoever came, and whether five people or more have done some of it at home.

    `filters` are single values of OF_A_TRAINING; others raise WrongSelectionError.
    Trainings come by month, and in no order within it. Eight queries.
    """
    if set(filters) - set(OF_A_TRAINING):
        raise WrongSelectionError("unknown")
    catch_up()
    if not period.counted:
        return Behind([], at_home=False)
    selection = _selection(period, filters)
    held = (
        rows_of(IN_FORCE["participations"], selection)
        .filter(training__isnull=False)
        .values_list("training", "counted_on")
        .annotate(Count("pk"))
        .order_by("counted_on", "training")
    )
    people = {training: number for training, _day, number in held[: MOST + 1]}
    is_cut = len(people) > MOST
    if is_cut:
        people.popitem()
    alone = rows_of(rule, selection).filter(module__isnull=False).values("person")
    at_home = alone.distinct()[:LEAST].count() >= LEAST
    return Behind(_opened(period, people), at_home, is_cut)


def _selection(period: Period, filters: dict[str, str]) -> Selection:
    return Selection(
        *period.counted,
        filters={name: (value,) for name, value in filters.items()},
    )


def _opened(period: Period, people: dict[UUID, int]) -> list[Opened]:
    pks = list(people)
    trainings = list(_trainings(pks))
    hashes = row_hashes.register_hashes(pks)
    changed = {
        each.training_id
        for each in FrozenRegister.unscoped.filter(period=period)
        if each.has_changed
    }
    signed = _attested(hashes)
    unions = shown_unions({each.union_id for each in trainings})
    # `secrets`, so that no list can be guessed from another.
    order = secrets.SystemRandom().sample(range(len(trainings)), len(trainings))
    opened = [
        Opened(
            number=f"{at + 1:03}",
            month=each.ends_on.replace(day=1),
            country=each.country,
            union=unions[each.union_id],
            evidence=each.get_evidence_display(),
            attested_by=signed.get(each.pk, 0),
            is_closed=each.is_closed,
            people=span_of(people[each.pk]),
            register_hash=hashes[each.pk],
            has_changed=each.pk in changed,
        )
        for at, each in zip(order, trainings, strict=True)
    ]
    return sorted(opened, key=lambda each: (each.month, each.number))


def _trainings(pks: list[UUID]) -> Iterable[Training]:
    for some in row_hashes.batched(pks, row_hashes.AT_MOST):
        yield from Training.unscoped.filter(pk__in=some)


def _attested(hashes: dict[UUID, str]) -> dict[UUID, int]:
    """Training → how many have attested its register as it stands."""
    found: dict[UUID, int] = {}
    for some in row_hashes.batched(list(hashes), row_hashes.AT_MOST):
        rows = Attestation.unscoped.filter(training__in=some)
        for training, made in rows.values_list("training", "register_hash"):
            found[training] = found.get(training, 0) + (made == hashes[training])
    return found


def shown_unions(pks: Iterable[UUID]) -> dict[UUID, str]:
    """Union → the name it is shown by: its federation's, and never that of a union
    whose people all work in one place."""
    by_lineage = {each.lineage: each for each in Union.objects.all()}
    by_pk = {each.pk: each for each in by_lineage.values()}
    return {pk: _shown(by_pk[pk], by_lineage) for pk in pks}


def _shown(union: Union, by_lineage: dict[str, Union]) -> str:
    found = _federation(union, by_lineage)
    while found and found.is_one_workplace:
        found = by_lineage.get(_above(found.lineage))
    return found.name if found else _("a union that is one workplace")


def _federation(union: Union, by_lineage: dict[str, Union]) -> Union | None:
    """As in the table of unions."""
    federations = frozenset(
        each.slug
        for each in by_lineage.values()
        if each.level == Union.Level.FEDERATION
    )
    cell = Selection().cell_of("federation", union.lineage, federations)
    return by_lineage.get(cell)


def _above(lineage: str) -> str:
    """ "a/b/" of "a/b/c/"; "" of a root."""
    above, _slash, _last = lineage.rstrip("/").rpartition("/")
    return f"{above}/" if above else ""


def span_of(people: int) -> str:
    """About how many people: "fewer than 10", "10 to 19" …"""
    if people < SPANS[0]:
        return _("fewer than %(count)d") % {"count": SPANS[0]}
    for low, high in itertools.pairwise(SPANS):
        if people < high:
            return _("%(low)d to %(high)d") % {"low": low, "high": high - 1}
    return _("%(count)d or more") % {"count": SPANS[-1]}


def _open_ones(period: Period):
    return (
        Training.unscoped.filter(ends_on__range=(period.starts_on, period.ends_on))
        .exclude(state=Training.State.CLOSED)
        .exclude(evidence=Training.Evidence.DECLARED)
    )


def how_many_left_open(period: Period) -> int:
    return _open_ones(period).count()


def left_open(period: Period) -> list[Opened]:
    """Trainings that ended in a period and are not closed: their registers may change.

    A declared one has no register to close. The first MOST of them.
    """
    catch_up()
    open_ones = _open_ones(period)
    first = list(open_ones.order_by("ends_on").values_list("pk", flat=True)[:MOST])
    rows = (
        Participation.unscoped.filter(training__in=first, counts=True)
        .values_list("training")
        .annotate(Count("pk"))
        .order_by()
    )
    people = dict.fromkeys(first, 0) | dict(rows)
    return _opened(period, people)

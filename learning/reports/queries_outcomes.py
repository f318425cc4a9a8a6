"""Records of what came of it: a union's own, and all of them for the programme.

The programme reads the records of all unions, because their unions tell them to it; they
speak of organisations and not of people.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from learning import cldr
from learning.classroom.models import FollowUp, Training
from learning.classroom.queries.following import FEWEST
from learning.reports.alike import ASKED, Record, likeness
from learning.reports.models import Outcome, OutcomeMove, OutcomePair

# What was answered afterwards → the kind of record it would be.
KIND_OF_RESULT = {
    FollowUp.Result.AGREEMENT: Outcome.Kind.AGREEMENT,
    FollowUp.Result.CASE: Outcome.Kind.CASE,
    FollowUp.Result.RULE: Outcome.Kind.LAW,
    FollowUp.Result.STRUCTURE: Outcome.Kind.STRUCTURE,
}
# A number of workers below this may point at somebody: it is told as "fewer than".
FEWEST_COVERED = 5


# --- of one union -----------------------------------------------------------------


def outcomes_of(tenant) -> QuerySet:
    """The union's own records, withdrawn ones too, the latest first."""
    return (
        Outcome.objects.for_tenant(tenant)
        .select_related("union")
        .order_by("-starts_on", "-created_at")
    )


@dataclass(frozen=True)
class Untold:
    """People who answered that something came of a training, and no record says so.

    `training` is None for several trainings of which too few answered to tell them apart.
    """

    training: Training | None
    kind: str
    people: int

    @property
    def kind_label(self) -> str:
        return Outcome.Kind(self.kind).label


def untold(tenant) -> list[Untold]:
    """What answers afterwards speak of and no standing record of that kind names the
    training for; the most people first. Of fewer than five answers to a training nothing
    is told but together with others of the kind. Three queries."""
    told = set(
        outcomes_of(tenant)
        .filter(withdrawn_at=None, trainings__isnull=False)
        .values_list("kind", "trainings")
    )
    said: dict[object, set] = defaultdict(set)
    answered: dict[object, set] = defaultdict(set)
    rows = FollowUp.objects.for_tenant(tenant).values_list(
        "registration__training", "registration", "results"
    )
    for training, registration, results in rows:
        answered[training].add(registration)
        for result in results:
            kind = KIND_OF_RESULT.get(result)
            if kind and (kind, training) not in told:
                said[training, kind].add(registration)
    few = {each for each, people in answered.items() if len(people) < FEWEST}
    trainings = Training.objects.for_tenant(tenant).in_bulk(
        [training for training, _kind in said if training not in few]
    )
    found = [
        Untold(trainings[training], kind, len(people))
        for (training, kind), people in said.items()
        if training in trainings
    ]
    found += _of_several(said, few, sum(len(answered[each]) for each in few))
    return sorted(found, key=lambda each: (-each.people, each.kind))


def _of_several(said, few, answered) -> list[Untold]:
    if answered < FEWEST:
        return []
    together = Counter()
    for (training, kind), people in said.items():
        if training in few:
            together[kind] += len(people)
    return [Untold(None, kind, people) for kind, people in together.items()]


def covered(record, *, to_programme: bool) -> list[tuple[str, str]]:
    """Who is covered and how many, as far as it is known; `record` is an Outcome or a
    Total. To the programme numbers from 1 to 4 are told as fewer than 5: a case that was
    solved for two women may point at them."""
    parts = (
        (_("women"), record.women),
        (_("men"), record.men),
        (_("not known which"), record.not_stated),
    )
    return [
        (label, _told_number(number, to_programme))
        for label, number in parts
        if number is not None
    ]


def covered_together(total: "Total") -> list[tuple[str, str]]:
    """The same of several records, to the programme: numbers that it may not see of one
    record are not added in, else the others subtracted would tell it."""
    parts = (
        (_("women"), "women"),
        (_("men"), "men"),
        (_("not known which"), "not_stated"),
    )
    return [
        (label, _added(getattr(total, part), part in total.few))
        for label, part in parts
        if getattr(total, part) is not None
    ]


def _added(number: int, and_few: bool) -> str:
    if not and_few:
        return _told_number(number, to_programme=True)
    if not number:
        return _("a few")
    return _("%(number)s and a few") % {"number": cldr.number(str(number))}


def _told_number(number: int, to_programme: bool) -> str:
    if to_programme and 0 < number < FEWEST_COVERED:
        return _("fewer than %(least)d") % {"least": FEWEST_COVERED}
    return cldr.number(str(number))


# --- of all unions ----------------------------------------------------------------


def standing() -> QuerySet:
    """Every record that was not withdrawn, each annotated with `is_reached`: it has been
    more than talks at some time."""
    reached = OutcomeMove.unscoped.filter(outcome=OuterRef("pk")).exclude(
        step=Outcome.Step.DISCUSSION
    )
    return (
        Outcome.unscoped.filter(withdrawn_at=None)
        .annotate(is_reached=Exists(reached))
        .select_related("union")
        .order_by("starts_on", "created_at", "pk")
    )


@dataclass(frozen=True)
class Told:
    """One thing that came about, and the records that tell of it, the earliest first.

    Where two unions tell of the same, the workers it covers are those of the record with
    the most of them: they are the same workers.
    """

    records: tuple[Outcome, ...]

    @property
    def first(self) -> Outcome:
        return self.records[0]

    @property
    def widest(self) -> Outcome:
        return max(self.records, key=lambda each: each.covered or 0)


def told(rows: Iterable[Outcome]) -> list[Told]:
    """The records, those that were said to be the same together; one query more. Only
    records of one kind and country are ever one."""
    rows = list(rows)
    group = {each.pk: each.pk for each in rows}

    def root(pk):
        while group[pk] != pk:
            pk = group[pk]
        return pk

    by_pk = {each.pk: each for each in rows}
    for first, second in OutcomePair.objects.filter(
        decision=OutcomePair.Decision.SAME
    ).values_list("first", "second"):
        if first in by_pk and second in by_pk and _match(by_pk[first], by_pk[second]):
            group[root(second)] = root(first)
    together: dict[object, list[Outcome]] = defaultdict(list)
    for each in rows:
        together[root(each.pk)].append(each)
    return [Told(tuple(each)) for each in together.values()]


def _match(one: Outcome, other: Outcome) -> bool:
    return (one.kind, one.country) == (other.kind, other.country)


def how_many(kind: str, start: date, end: date, *, country: str = "") -> int:
    """How many things of a kind came about within these days, both included."""
    rows = standing().filter(kind=kind)
    if country:
        rows = rows.filter(country=country)
    return sum(
        start <= each.first.starts_on <= end
        for each in told(row for row in rows if row.is_reached)
    )


@dataclass
class Total:
    """Of one kind: how many, and the workers they cover as far as that is known."""

    kind: str
    records: int = 0
    under_discussion: int = 0
    # None: no record says.
    women: int | None = None
    men: int | None = None
    not_stated: int | None = None
    not_known: int = 0
    # Of which of them some record has fewer than five, which are not in the sum.
    few: set[str] = field(default_factory=set)

    @property
    def label(self) -> str:
        return Outcome.Kind(self.kind).label

    def add(self, each: Told) -> None:
        if not any(record.is_reached for record in each.records):
            self.under_discussion += 1
            return
        self.records += 1
        widest = each.widest
        if widest.covered is None:
            self.not_known += 1
        for part in ("women", "men", "not_stated"):
            number = getattr(widest, part)
            if number is None:
                continue
            if 0 < number < FEWEST_COVERED:
                self.few.add(part)
                number = 0
            setattr(self, part, (getattr(self, part) or 0) + number)


def totals(found: Iterable[Told]) -> list[Total]:
    """A total for every kind, in the order of the kinds."""
    by_kind = {kind: Total(kind) for kind in Outcome.Kind.values}
    for each in found:
        by_kind[each.first.kind].add(each)
    return list(by_kind.values())


def open_pairs() -> QuerySet:
    """Pairs somebody should look at, the likeliest first."""
    return _pairs().filter(decision="").order_by("-likeness", "pk")


def decided_pairs() -> QuerySet:
    return _pairs().exclude(decision="").order_by("-decided_at", "pk")


def _pairs() -> QuerySet:
    return OutcomePair.objects.filter(
        first__withdrawn_at=None, second__withdrawn_at=None
    ).select_related("first__union", "second__union")


def others_like(outcome: Outcome) -> list[tuple[Outcome, float]]:
    """Records of other tenants that may tell of the same thing, with how alike they are."""
    mine = _record(outcome)
    rows = standing().filter(kind=outcome.kind, country=outcome.country)
    found = (
        (other, likeness(mine, _record(other)))
        for other in rows.exclude(tenant=outcome.tenant_id)
    )
    return [(other, alike) for other, alike in found if alike >= ASKED]


def _record(outcome: Outcome) -> Record:
    return Record(outcome.title, outcome.parties, outcome.starts_on, outcome.ends_on)

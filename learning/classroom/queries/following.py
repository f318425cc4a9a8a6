"""After 3, 6 and 12 months: whom to ask what came of a training, and what was said.

Due is the last day of the training and so many months; it stays open until the next
one is due, the last one until 18 months have gone by. Asked is who was there and counts,
once for each person: not who said no for good or was erased, and not who has gone to
another union, for the register stays with the union that held the training.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from learning.classroom.models import Attendance, FollowUp, Registration, Training
from learning.classroom.queries.closing import months_later

MONTHS = [months for months, _ in FollowUp.MONTHS]
SHUT_AFTER = 18
# Of fewer answers nothing is told: one could guess whose they are.
FEWEST = 5


def open_months(training, today: date) -> int | None:
    """Which of the three is open today: 3, 6 or 12; None before and after."""
    if today >= months_later(training.ends_on, SHUT_AFTER):
        return None
    due = [each for each in MONTHS if months_later(training.ends_on, each) <= today]
    return max(due, default=None)


def latest_end(today: date, months: int) -> date:
    """The last day on which a training may have ended for so many months to be over."""
    day = months_later(today, -months)
    # At the end of a short month several days come due at once.
    while months_later(day + timedelta(days=1), months) <= today:
        day += timedelta(days=1)
    return day


def took_part(tenant):
    """Registrations of people who were in a training, with account and training.

    Counted (vouched for, not refused), still of this tenant, and there for at least a
    minute; where a training was declared or held at home there may be no register, and
    being in the list is enough. Two entries of one person in a training are one: the
    first on the sheet.
    """
    twice = (
        _was_there(tenant)
        .annotate(person=_PERSON)
        .filter(
            training=OuterRef("training"),
            person=OuterRef("person"),
            number__lt=OuterRef("number"),
        )
    )
    return (
        _was_there(tenant)
        .annotate(person=_PERSON)
        .filter(~Exists(twice))
        .select_related("training", "participant__user", "participant__merged_into")
        .order_by("number")
    )


_PERSON = Coalesce("participant__merged_into", "participant")


def _was_there(tenant):
    marked = Attendance.objects.for_tenant(tenant).filter(
        registration=OuterRef("pk"), minutes__gt=0
    )
    return (
        Registration.objects.for_tenant(tenant)
        .filter(refused_at=None, participant__tenant=tenant)
        .filter(Q(needs_vouching=False) | Q(vouched_at__isnull=False))
        .filter(
            Q(training__evidence=Training.Evidence.DECLARED)
            | Q(training__modality=Training.Modality.AT_HOME)
            | Exists(marked)
        )
    )


def due(tenant, today: date):
    """Registrations of a tenant to be asked now and not answered yet, each annotated
    with `months`."""
    opens = [latest_end(today, each) for each in MONTHS]
    shuts = [*opens[1:], latest_end(today, SHUT_AFTER)]
    open_now = Case(
        *(
            When(
                training__ends_on__lte=first,
                training__ends_on__gt=last,
                then=Value(months),
            )
            for months, first, last in zip(MONTHS, opens, shuts, strict=True)
        ),
        output_field=IntegerField(),
    )
    answered = FollowUp.objects.for_tenant(tenant).filter(
        registration=OuterRef("pk"), months=OuterRef("months")
    )
    return (
        took_part(tenant)
        .filter(
            follow_up_refused_at=None,
            training__ends_on__lte=opens[0],
            training__ends_on__gt=shuts[-1],
        )
        .annotate(months=open_now)
        .filter(~Exists(answered))
    )


def due_for(participant, today: date) -> Registration | None:
    """What to ask on her own place today, the oldest training first; one query.

    Of another entry that was joined to hers only where that one has no account: two
    accounts are two places.
    """
    hers = Q(participant=participant) | Q(
        participant__merged_into=participant, participant__user=None
    )
    later = Q(follow_up_after=None) | Q(follow_up_after__lte=today)
    return (
        due(participant.tenant_id, today)
        .filter(hers, later)
        .order_by("training__ends_on", "pk")
        .first()
    )


def own_registration(participant, pk, today: date) -> Registration | None:
    """One of her own that may be answered today, answered before or not."""
    hers = Q(participant=participant) | Q(
        participant__merged_into=participant, participant__user=None
    )
    found = took_part(participant.tenant_id).filter(
        hers, pk=pk, follow_up_refused_at=None
    )
    row = found.first()
    return row if row and open_months(row.training, today) else None


def to_ask_in(training, months: int):
    """Whom to ask at a meeting, those who have not answered first, each annotated with
    `is_answered`; without those who answered themselves, which stands."""
    answers = FollowUp.objects.for_tenant(training.tenant_id).filter(
        registration=OuterRef("pk"), months=months
    )
    return (
        took_part(training.tenant_id)
        .filter(training=training, follow_up_refused_at=None)
        .annotate(is_answered=Exists(answers))
        .filter(~Exists(answers.filter(keyed_in_by=None)))
        .order_by("is_answered", "number")
    )


def trainings_due(trainings, today: date) -> list[Training]:
    """Of these trainings those with somebody to ask now, the longest past first, each
    annotated with `to_ask` and `months`. One query, and one for each tenant in them."""
    rows = list(
        trainings.filter(
            ends_on__lte=latest_end(today, MONTHS[0]),
            ends_on__gt=latest_end(today, SHUT_AFTER),
        ).order_by("ends_on", "pk")
    )
    counts = Counter()
    for tenant in {row.tenant_id for row in rows}:
        counted = (
            due(tenant, today).order_by().values_list("training").annotate(Count("pk"))
        )
        counts.update(dict(counted))
    for row in rows:
        row.to_ask, row.months = counts[row.pk], open_months(row, today)
    return [row for row in rows if row.to_ask]


@dataclass
class Answers:
    """What was said after so many months; of too few answers only how many."""

    months: int
    people: int = 0
    used: Counter = field(default_factory=Counter)
    purposes: Counter = field(default_factory=Counter)
    results: Counter = field(default_factory=Counter)

    @property
    def is_told(self) -> bool:
        return self.people >= FEWEST

    def rows(self) -> list[tuple[str, list[tuple[str, int]]]]:
        """For each of the three questions its words, and how many said what."""
        return [
            (words, [(label, counts[value]) for value, label in kind.choices])
            for words, kind, counts in (
                (_("Did you use it?"), FollowUp.Used, self.used),
                (_("What for?"), FollowUp.Purpose, self.purposes),
                (_("What came of it?"), FollowUp.Result, self.results),
            )
        ]


def answers_of(training) -> list[Answers]:
    """What people said, for each of the three that somebody has answered; one query."""
    found = {months: Answers(months) for months in MONTHS}
    rows = FollowUp.objects.for_tenant(training.tenant_id).filter(
        registration__training=training
    )
    for months, used, purposes, results in rows.values_list(
        "months", "used", "purposes", "results"
    ):
        said = found[months]
        said.people += 1
        said.used[used] += 1
        said.purposes.update(purposes)
        said.results.update(results)
    return [each for each in found.values() if each.people]

"""The clock of names: until when each is kept, by the term its union has chosen.

It runs from the end of the person's last training, of whichever of her entries; where
the name was written down or brought along later than that, or she was in no training,
from that day: else an old list would lose its names the night after it was read in.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Max
from django.db.models.functions import Coalesce
from django.utils import timezone

from learning.classroom.models import Registration
from learning.members.models import Identity, NamesTerm
from learning.members.queries import term_of

ONE_DAY = timedelta(days=1)
# The entry that stands for the person.
PERSON = Coalesce("participant__merged_into", "participant")


def going(tenant, term: NamesTerm | None, *, by: date) -> dict[UUID, date]:
    """The participants whose names are destroyed by that day, itself included, each with
    the day on which hers goes; empty without a term. Two queries at most.
    """
    if term is None or by < term.starts_on:
        return {}
    began = _began(tenant, until=last_day_over(by, term.months))
    return {who: _goes_on(day, term) for who, day in began.items()}


def going_by(tenant, terms: Iterable[NamesTerm]) -> list[Counter[date]]:
    """How many of a tenant's names would be destroyed on which day, for each of several
    terms, saved or only thought of. Two queries at most, however many terms.
    """
    began = Counter(_began(tenant).values())
    found = []
    for term in terms:
        days: Counter[date] = Counter()
        for day, names in began.items():
            days[_goes_on(day, term)] += names
        found.append(days)
    return found


def kept_until(participant) -> date | None:
    """The last day on which her name is kept, as things stand; None where she has no
    name, or her union has not decided how long. Three queries at most.
    """
    term = term_of(participant.tenant_id)
    began = _began(participant.tenant_id, of=participant) if term else {}
    if participant.pk not in began:
        return None
    # The clock may not have come round yet today.
    return max(_goes_on(began[participant.pk], term) - ONE_DAY, timezone.localdate())


def months_later(day: date, months: int) -> date:
    """The same day of a later month; its last day, where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _goes_on(day: date, term: NamesTerm) -> date:
    return max(months_later(day, term.months) + ONE_DAY, term.starts_on)


def last_day_over(by: date, months: int) -> date:
    """The latest day from which so many months are over by then, so that the database
    looks for those alone."""
    day = months_later(by, -months)
    return day if months_later(day, months) < by else day - ONE_DAY


def _began(tenant, *, until: date | None = None, of=None) -> dict[UUID, date]:
    """Of each name, the day from which its term runs; with `until` of those alone that
    began by then, with `of` of one entry alone."""
    names = Identity.objects.for_tenant(tenant).annotate(person=PERSON)
    lines = (
        Registration.objects.for_tenant(tenant)
        .filter(refused_at=None)
        .annotate(person=PERSON)
    )
    if of:
        names = names.filter(participant=of)
    if until:
        later = lines.filter(training__ends_on__gt=until).values("person")
        next_day = timezone.make_aware(datetime.combine(until + ONE_DAY, time.min))
        names = names.filter(changed_at__lt=next_day).exclude(person__in=later)
    found = list(names.values_list("participant_id", "person", "changed_at"))
    if not found:
        return {}
    if of:
        lines = lines.filter(person__in=names.values("person"))
    ends = dict(
        lines.order_by().values_list("person").annotate(Max("training__ends_on"))
    )
    began = {}
    for who, person, written_at in found:
        written_on = timezone.localdate(written_at)
        began[who] = max(written_on, ends.get(person, written_on))
    return began

"""Head counts: people who were in the room and on no list.

A head count says that in training t, beside the L(t) people in its list, H(t) others were
there. In participations they add up: each is one person in one training. In people they
do not, because nobody knows whether the ten without a list in May are the ten of June,
or stand in the list of another training. So people are told as an interval:

* At least max(U, max over t of L(t) + H(t)), where U are the people of all lists, each
  once. The lists alone are people apart; and those in one room at one time are people
  apart too, listed or not. More cannot be said: everybody uncounted in May may be
  somebody from a list of June.
* At most U + the sum of all H(t): as if no uncounted person ever came twice, or stood
  in any list.

This is the rule of the CARE Emergency Toolkit (5.3.1): without a link the truth lies
between the greatest of the counts and their sum. Between unions it is the same once
more, because their lists are never laid side by side: at least what the largest union has
at least, at most the sum of what each has at most.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Sum

from learning.classroom.actions.participations import catch_up
from learning.classroom.models import HeadCount, Participation
from learning.reports.counting import IN_FORCE
from learning.reports.queries_figures import totals_by_tenant
from learning.reports.selection import Selection


@dataclass(frozen=True)
class Interval:
    """People: at least so many, at most so many."""

    low: int
    high: int


@dataclass(frozen=True)
class Heads:
    """Of one span of days. `listed` are people by list, each once in her union; `heads`
    how many were counted and not listed, once for each training."""

    listed: int
    heads: int
    participations: int
    people: Interval


def together(unions: list[Heads]) -> Heads:
    """Of several unions that cannot be laid side by side. `listed` is then their sum,
    not people; the interval says what is known."""
    return Heads(
        sum(each.listed for each in unions),
        sum(each.heads for each in unions),
        sum(each.participations for each in unions),
        Interval(
            max((each.people.low for each in unions), default=0),
            sum(each.people.high for each in unions),
        ),
    )


def of_one(listed: int, participations: int, rooms: list[tuple[int, int]]) -> Heads:
    """Of one union; `rooms` is (listed, not listed) for each training with a head count."""
    heads = sum(others for _listed, others in rooms)
    fullest = max((in_list + others for in_list, others in rooms), default=0)
    return Heads(
        listed,
        heads,
        participations + heads,
        Interval(max(listed, fullest), listed + heads),
    )


def heads_by_tenant(start: date, end: date) -> dict[UUID, Heads]:
    """Tenant → what lists and head counts say of a span of days; five queries.

    A head count stands on the last day of its training, like a list. Not protected: the
    lower bound may be the people of a single room.
    """
    catch_up()
    span = Selection(start=start, end=end)
    people = totals_by_tenant(IN_FORCE["unique"], span)
    taken = totals_by_tenant(IN_FORCE["participations"], span)
    rows = HeadCount.unscoped.filter(training__ends_on__range=(start, end))
    counted = rows.values_list("tenant", "training").annotate(Sum("people")).order_by()
    others = {training: (tenant, number) for tenant, training, number in counted}
    in_lists = dict(
        Participation.unscoped.filter(counts=True, training__in=rows.values("training"))
        .values_list("training")
        .annotate(Count("pk"))
        .order_by()
    )
    rooms = defaultdict(list)
    for training, (tenant, number) in others.items():
        rooms[tenant].append((in_lists.get(training, 0), number))
    return {
        tenant: of_one(
            people[tenant].value if tenant in people else 0,
            taken[tenant].value if tenant in taken else 0,
            rooms[tenant],
        )
        for tenant in {*people, *rooms}
    }

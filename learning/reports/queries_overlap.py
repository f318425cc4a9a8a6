"""How many people there are over all unions, each once: what is known, side by side.

People are told apart within a tenant and not between tenants, so their sum counts some
twice. Three answers, none of which needs a list of everybody:

* declared: who said, when she was registered, that she was new to the programme;
* wide: at least as many as the largest union has, at most the sum of all;
* narrow: the same for those tenants that let their lists be compared
  (`actions.overlaps`).

Bounds for more than two lists: in all lists together are at least the sum less what any
two have in common (Bonferroni), and at most the sum less what the pairs of a spanning
tree have in common (D. Hunter, "An upper bound for the probability of a union", Journal
of Applied Probability 13, 1976): a person in three lists is in three pairs and too many
by two.
"""

from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from learning.reports.counting import IN_FORCE
from learning.reports.heads import Interval
from learning.reports.longest import may_name_longest
from learning.reports.models import OverlapCount, Period
from learning.reports.protection import LEAST
from learning.reports.queries_ledger import closed_year, people_by_tenant

Pair = tuple[UUID, UUID]


@dataclass(frozen=True)
class Narrow:
    """Of the tenants whose lists were compared: `lists` is their people added up, and
    `low`, `best` and `high` how many these are when each counts once. `percent` of them
    were compared, in full tens; the others are taken to be in both lists or in one,
    whichever is worse, but for `best`, which takes them to be like those compared."""

    tenants: int
    lists: int
    percent: int
    low: int
    best: int
    high: int


@dataclass(frozen=True)
class Unique:
    """Ready to be shown: None where fewer than five people are behind it. A `low` of 0
    is one that may not be told."""

    tenants: int
    declared: int | None
    wide: Interval | None
    narrow: Narrow | None


def unique_in(year: int) -> Unique | None:
    """Of a calendar year that is closed; one query where it is not."""
    closed = closed_year(year)
    return unique_across(closed) if closed else None


def unique_across(period: Period) -> Unique:
    """People of a reporting period over all unions; seven or eight queries for a closed
    period.

    An overlap of fewer than five comes in as such: it moves no number by less than five,
    so none can be got back by subtracting.
    """
    rule = IN_FORCE["unique"]
    people = {
        tenant: number.value
        for tenant, number in people_by_tenant(period, rule).items()
    }
    names_longest = may_name_longest(period, rule, people)
    said = people_by_tenant(period, IN_FORCE["declared_new"])
    declared = sum(number.value for number in said.values())
    return Unique(
        tenants=len(people),
        declared=None if 0 < declared < LEAST else declared,
        wide=_wide(people, names_longest),
        narrow=_narrow(period, people, names_longest),
    )


def _wide(people: dict[UUID, int], names_longest: bool) -> Interval | None:
    """From the largest list, if it may be named, to the sum."""
    high = sum(people.values())
    if 0 < high < LEAST:
        return None
    return Interval(max(people.values()) if names_longest else 0, high)


def _narrow(
    period: Period, people: dict[UUID, int], names_longest: bool
) -> Narrow | None:
    counted = [
        each
        for each in OverlapCount.objects.filter(
            starts_on=period.starts_on, ends_on=period.ends_on
        ).select_related("tenant_a", "tenant_b")
        # Somebody's rows may all have gone since.
        if each.tenant_a_id in people and each.tenant_b_id in people
    ]
    compared: dict[UUID, int] = {}
    country: dict[UUID, str] = {}
    for each in counted:
        compared[each.tenant_a_id] = each.compared_a
        compared[each.tenant_b_id] = each.compared_b
        country[each.tenant_a_id] = each.tenant_a.country
        country[each.tenant_b_id] = each.tenant_b.country
    if not compared:
        return None
    lists = {tenant: max(people[tenant], compared[tenant]) for tenant in compared}
    if 0 < sum(people.values()) - sum(lists.values()) < LEAST:
        return None  # all lists less these would be a few people
    least, likely, most = {}, {}, {}
    for each in counted:
        pair = (each.tenant_a_id, each.tenant_b_id)
        least[pair] = each.low if each.low >= LEAST else 0
        likely[pair] = _as_if_all(each.best, pair, compared, lists)
        others = sum(lists[tenant] - compared[tenant] for tenant in pair)
        upto = max(each.high, LEAST - 1) + others
        most[pair] = min(*(lists[tenant] for tenant in pair), upto)
    for pair in combinations(sorted(lists), 2):
        # Not compared, though of one country: nothing is known.
        if pair not in most and country[pair[0]] == country[pair[1]]:
            most[pair] = min(lists[tenant] for tenant in pair)
    total = sum(lists.values())
    high = total - _spanning(least)
    low = max(total - sum(most.values()), 0)
    # The longest of those compared is named only if it is the longest of all.
    if names_longest and max(lists.values()) == max(people.values()):
        low = max(low, *lists.values())
    best = max(low, min(high, total - sum(likely.values())))
    percent = 100 * sum(compared.values()) // total // 10 * 10
    return Narrow(len(lists), total, percent, low, best, high)


def _as_if_all(best: int, pair: Pair, compared, lists) -> int:
    """The overlap if those who were not compared are like the others."""
    if best < LEAST:
        return 0
    a, b = pair
    scaled = best * lists[a] * lists[b] / compared[a] / compared[b]
    return min(lists[a], lists[b], round(scaled))


def _spanning(weights: dict[Pair, int]) -> int:
    """The weight of the heaviest spanning forest (Kruskal)."""
    tree = {tenant: tenant for pair in weights for tenant in pair}

    def root(tenant):
        while tree[tenant] != tenant:
            tenant = tree[tenant]
        return tenant

    total = 0
    for pair, weight in sorted(weights.items(), key=lambda item: -item[1]):
        a, b = map(root, pair)
        if a != b:
            tree[a] = b
            total += weight
    return total

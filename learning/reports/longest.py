"""Whether the longest list may be named, which is a number of one union."""

from uuid import UUID

from learning.members.models import Union
from learning.reports.counting import Rule
from learning.reports.models import Period
from learning.reports.protection import LEAST
from learning.reports.queries import count
from learning.reports.selection import Selection


def may_name_longest(period: Period, rule: Rule, people: dict[UUID, int]) -> bool:
    """`people` are those of each tenant by this rule. What is left without the longest
    list, of everybody and of those it stands with in the table of unions, must not be a
    few people: whoever subtracts would know of them. Four queries."""
    longest = max(people, key=people.get, default=None)
    if longest is None or people[longest] < LEAST or not period.counted:
        return False
    span = Selection(
        start=period.starts_on,
        end=period.counted[1],
        branch=_stands_with(Union.objects.get(pk=longest)),
    )
    in_table = count(rule, span).total
    rests = (sum(people.values()), in_table)
    return not any(0 < rest - people[longest] < LEAST for rest in rests)


def _stands_with(union: Union) -> str:
    """The place that the table of unions has as one row."""
    federations = Union.objects.filter(level=Union.Level.FEDERATION)
    slugs = frozenset(federations.values_list("slug", flat=True))
    return Selection().cell_of("federation", union.lineage, slugs)

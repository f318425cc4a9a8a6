"""Whether the longest list may be named, which is a number of one union."""

from uuid import UUID

from learning.members.models import Union
from learning.reports.counting import Rule
from learning.reports.models import Period
from learning.reports.protection import LEAST
from learning.reports.queries import count
from learning.reports.queries_ledger import table_of
from learning.reports.selection import Selection


def may_name_longest(period: Period, rule: Rule, people: dict[UUID, int]) -> bool:
    """`people` are those of each tenant by this rule. What is left without the longest
    list, of everybody and of those it stands with in the table of unions, must not be a
    few people: whoever subtracts would know of them. Four queries at the most."""
    longest = max(people, key=people.get, default=None)
    if longest is None or people[longest] < LEAST or not period.counted:
        return False
    line = _stands_with(Union.objects.get(pk=longest))
    rests = (sum(people.values()), _in_table(period, rule, line))
    return not any(0 < rest - people[longest] < LEAST for rest in rests)


def _in_table(period: Period, rule: Rule, line: str) -> int:
    """In this line of the table of unions, which of a closed period is read."""
    if period.is_closed:
        cells = table_of(period, rule, "union").cells
        return sum(number for (row, _sex), number in cells.items() if row == line)
    return count(rule, Selection(*period.counted, branch=line)).total


def _stands_with(union: Union) -> str:
    """The place that the table of unions has as one row."""
    federations = Union.objects.filter(level=Union.Level.FEDERATION)
    slugs = frozenset(federations.values_list("slug", flat=True))
    return Selection().cell_of("federation", union.lineage, slugs)

"""A union's own figures: its own people, so nothing is withheld."""

from dataclasses import dataclass

from django.db.models import Count

from learning.classroom.actions.participations import catch_up
from learning.classroom.models import Participation, Training
from learning.reports.counting import Rule
from learning.reports.models import Period
from learning.reports.queries import rows_of
from learning.reports.selection import Selection


@dataclass(frozen=True)
class Own:
    """Trainings behind a figure with how many of their people it goes by, the latest
    first, and how many it goes by of what was begun alone."""

    trainings: list[tuple[Training, int]]
    at_home: int


def own_behind(tenant, period: Period, rule: Rule) -> Own:
    """What stands behind a rule's figure of one tenant, as its registers are now. A
    person who is counted once stands in each training she came to. Four queries."""
    catch_up()
    span = Selection(start=period.starts_on, end=period.ends_on, tenant=tenant.pk)
    rows = rows_of(rule, span)
    people = dict(
        rows.filter(training__isnull=False)
        .values_list("training")
        .annotate(Count("pk"))
        .order_by()
    )
    held = Participation.objects.for_tenant(tenant).filter(training__isnull=False)
    trainings = (
        Training.objects.for_tenant(tenant)
        .filter(
            pk__in=held.filter(
                counted_on__range=(period.starts_on, period.ends_on)
            ).values("training")
        )
        .order_by("-ends_on", "pk")
    )
    return Own(
        [(each, people[each.pk]) for each in trainings if each.pk in people],
        rows.filter(module__isnull=False).count(),
    )

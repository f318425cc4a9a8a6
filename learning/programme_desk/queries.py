"""The tree of unions and the programme's own people, without anybody of a union."""

from django.db.models import Count, Q

from learning.members.models import Membership, Union
from learning.members.queries import OPEN_SLUG
from learning.members.roles import STAFF_ROLES


def tree(typed: str = ""):
    """Every union but the one for people without, branches below what they belong to;
    with what was typed in name or slug."""
    found = Union.objects.exclude(level=Union.Level.OPEN).select_related(
        "tenant", "parent"
    )
    if typed := typed.strip():
        found = found.filter(Q(name__icontains=typed) | Q(slug__icontains=typed))
    return found.order_by("lineage")


def coordinators_in(union) -> int:
    """How many coordinate a union now; who they are is its own affair."""
    held = Membership.objects.current().filter(union=union, role="coordinator")
    return held.aggregate(people=Count("user", distinct=True))["people"]


def working_for_programme():
    """Roles held now in the programme, and of the authors and translators of its own
    modules; by e-mail address."""
    return (
        Membership.objects.current()
        .with_role(*STAFF_ROLES)
        .filter(Q(union=None) | Q(union__slug=OPEN_SLUG))
        .select_related("user", "union")
        .order_by("user__email", "role")
    )

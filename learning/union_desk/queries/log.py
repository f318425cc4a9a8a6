"""What was done with people's data, for the union to read."""

from django.db.models import Q

from learning.members.models import AuditEntry

Act = AuditEntry.Act
# Names that somebody saw, and data that went out of the house: a file, or names on
# a printed sheet (cards have none).
SEEN = Q(act__in=(Act.LOOKED, Act.SEARCHED))
TAKEN = Q(act=Act.EXPORTED) | Q(act=Act.PRINTED, thing="training")
KINDS = {"seen": SEEN, "taken": TAKEN}


def entries_of(tenant, *, act=""):
    """The tenant's audit log, latest first, with who did it; `act` an act, or one of
    KINDS."""
    found = AuditEntry.objects.for_tenant(tenant).select_related("by")
    if act in KINDS:
        found = found.filter(KINDS[act])
    elif act:
        found = found.filter(act=act)
    return found.order_by("-at", "-pk")

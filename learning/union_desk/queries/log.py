"""What was done with people's data, for the union to read."""

from learning.members.models import AuditEntry

OUT = (AuditEntry.Act.LOOKED, AuditEntry.Act.SEARCHED, AuditEntry.Act.EXPORTED)


def entries_of(tenant, *, act=""):
    """The tenant's audit log, latest first, with who did it; `act` an act, or "out" for
    all by which names or data were seen or taken out."""
    found = AuditEntry.objects.for_tenant(tenant).select_related("by")
    if act == "out":
        found = found.filter(act__in=OUT)
    elif act:
        found = found.filter(act=act)
    return found.order_by("-at", "-pk")

"""Writing down who looked at, exported or changed people's data."""

from learning.members.models import AuditEntry
from learning.members.queries import role_towards


def note(
    *, tenant, act, by, participant=None, thing="", thing_id=None, people=0, reason=""
) -> AuditEntry:
    """Add one line to the tenant's audit log, in the transaction of what it tells of.

    `tenant` is a Union or its pk, `act` an `AuditEntry.Act`; `thing` is one fixed word
    ("training", "roster", "union") and `thing_id` which; `people` how many people's
    data were touched. `reason` is what whoever did it wrote; never a name.
    """
    tenant_id = getattr(tenant, "pk", tenant)
    entry = AuditEntry(
        tenant_id=tenant_id,
        act=act,
        by=by,
        by_role=role_towards(by, tenant_id),
        participant=participant,
        thing=thing,
        thing_id=thing_id,
        people=people,
        reason=reason,
    )
    entry.save()
    return entry

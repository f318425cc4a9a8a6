"""Reading what is on the trainer's desk."""

from learning.classroom.models import HelpRequest


def open_requests(tenants):
    """Requests for help that nobody has settled, the oldest first; one query a tenant."""
    rows = []
    for tenant in tenants:
        rows.extend(
            HelpRequest.objects.for_tenant(tenant)
            .filter(settled_at=None)
            .select_related("participant__user", "lesson__module")
        )
    return sorted(rows, key=lambda each: each.created_at)

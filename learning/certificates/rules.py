"""May they? Over certificates of others."""

from learning.members.roles import Administrator, Coordinator
from learning.members.rules import holds


def can_revoke(by, certificate) -> bool:
    """An administrator, who has only the code on the paper; a coordinator of the tenant."""
    return holds(by, Administrator) or holds(
        by, Coordinator, tenant=certificate.tenant_id
    )

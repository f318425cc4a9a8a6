"""The walls between unions: data about people is read through a tenant, or not at all.

Scope is explicit at each call and never kept in a thread: `Model.objects` raises until
it is told whose data is wanted. `unscoped` exists for Django's own needs (foreign keys,
deletion, migrations) and for the few places `tests/test_consistency.py` names.
"""

from django.db import models


class ScopeError(RuntimeError):
    """A query about people that does not say whose people."""


class TenantManager(models.Manager):
    """Raises unless `for_tenant` is called first."""

    def get_queryset(self):
        raise ScopeError(
            f"{self.model.__name__}.objects needs .for_tenant(tenant) before anything else"
        )

    def for_tenant(self, tenant):
        """The rows of one tenant; `tenant` is a Union that keeps its own key, or its pk."""
        return super().get_queryset().filter(tenant=tenant)

    def for_participant(self, participant):
        """The rows of one person, in the tenant that person belongs to."""
        return self.for_tenant(participant.tenant_id).filter(participant=participant)


class TenantScoped(models.Model):
    """A row about a person, belonging to the union that keeps the key."""

    tenant = models.ForeignKey(
        "learning.Union", on_delete=models.PROTECT, related_name="+"
    )

    # First, so that Django's own machinery uses it; see the module's docstring.
    unscoped = models.Manager()
    objects = TenantManager()

    # A union's own log about people: it stays where it was written when they move.
    stays_with_union = False

    # Learner data stays out of Wagtail's reference index (four statements a save).
    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True

"""The lock on all names of a tenant at once, and what it keeps out."""

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.members.errors import NamesAreLockedError
from learning.members.models.accounts import User
from learning.members.models.unions import Union
from learning.records import Stamped, new_id
from learning.tenancy import TenantScoped


class NameFreeze(TenantScoped, Stamped):
    """All names of a tenant locked at once, by one; unlocked by two."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    frozen_at = models.DateTimeField(default=timezone.now)
    frozen_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    first_key_at = models.DateTimeField(null=True, blank=True)
    first_key_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    unlocked_at = models.DateTimeField(null=True, blank=True)
    unlocked_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("lock on names")
        verbose_name_plural = _("locks on names")
        constraints = [
            models.UniqueConstraint(
                fields=["tenant"],
                condition=Q(unlocked_at__isnull=True),
                name="name_freeze_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(unlocked_at__isnull=True) | Q(first_key_at__isnull=False),
                name="name_freeze_needs_two_keys",
            ),
            models.CheckConstraint(
                condition=Q(unlocked_by__isnull=True)
                | Q(first_key_by__isnull=True)
                | ~Q(unlocked_by=F("first_key_by")),
                name="name_freeze_keys_of_two_people",
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "frozen_at",
            "first_key_at",
            "unlocked_at",
        )
        pseudonymous = ("frozen_by", "first_key_by", "unlocked_by")

    def __str__(self):
        return str(self.frozen_at)


def is_frozen(tenant) -> bool:
    """Whether a coordinator has locked all names of the tenant (Union or pk)."""
    return NameFreeze.objects.for_tenant(tenant).filter(unlocked_at=None).exists()


def refuse_while_locked(*tenants) -> None:
    """Raise NamesAreLockedError where the names of one of these tenants (Union or pk) are
    locked; inside a transaction.

    Whoever locks names waits for the end of that transaction, and the next name for the
    end of the locking, so that none slips in beside the lock.
    """
    keep_still(*tenants)
    if any(is_frozen(tenant) for tenant in tenants):
        raise NamesAreLockedError("A coordinator has locked all names")


def keep_still(*tenants) -> None:
    """One after the other: whoever stores names of these tenants, or locks them."""
    rows = Union.objects.select_for_update(no_key=True).order_by("pk")
    list(rows.filter(pk__in=[getattr(each, "pk", each) for each in tenants]))


class SealedQuerySet(models.QuerySet):
    """Rows that hold names, sealed. However one is written, it asks for the lock first;
    `save` of the model does too. Deleting is always possible."""

    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        with transaction.atomic(using=self.db):
            refuse_while_locked(*{each.tenant_id for each in objs})
            return super().bulk_create(objs, *args, **kwargs)

    def update(self, **kwargs):
        with transaction.atomic(using=self.db):
            if kwargs.keys() & {"sealed", "tenant", "tenant_id"}:
                tenants = set(self.order_by().values_list("tenant_id", flat=True))
                to = kwargs.get("tenant", kwargs.get("tenant_id"))
                # Where she goes to matters only if there is a name to take along.
                refuse_while_locked(*tenants, *([to] if to and tenants else []))
            return super().update(**kwargs)

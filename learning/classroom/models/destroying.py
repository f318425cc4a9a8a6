"""Destroying names for good: asked for by one coordinator, confirmed by a second."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.classroom.models.trainings import Training
from learning.records import Stamped, new_id
from learning.tenancy import TenantScoped

# After that a request is no longer confirmed, but made anew.
DAYS_TO_CONFIRM = 7


class Destruction(TenantScoped, Stamped):
    """The names of one training's people, or (no training) of everybody in the tenant."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    training = models.ForeignKey(
        Training, models.CASCADE, null=True, blank=True, related_name="destructions"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # Nobody, where the tenant has one coordinator only.
    confirmed_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    people = models.PositiveIntegerField(default=0, help_text="names destroyed")

    class Meta:
        verbose_name = _("destruction of names")
        verbose_name_plural = _("destructions of names")
        constraints = [
            models.UniqueConstraint(
                fields=["training"],
                condition=Q(confirmed_at__isnull=True, withdrawn_at__isnull=True),
                name="destruction_one_waiting",
            ),
            # NULL is distinct from NULL in a unique index, so it has its own.
            models.UniqueConstraint(
                fields=["tenant"],
                condition=Q(
                    training__isnull=True,
                    confirmed_at__isnull=True,
                    withdrawn_at__isnull=True,
                ),
                name="destruction_of_all_one_waiting",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | Q(asked_by__isnull=True)
                | ~Q(confirmed_by=F("asked_by")),
                name="destruction_by_two_people",
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "training",
            "asked_at",
            "confirmed_at",
            "withdrawn_at",
            "people",
        )
        pseudonymous = ("asked_by", "confirmed_by")

    def __str__(self):
        return str(self.pk)

    @property
    def is_waiting(self) -> bool:
        return (
            self.confirmed_at is None
            and self.withdrawn_at is None
            and timezone.now() < self.asked_at + timedelta(days=DAYS_TO_CONFIRM)
        )

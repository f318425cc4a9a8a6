"""Who takes which module."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.records import Stamped, new_id
from learning.tenancy import TenantScoped


class Enrolment(TenantScoped, Stamped):
    """One participant in one module, from the day she said she wants to follow it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participant = models.ForeignKey(
        "learning.Participant", models.CASCADE, related_name="enrolments"
    )
    module = models.ForeignKey(
        "learning.Module", models.PROTECT, related_name="enrolments"
    )
    enrolled_at = models.DateTimeField(default=timezone.now)
    # She said she does not want the pre-test.
    pre_test_skipped_at = models.DateTimeField(null=True, blank=True)
    # She wants a discreet module to stand on her place; others always do.
    pinned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "module"], name="enrolment_once"
            )
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "module",
            "enrolled_at",
            "pre_test_skipped_at",
        )
        pseudonymous = ("participant",)
        erased = ("pinned_at",)

    def __str__(self):
        return str(self.pk)

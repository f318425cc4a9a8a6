"""Papers made on demand and kept until what they were made of has changed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from learning.records import Stamped


class DeliveryQuerySet(models.QuerySet):
    def outdated(self, *, before):
        """Not touched since `before`: a newer edition has another row."""
        return self.filter(changed_at__lt=before)


class Delivery(Stamped):
    """One paper of a module in one language; nobody knows here who asked for it."""

    class Kind(models.TextChoices):
        BOOKLET = "booklet", _("booklet")
        PLAN = "plan", _("session plan")

    # Hash of all that the file depends on: kind, content, layout, parameters.
    key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    module = models.ForeignKey("learning.Module", models.CASCADE, related_name="+")
    language = models.CharField(max_length=12)
    edition = models.PositiveIntegerField()
    # Hash of the words and ids it was ordered for.
    content = models.CharField(max_length=64)
    # Of a plan: minutes, people, power, devices, lessons.
    parameters = models.JSONField(default=dict)
    # Its name in the storage of files; empty until it is made.
    file = models.CharField(max_length=200, blank=True, default="")
    ordered_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("a paper made on demand", "delivery")
        verbose_name_plural = pgettext_lazy("papers made on demand", "deliveries")
        constraints = [
            models.CheckConstraint(
                condition=Q(made_at__isnull=True, file="")
                | (Q(made_at__isnull=False) & ~Q(file="")),
                name="delivery_made_has_a_file",
            ),
            models.CheckConstraint(
                condition=Q(made_at__isnull=True) | Q(failed_at__isnull=True),
                name="delivery_made_or_failed",
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "created_at",
            "changed_at",
            "key",
            "kind",
            "module",
            "language",
            "edition",
            "content",
            "parameters",
            "file",
            "ordered_at",
            "made_at",
            "failed_at",
        )

    def __str__(self):
        return f"{self.kind} {self.module_id} {self.language} {self.edition}"

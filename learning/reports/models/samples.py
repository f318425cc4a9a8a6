"""A random sample of trainings whose registers an evaluator wants to see."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.classroom.models import Training
from learning.records import Stamped, new_id
from learning.reports.models.periods import Period
from learning.tenancy import TenantScoped

MOST_SAMPLED = 200


class Sample(Stamped):
    """Drawn once; anybody who has the seed draws the same again.

    The trainings bear numbers from 1 to `drawn_from`, for this sample alone. The lot of
    each is the SHA-256 of "<seed> <number>"; the lowest `size` are the sample.
    """

    # Random: ids leave the house in reports.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    period = models.ForeignKey(Period, models.PROTECT, related_name="samples")
    seed = models.CharField(max_length=80)
    size = models.PositiveSmallIntegerField(help_text="trainings asked for")
    drawn_from = models.PositiveIntegerField(help_text="trainings in the period")
    # SHA-256 over the ids it was drawn from, in the order of their numbers, one a line.
    list_hash = models.CharField(max_length=64)
    drawn_at = models.DateTimeField(default=timezone.now)
    drawn_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("sample of trainings")
        verbose_name_plural = _("samples of trainings")
        ordering = ["-drawn_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gte=1) & Q(size__lte=MOST_SAMPLED),
                name="sample_of_some_trainings",
            )
        ]

    class Privacy:
        kept = (
            "id",
            "created_at",
            "changed_at",
            "period",
            "seed",
            "size",
            "drawn_from",
            "list_hash",
            "drawn_at",
        )
        pseudonymous = ("drawn_by",)

    def __str__(self):
        return self.seed


class SampledTraining(TenantScoped, Stamped):
    """One training of a sample, and whether its register was there. Nothing else of what
    the evaluator saw is stored."""

    class Found(models.TextChoices):
        OPEN = "", _("not looked at yet")
        FOUND = "found", _("found, and as counted")
        NOT_FOUND = "missing", _("not found, or not as counted")
        REFUSED = "refused", _("refused")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sample = models.ForeignKey(Sample, models.CASCADE, related_name="trainings")
    training = models.ForeignKey(Training, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(help_text="its place in the sample")
    # What the draw was over. Samples of before it was have none: ids were drawn.
    drawn_number = models.PositiveIntegerField(null=True, blank=True)
    # As it stood when it was drawn.
    register_hash = models.CharField(max_length=64)
    found = models.CharField(max_length=7, choices=Found, blank=True, default="")
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("training in a sample")
        verbose_name_plural = _("trainings in samples")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["sample", "training"], name="sampled_training_once"
            ),
            models.UniqueConstraint(
                fields=["sample", "number"], name="sampled_number_once"
            ),
            models.UniqueConstraint(
                fields=["sample", "drawn_number"], name="sampled_drawn_number_once"
            ),
            models.CheckConstraint(
                condition=Q(found="", looked_at__isnull=True)
                | ~Q(found="") & Q(looked_at__isnull=False),
                name="sampled_training_looked_at",
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "sample",
            "training",
            "number",
            "drawn_number",
            "register_hash",
            "found",
            "looked_at",
        )
        pseudonymous = ("looked_by",)

    def __str__(self):
        return f"{self.number}"

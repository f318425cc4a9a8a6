"""People who stand in the lists of two unions: whether they may be looked for, and how
many there are. Never who."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.records import AppendOnly, Stamped, new_id
from learning.tenancy import TenantScoped


class OverlapChoice(TenantScoped, Stamped):
    """A union lets its list be compared, unseen; ended, the row stays and says when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    allowed_at = models.DateTimeField(default=timezone.now)
    allowed_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("leave to compare lists")
        verbose_name_plural = _("leaves to compare lists")
        constraints = [
            models.UniqueConstraint(
                fields=["tenant"],
                condition=Q(ended_at__isnull=True),
                name="overlap_choice_one_standing",
            ),
        ]

    class Privacy:
        kept = ("id", "tenant", "created_at", "changed_at", "allowed_at", "ended_at")
        pseudonymous = ("allowed_by", "ended_by")

    def __str__(self):
        return str(self.allowed_at)


class OverlapCount(AppendOnly):
    """How many people of a reporting period stand in the lists of two unions.

    `compared_a` and `compared_b` are the people of each list who agreed and whose names
    could be opened. Counted once for a period and a pair, and never again: two counts
    would tell by their difference about whoever came between them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    starts_on = models.DateField()
    ends_on = models.DateField()
    tenant_a = models.ForeignKey("learning.Union", models.PROTECT, related_name="+")
    tenant_b = models.ForeignKey("learning.Union", models.PROTECT, related_name="+")
    compared_a = models.PositiveIntegerField()
    compared_b = models.PositiveIntegerField()
    # Surely, probably, and at the most: `members.linkage`.
    low = models.PositiveIntegerField()
    best = models.PositiveIntegerField()
    high = models.PositiveIntegerField()
    method = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("overlap of two lists")
        verbose_name_plural = _("overlaps of two lists")
        constraints = [
            models.UniqueConstraint(
                fields=["starts_on", "ends_on", "tenant_a", "tenant_b"],
                name="overlap_counted_once",
            ),
            models.CheckConstraint(
                condition=Q(tenant_a__lt=F("tenant_b")), name="overlap_in_order"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lt=F("ends_on")),
                name="overlap_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(low__lte=F("best"))
                & Q(best__lte=F("high"))
                & Q(high__lte=F("compared_a"))
                & Q(high__lte=F("compared_b")),
                name="overlap_within_the_lists",
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "starts_on",
            "ends_on",
            "tenant_a",
            "tenant_b",
            "compared_a",
            "compared_b",
            "low",
            "best",
            "high",
            "method",
            "made_at",
        )

    def __str__(self):
        return str(self.pk)

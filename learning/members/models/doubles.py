"""Two entries that may be one person: proposed with reasons, decided by a person."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.members.models.accounts import User
from learning.members.models.people import Participant
from learning.records import Stamped, new_id
from learning.tenancy import TenantScoped


class PossibleDouble(TenantScoped, Stamped):
    """A pair inside one tenant, and why; no name in it."""

    class Decision(models.TextChoices):
        OPEN = "", _("not decided")
        SAME = "same", _("one person")
        APART = "apart", _("two people")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # The pair in the order of their ids, so that it stands here once.
    first = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    second = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    # Fixed words: "name_same", "name_spelled_alike", "name_other_script", "sex",
    # "age_band", "place".
    reasons = models.JSONField(default=list)
    likeness = models.FloatField(help_text="0 to 1")
    decision = models.CharField(
        max_length=5, choices=Decision, blank=True, default=Decision.OPEN
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("possible double")
        verbose_name_plural = _("possible doubles")
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], name="possible_double_once"
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="possible_double_in_order"
            ),
            models.CheckConstraint(
                condition=Q(likeness__gte=0) & Q(likeness__lte=1),
                name="possible_double_likeness",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True)
                | ~Q(decision="") & Q(decided_at__isnull=False),
                name="possible_double_decided_at_some_time",
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "decision",
            "decided_at",
        )
        pseudonymous = ("first", "second", "decided_by")
        erased = ("reasons", "likeness")

    def __str__(self):
        return str(self.pk)


class Merge(TenantScoped, Stamped):
    """One entry joined to another; undone, the row stays and says when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    merged = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    into = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    merged_at = models.DateTimeField(default=timezone.now)
    merged_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        constraints = [
            models.UniqueConstraint(
                fields=["merged"],
                condition=Q(undone_at__isnull=True),
                name="merge_one_standing",
            ),
            models.CheckConstraint(condition=~Q(merged=F("into")), name="merge_of_two"),
        ]

    class Privacy:
        kept = ("id", "tenant", "created_at", "changed_at", "merged_at", "undone_at")
        pseudonymous = ("merged", "into", "merged_by", "undone_by")

    def __str__(self):
        return str(self.pk)

"""What came of it: agreements, cases, laws and structures, as a union tells them."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from learning.classroom.models import Training
from learning.records import AppendOnly, Stamped, new_id
from learning.tenancy import TenantScoped


class Outcome(TenantScoped, Stamped):
    """One record: who agreed on what, for how many, and how we know.

    It speaks of organisations and never names a person. It stands somewhere in the
    cycle of social dialogue; the moves that brought it there are kept.
    """

    class Kind(models.TextChoices):
        AGREEMENT = "agreement", _("collective agreement")
        CASE = "case", _("case solved")
        LAW = "law", _("law or policy")
        STRUCTURE = "structure", _("new union structure")

    class Level(models.TextChoices):
        WORKPLACE = "workplace", _("one workplace")
        COMPANY = "company", _("company or group")
        SECTOR = "sector", _("sector")
        REGION = "region", _("region of a country")
        NATIONAL = "national", _("national")
        INTERNATIONAL = "world", _("international")

    class Step(models.TextChoices):
        """The cycle of social dialogue, in its order."""

        DISCUSSION = "discussion", pgettext_lazy("social dialogue", "discussion")
        AGREEMENT = "agreement", pgettext_lazy("social dialogue", "agreement")
        IMPLEMENTATION = (
            "implementation",
            pgettext_lazy("social dialogue", "implementation"),
        )
        MONITORING = "monitoring", pgettext_lazy("social dialogue", "monitoring")
        NEXT_ROUND = "next", pgettext_lazy("social dialogue", "next round")

    # Random: ids leave the house in reports.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    union = models.ForeignKey("learning.Union", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=200)
    parties = models.CharField(max_length=300)
    level = models.CharField(max_length=10, choices=Level)
    country = models.CharField(max_length=2)
    # Signed, solved, adopted or founded on; in force until, where that is known.
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    # Workers covered; empty: not known, which is not 0.
    women = models.PositiveIntegerField(null=True, blank=True)
    men = models.PositiveIntegerField(null=True, blank=True)
    not_stated = models.PositiveIntegerField(null=True, blank=True)
    covered_by_source = models.CharField(max_length=200, blank=True)
    contribution = models.TextField(max_length=1500)
    known_how = models.TextField(max_length=1500)
    # A role and an organisation, never a person's name.
    confirmed_by = models.CharField(max_length=160, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    evidence_link = models.URLField(max_length=500, blank=True)
    evidence_place = models.CharField(max_length=200, blank=True)
    # The cohort behind it.
    trainings = models.ManyToManyField(Training, related_name="outcomes", blank=True)
    step = models.CharField(max_length=14, choices=Step, default=Step.AGREEMENT)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("record of what came of it")
        verbose_name_plural = _("records of what came of it")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__lte=F("ends_on")),
                name="outcome_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(country="") & ~Q(known_how=""),
                name="outcome_says_what_where_and_how_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    women__isnull=True, men__isnull=True, not_stated__isnull=True
                )
                | ~Q(covered_by_source=""),
                name="outcome_covers_by_a_source",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "-starts_on"], name="outcome_of_tenant"),
            models.Index(
                fields=["kind", "country", "starts_on"], name="outcome_by_kind"
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "union",
            "kind",
            "title",
            "parties",
            "level",
            "country",
            "starts_on",
            "ends_on",
            "women",
            "men",
            "not_stated",
            "covered_by_source",
            "contribution",
            "known_how",
            "confirmed_by",
            "confirmed_on",
            "evidence_link",
            "evidence_place",
            "trainings",
            "step",
            "withdrawn_at",
        )
        pseudonymous = ("withdrawn_by",)

    def __str__(self):
        return self.title

    @property
    def covered(self) -> int | None:
        """Workers in all, as far as they are known; None: nothing is."""
        known = [n for n in (self.women, self.men, self.not_stated) if n is not None]
        return sum(known) if known else None


class OutcomeMove(TenantScoped, AppendOnly):
    """A step of the cycle that a record came to; the latest one is where it stands."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="moves")
    step = models.CharField(max_length=14, choices=Outcome.Step)
    moved_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField(default=timezone.now)
    told_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("step of a record")
        verbose_name_plural = _("steps of records")
        ordering = ["told_at", "pk"]

    class Privacy:
        kept = ("id", "tenant", "outcome", "step", "moved_on", "note", "told_at")
        pseudonymous = ("told_by",)

    def __str__(self):
        return self.step


class OutcomePair(Stamped):
    """Records of two unions that may tell of one thing; somebody of the programme says.

    It lies between two tenants, so it is of neither; it holds no word of theirs.
    """

    class Decision(models.TextChoices):
        OPEN = "", _("not decided")
        SAME = "same", _("one and the same")
        DIFFERENT = "different", _("two different ones")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # In the order of their ids, so that a pair stands here once.
    first = models.ForeignKey(Outcome, models.CASCADE, related_name="+")
    second = models.ForeignKey(Outcome, models.CASCADE, related_name="+")
    likeness = models.FloatField(help_text="0 to 1")
    decision = models.CharField(
        max_length=9, choices=Decision, blank=True, default=Decision.OPEN
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("pair of records")
        verbose_name_plural = _("pairs of records")
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], name="outcome_pair_once"
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="outcome_pair_in_order"
            ),
            models.CheckConstraint(
                condition=Q(likeness__gte=0) & Q(likeness__lte=1),
                name="outcome_pair_likeness",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True)
                | ~Q(decision="") & Q(decided_at__isnull=False),
                name="outcome_pair_decided_at_some_time",
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "created_at",
            "changed_at",
            "first",
            "second",
            "likeness",
            "decision",
            "decided_at",
        )
        pseudonymous = ("decided_by",)

    def __str__(self):
        return str(self.pk)

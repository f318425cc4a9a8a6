"""Totals of earlier years: declared by somebody, by a method, of some quality."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.members.answers import AgeBand
from learning.records import Stamped, new_id


class HistoryImport(Stamped):
    """A sheet of totals on its way in: read, taken over as a whole, or taken back."""

    class State(models.TextChoices):
        READ = "read", _("waits to be looked at")
        IN = "in", _("taken over")
        UNDONE = "undone", _("taken back")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    state = models.CharField(max_length=6, choices=State, default=State.READ)
    # The lines as they were understood; a sheet with names is refused before that.
    lines = models.JSONField(default=list)
    read_at = models.DateTimeField(default=timezone.now)
    read_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("sheet of totals")
        verbose_name_plural = _("sheets of totals")
        ordering = ["-read_at"]

    class Privacy:
        kept = ("id", "created_at", "changed_at", "state", "lines", "read_at")
        pseudonymous = ("read_by",)

    def __str__(self):
        return str(self.read_at)


class DeclaredTotal(Stamped):
    """So many people, it is said, in that span, there, of that sex and age.

    It stands beside what the platform counted and is never part of it.
    """

    class Sex(models.TextChoices):
        """As `answers.Sex`, but here empty is everybody and not who did not say."""

        ALL = "", _("all together")
        WOMEN = "f", _("women")
        MEN = "m", _("men")
        OTHER = "x", _("other")
        NOT_STATED = "-", _("not stated")

    class Counts(models.TextChoices):
        PARTICIPATIONS = "participations", _("participations: who came twice is two")
        PEOPLE = "people", _("people: each once")

    class Grade(models.TextChoices):
        """How far it can be believed."""

        REGISTER = "A", _("A: the signed registers were seen")
        LIST = "B", _("B: a list or table, no register seen")
        ESTIMATE = "C", _("C: an estimate")

    AGES = [("", _("all together")), *[a for a in AgeBand.choices if a[0]]]

    # Random: ids leave the house in reports.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    starts_on = models.DateField()
    ends_on = models.DateField()
    # Empty: of the programme as a whole, or of unions that are not known apart.
    union = models.ForeignKey(
        "learning.Union", models.PROTECT, null=True, blank=True, related_name="+"
    )
    country = models.CharField(max_length=2, blank=True)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    age_band = models.CharField(max_length=5, choices=AGES, blank=True)
    theme = models.ForeignKey(
        "learning.Module", models.PROTECT, null=True, blank=True, related_name="+"
    )
    people = models.PositiveIntegerField(help_text="what `counts` says")
    counts = models.CharField(max_length=14, choices=Counts)
    method = models.CharField(max_length=500)
    grade = models.CharField(max_length=1, choices=Grade)
    source = models.CharField(max_length=300)
    # What tells it from others: two standing totals never say the same of the same.
    cell = models.CharField(max_length=200, editable=False)
    sheet = models.ForeignKey(
        HistoryImport, models.PROTECT, null=True, blank=True, related_name="totals"
    )
    declared_at = models.DateTimeField(default=timezone.now)
    declared_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("declared total")
        verbose_name_plural = _("declared totals")
        ordering = ["-starts_on", "declared_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="declared_total_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=~Q(method="") & ~Q(source=""),
                name="declared_total_by_a_method",
            ),
            models.UniqueConstraint(
                fields=["cell"],
                condition=Q(withdrawn_at__isnull=True),
                name="declared_total_once",
            ),
        ]
        indexes = [
            models.Index(fields=["starts_on", "ends_on"], name="declared_total_span")
        ]

    class Privacy:
        kept = (
            "id",
            "created_at",
            "changed_at",
            "starts_on",
            "ends_on",
            "union",
            "country",
            "sex",
            "age_band",
            "theme",
            "people",
            "counts",
            "method",
            "grade",
            "source",
            "cell",
            "sheet",
            "declared_at",
            "withdrawn_at",
        )
        pseudonymous = ("declared_by", "withdrawn_by")

    def __str__(self):
        return f"{self.people} {self.starts_on}–{self.ends_on}"

    def place(self) -> str:
        """The cell it fills, as text."""
        parts = (
            self.starts_on.isoformat(),
            self.ends_on.isoformat(),
            self.union_id,
            self.country,
            self.sex,
            self.age_band,
            self.theme_id,
            self.counts,
        )
        return "|".join(str(part or "") for part in parts)

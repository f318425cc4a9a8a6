"""Reporting periods, and what each union says of its own figures in them."""

import uuid
from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from learning.records import AppendOnly, Stamped, new_id
from learning.tenancy import TenantScoped


class Period(Stamped):
    """A reporting period, as in IATI: whole years, open until it is closed for good."""

    # Random: ids leave the house in reports.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80, unique=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    # Closing counts for a while, so it is asked for and then done by the worker.
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Over every row behind the figures, when it was closed and when it was last looked at.
    rows_hash = models.CharField(max_length=64, blank=True)
    latest_hash = models.CharField(max_length=64, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("reporting period")
        verbose_name_plural = _("reporting periods")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lt=F("ends_on")),
                name="period_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, rows_hash="")
                | Q(closed_at__isnull=False) & ~Q(rows_hash=""),
                name="period_closed_over_rows",
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "created_at",
            "changed_at",
            "name",
            "starts_on",
            "ends_on",
            "asked_at",
            "closed_at",
            "rows_hash",
            "latest_hash",
            "looked_at",
        )
        pseudonymous = ("asked_by", "closed_by")

    def __str__(self):
        return self.name

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def span_key(self) -> str:
        """As `reports.spans` names the same days: a calendar year has one figure."""
        first, last = self.starts_on.year, self.ends_on.year
        return str(first) if first == last else f"{first}-{last}"

    @property
    def counted(self) -> tuple[date, date] | None:
        """The days the programme counts: while it is open, of months that are over; None
        before the first of them is. Else whoever looked every hour would see who has just
        passed a test. Its own unions count all of it."""
        over = timezone.localdate().replace(day=1) - timedelta(days=1)
        end = self.ends_on if self.is_closed else min(self.ends_on, over)
        return (self.starts_on, end) if end > self.starts_on else None


class PeriodMonth(models.Model):
    """A month that a period covers: no month is in two, so no figure is added up twice."""

    month = models.DateField(primary_key=True, help_text="its first day")
    period = models.ForeignKey(Period, models.CASCADE, related_name="months")

    class Meta:
        verbose_name = _("month of a period")
        verbose_name_plural = _("months of periods")
        constraints = [
            models.CheckConstraint(
                condition=Q(month__day=1), name="period_month_is_its_first_day"
            )
        ]

    class Privacy:
        kept = ("month", "period")

    def __str__(self):
        return f"{self.month:%Y-%m}"


class SignOff(TenantScoped, AppendOnly):
    """What a union said of its figures in a period; the latest holds."""

    class Verdict(models.TextChoices):
        OURS = "ours", pgettext_lazy("figures", "These are ours")
        WRONG = "wrong", pgettext_lazy("figures", "Something is wrong")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    period = models.ForeignKey(Period, models.CASCADE, related_name="sign_offs")
    verdict = models.CharField(max_length=5, choices=Verdict)
    # What is wrong, in the union's words and without a name; the programme reads it.
    words = models.TextField(blank=True)
    # The union's rows as they stood, and the hash over them: a later change shows.
    rows = models.PositiveIntegerField(default=0)
    rows_hash = models.CharField(max_length=64)
    said_at = models.DateTimeField(default=timezone.now)
    said_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("word on figures")
        verbose_name_plural = _("words on figures")
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="ours") | ~Q(words=""),
                name="sign_off_says_what_is_wrong",
            )
        ]
        indexes = [
            models.Index(
                fields=["period", "tenant", "-said_at"], name="sign_off_latest"
            )
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "period",
            "verdict",
            "words",
            "rows",
            "rows_hash",
            "said_at",
        )
        pseudonymous = ("said_by",)

    def __str__(self):
        return self.verdict

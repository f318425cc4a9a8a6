"""Figures as they were when a period was closed, and what became of them later."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.classroom.models import Training
from learning.records import AppendOnly, Stamped, new_id
from learning.reports.models.periods import Period
from learning.tenancy import TenantScoped


class Figure(AppendOnly):
    """One number of a closed period: a total, or a cell of a fixed table.

    `rule` is a label of `reports.counting` ("trained.1"): it names the definition, whose
    text stays in code as long as a figure names it. A total has an empty `table`; of
    the whole programme (`union` empty) or of one tenant. Numbers are as counted: whoever
    shows them to the programme protects them first.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    period = models.ForeignKey(Period, models.CASCADE, related_name="figures")
    rule = models.CharField(max_length=40)
    table = models.CharField(max_length=20, blank=True)
    union = models.ForeignKey(
        "learning.Union", models.PROTECT, null=True, blank=True, related_name="+"
    )
    row = models.CharField(max_length=500, blank=True)
    column = models.CharField(max_length=500, blank=True)
    value = models.BigIntegerField(help_text="in the rule's unit")
    behind = models.PositiveIntegerField(help_text="people or participations behind it")
    # Of a total: over the rows behind it (`reports.row_hashes`). A cell is made of the
    # rows of its total.
    rows_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            models.UniqueConstraint(
                fields=["period", "rule", "table", "row", "column"],
                condition=Q(union__isnull=True),
                name="figure_once",
            ),
            models.UniqueConstraint(
                fields=["period", "rule", "union"],
                condition=Q(union__isnull=False),
                name="figure_of_a_union_once",
            ),
            models.CheckConstraint(
                condition=Q(union__isnull=True) | Q(table=""),
                name="figure_of_a_union_is_a_total",
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "period",
            "rule",
            "table",
            "union",
            "row",
            "column",
            "value",
            "behind",
            "rows_hash",
        )

    def __str__(self):
        return f"{self.rule}: {self.value}"


class Restatement(Stamped):
    """A figure of a closed period, counted again and found to be another.

    The figure itself stays; what is shown is the latest of these, "was …".
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    figure = models.ForeignKey(Figure, models.CASCADE, related_name="restatements")
    old = models.BigIntegerField()
    new = models.BigIntegerField()
    # People or participations behind each of them.
    old_behind = models.PositiveIntegerField(default=0)
    behind = models.PositiveIntegerField()
    found_at = models.DateTimeField(default=timezone.now)
    # Empty: by the clock.
    found_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # What the audit logs of the unions say was done: acts, and nothing about anybody.
    causes = models.JSONField(default=list, blank=True)
    # In words of the programme's, where no log says it.
    why = models.TextField(blank=True)
    why_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("restatement")
        verbose_name_plural = _("restatements")
        ordering = ["found_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(old=F("new")), name="restatement_changes_something"
            )
        ]

    class Privacy:
        kept = (
            "id",
            "created_at",
            "changed_at",
            "figure",
            "old",
            "new",
            "old_behind",
            "behind",
            "found_at",
            "causes",
            "why",
        )
        pseudonymous = ("found_by", "why_by")

    def __str__(self):
        return f"{self.old} → {self.new}"


class FrozenRegister(TenantScoped, Stamped):
    """What stood behind a closed period: one training, or (none) what was begun alone.

    By its hashes a later change is found, and where it was made. What came into the
    period afterwards has an empty `rows_hash`, what has left it an empty `latest_hash`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    period = models.ForeignKey(Period, models.CASCADE, related_name="registers")
    training = models.ForeignKey(
        Training, models.CASCADE, null=True, blank=True, related_name="+"
    )
    # Over the marks that held, as attested (`classroom.queries.closing`); at closing.
    register_hash = models.CharField(max_length=64, blank=True)
    # Over its rows in `Participation`: at closing, and when they were last looked at.
    rows_hash = models.CharField(max_length=64, blank=True)
    latest_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("register behind a period")
        verbose_name_plural = _("registers behind periods")
        constraints = [
            models.UniqueConstraint(
                fields=["period", "training"],
                condition=Q(training__isnull=False),
                name="frozen_register_once",
            ),
            models.UniqueConstraint(
                fields=["period", "tenant"],
                condition=Q(training__isnull=True),
                name="frozen_register_at_home_once",
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "period",
            "training",
            "register_hash",
            "rows_hash",
            "latest_hash",
        )

    def __str__(self):
        return self.latest_hash

    @property
    def has_changed(self) -> bool:
        return self.rows_hash != self.latest_hash

"""What people did, as a log of facts, and the summaries folded from it.

`LearningEvent` is the truth and never changes. Everything else here can be thrown away
and folded again from the log with the same result (progress/folding.py), except
`TestAttempt`, which keeps a test open until it is handed in.
"""

import json

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning import keys
from learning.records import AppendOnly, Stamped, new_id
from learning.tenancy import TenantScoped


class LearningEvent(TenantScoped, AppendOnly):
    """One thing a trainee did, or the server concluded; see DESIGN 2.4."""

    class Verb(models.TextChoices):
        EXPERIENCED = "experienced", _("read or done")
        ANSWERED = "answered", _("answered")
        # Written only by the server, with an id derived from their cause.
        COMPLETED = "completed", _("completed")
        PASSED = "passed", _("passed")
        FAILED = "failed", _("not passed yet")

    # Made where it happened; storing it twice is storing it once.
    id = models.UUIDField(primary_key=True)
    participant = models.ForeignKey(
        "learning.Participant",
        models.CASCADE,
        related_name="+",
        # `event_by_person` begins with it; another index would slow every insert.
        db_index=False,
    )
    verb = models.CharField(max_length=12, choices=Verb)
    lesson = models.ForeignKey("learning.Lesson", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    # The StreamField block id; empty where the whole lesson is meant.
    activity = models.UUIDField(null=True, blank=True)
    attempt = models.UUIDField(null=True, blank=True)
    answer = models.JSONField(null=True, blank=True)
    language = models.CharField(max_length=12)
    occurred_at = models.DateTimeField()
    # The phone's clock was off (1970, or a day ahead): the time it arrived holds.
    clock_was_off = models.BooleanField(default=False)
    # Minutes east of UTC where it happened: the day it counts on is a local day.
    utc_offset = models.SmallIntegerField(default=0)
    # Random per browser profile; says nothing about the make of the phone.
    device = models.UUIDField(null=True, blank=True)
    received_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("learning event")
        verbose_name_plural = _("learning events")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    verb="answered", answer__isnull=False, activity__isnull=False
                )
                | ~Q(verb="answered"),
                name="event_answer_is_there",
            ),
        ]
        indexes = [
            # Folding and rebuilding read one person's lesson at a time.
            models.Index(fields=["participant", "lesson"], name="event_by_person")
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "verb",
            "lesson",
            "version",
            "activity",
            "attempt",
            "language",
            "occurred_at",
            "clock_was_off",
            "utc_offset",
            "received_at",
        )
        pseudonymous = ("participant", "device")
        erased = ("answer",)

    def __str__(self):
        return f"{self.verb} {self.pk}"


class SetAsideEvent(TenantScoped, AppendOnly):
    """An event that could not be taken, kept with its reason so that nothing is lost."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participant = models.ForeignKey(
        "learning.Participant", models.CASCADE, related_name="+"
    )
    reason = models.CharField(max_length=40)
    body = models.JSONField()
    # The same event sent again is set aside once.
    body_hash = models.CharField(max_length=64)
    received_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("event set aside")
        verbose_name_plural = _("events set aside")
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "body_hash"], name="set_aside_once"
            )
        ]

    class Privacy:
        kept = ("id", "tenant", "reason", "received_at")
        pseudonymous = ("participant",)
        erased = ("body", "body_hash")

    def __str__(self):
        return self.reason


class LessonSummary(TenantScoped, Stamped):
    """Where one person stands in one lesson: folded from the log, can be rebuilt."""

    participant = models.ForeignKey(
        "learning.Participant",
        models.CASCADE,
        related_name="lesson_summaries",
        db_index=False,  # `lesson_summary_once` begins with it
    )
    lesson = models.ForeignKey("learning.Lesson", models.PROTECT, related_name="+")
    first_at = models.DateTimeField()
    latest_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    # {activity id: {"first": when first done, and of the latest time:
    # "at", "event", "answer", "version"}}; see progress/folding.py
    activities = models.JSONField(default=dict)
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_version = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("lesson summary")
        verbose_name_plural = _("lesson summaries")
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "lesson"], name="lesson_summary_once"
            ),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True, completed_version__isnull=True)
                | Q(completed_at__isnull=False, completed_version__isnull=False),
                name="lesson_summary_completion_is_whole",
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "lesson",
            "first_at",
            "latest_at",
            "read_at",
            "completed_at",
            "completed_version",
        )
        pseudonymous = ("participant",)
        erased = ("activities",)

    def __str__(self):
        return f"{self.participant_id} {self.lesson_id}"


class TestAttempt(TenantScoped, Stamped):
    """One sitting of a test; its id is the seed of its draw. Counts when handed in."""

    # Not a test of pytest's, whatever the name says.
    __test__ = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participant = models.ForeignKey(
        "learning.Participant", models.CASCADE, related_name="test_attempts"
    )
    lesson = models.ForeignKey("learning.Lesson", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    started_at = models.DateTimeField(default=timezone.now)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    passed = models.BooleanField(null=True, blank=True)

    class Meta:
        verbose_name = _("test attempt")
        verbose_name_plural = _("test attempts")
        constraints = [
            # After a cut the same sitting goes on, with the same questions.
            models.UniqueConstraint(
                fields=["participant", "lesson"],
                condition=Q(handed_in_at__isnull=True),
                name="test_attempt_one_open",
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100),
                name="test_attempt_percent",
            ),
            models.CheckConstraint(
                condition=Q(
                    handed_in_at__isnull=True,
                    percent__isnull=True,
                    passed__isnull=True,
                )
                | Q(handed_in_at__isnull=False, percent__isnull=False),
                name="test_attempt_result_when_handed_in",
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "lesson",
            "version",
            "started_at",
            "handed_in_at",
            "percent",
            "passed",
        )
        pseudonymous = ("participant",)

    def __str__(self):
        return str(self.pk)


class KeptPlan(TenantScoped, Stamped):
    """A plan that its writer chose to keep in her place: one for each plan of a lesson.

    Her words may name people, so they are one blob sealed under the tenant's key, as a
    name is. Not progress: erasing the row takes nothing away from what she learned.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participant = models.ForeignKey(
        "learning.Participant", models.CASCADE, related_name="+"
    )
    lesson = models.ForeignKey("learning.Lesson", models.PROTECT, related_name="+")
    # The StreamField block id of the plan.
    activity = models.UUIDField()
    # JSON, as `activities.plan.read_sheet` gives it.
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("kept plan")
        verbose_name_plural = _("kept plans")
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "lesson", "activity"], name="kept_plan_once"
            )
        ]

    class Privacy:
        # The row goes with the account, all of it.
        pseudonymous = ("participant",)
        erased = (
            "id",
            "tenant",
            "lesson",
            "activity",
            "sealed",
            "created_at",
            "changed_at",
        )

    def __str__(self):
        return str(self.pk)

    def sheet(self) -> dict | None:
        """What she wrote; None where the key is gone or the seal is broken."""
        try:
            return json.loads(self._opened())
        except (keys.KeyMissingError, keys.KeyDamagedError, keys.SealBrokenError):
            return None

    def seal(self, sheet: dict) -> None:
        """Put her words in; raises KeyMissingError where the union has no key."""
        self._seal(json.dumps(sheet, ensure_ascii=False), self.tenant_id)

    def seal_for(self, tenant) -> None:
        """Seal it anew under the key of the union she goes to."""
        self._seal(self._opened(), tenant)

    def _opened(self) -> str:
        return keys.open_sealed(
            self.tenant_id, self.participant_id, self.sealed, what=self._what
        )

    def _seal(self, text: str, tenant) -> None:
        self.sealed = keys.seal(tenant, self.participant_id, text, what=self._what)

    @property
    def _what(self) -> str:
        return f"plan {self.lesson_id} {self.activity}"

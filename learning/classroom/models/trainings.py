"""A training: an event with a trainer, a place or a link, dates, and people."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.records import Stamped, new_id
from learning.tenancy import TenantScoped

# After that many days a training's names are closed to its trainer.
NAMES_OPEN_DAYS = 14


class Project(Stamped):
    """Who pays for trainings, and under which heading; of the programme, not of a union."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=160)
    funder = models.CharField(max_length=160, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(starts_on__lte=models.F("ends_on")),
                name="project_begins_before_it_ends",
            )
        ]

    class Privacy:
        kept = (
            "id",
            "created_at",
            "changed_at",
            "slug",
            "name",
            "funder",
            "starts_on",
            "ends_on",
        )

    def __str__(self):
        return self.name


class TrainingQuerySet(models.QuerySet):
    def taught_by(self, user):
        """Those she leads or helps with."""
        return self.filter(Q(trainer=user) | Q(co_trainers__user=user)).distinct()

    def in_month(self, year: int, month: int):
        """Those that begin in a month."""
        return self.filter(starts_on__year=year, starts_on__month=month)


class Training(TenantScoped, Stamped):
    """Planned, running, closed. A closed one changes only by a logged correction."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        RUNNING = "running", _("running")
        CLOSED = "closed", _("closed")

    class Modality(models.TextChoices):
        IN_CLASS = "class", _("in class")
        AT_HOME = "home", _("at home")
        MIXED = "mixed", _("mixed")

    class Evidence(models.TextChoices):
        REGISTER = "register", _("a register taken here")
        DECLARED = "declared", _("declared from an earlier list")

    # Random: ids leave the house in reports.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    union = models.ForeignKey("learning.Union", models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    # Null once the account is gone; a coordinator hands the training over.
    trainer = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, related_name="+"
    )
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    modality = models.CharField(
        max_length=5, choices=Modality, default=Modality.IN_CLASS
    )
    language = models.CharField(max_length=12)
    country = models.CharField(max_length=2, blank=True)
    place = models.CharField(max_length=160, blank=True)
    link = models.URLField(max_length=500, blank=True)
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="trainings"
    )
    # Its people learn to train others, and are counted as trainers trained.
    for_trainers = models.BooleanField(default=False)
    # First and last day; kept in step with the sessions.
    starts_on = models.DateField()
    ends_on = models.DateField()
    # Whom people can turn to, before anything sensitive is taught: an office or a
    # service with its public number, in the trainer's words.
    referral = models.TextField(blank=True)
    evidence = models.CharField(
        max_length=8, choices=Evidence, default=Evidence.REGISTER
    )
    # How a declared one was counted then.
    method = models.TextField(blank=True)
    # Part of the hours a person must be there for a certificate of participation.
    hours_rule = models.PositiveSmallIntegerField(default=80, help_text="per cent")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    names_destroyed_at = models.DateTimeField(null=True, blank=True)
    names_destroyed_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    join_code = models.OneToOneField(
        "learning.JoinCode",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="training",
    )

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainings")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=models.F("ends_on")),
                name="training_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | ~Q(state="closed") & Q(closed_at__isnull=True),
                name="training_closed_at_some_time",
            ),
            models.CheckConstraint(
                condition=~Q(evidence="declared") | ~Q(method=""),
                name="training_declared_by_a_method",
            ),
            models.CheckConstraint(
                condition=Q(hours_rule__gte=1) & Q(hours_rule__lte=100),
                name="training_hours_rule_in_per_cent",
            ),
        ]
        indexes = [
            models.Index(fields=["trainer", "-starts_on"], name="training_of_trainer"),
            models.Index(fields=["tenant", "-starts_on"], name="training_of_tenant"),
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "union",
            "title",
            "state",
            "modality",
            "language",
            "country",
            "place",
            "link",
            "project",
            "for_trainers",
            "starts_on",
            "ends_on",
            "referral",
            "evidence",
            "method",
            "hours_rule",
            "closed_at",
            "names_destroyed_at",
            "join_code",
        )
        pseudonymous = ("trainer", "closed_by", "names_destroyed_by")

    def __str__(self):
        return self.title

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

    @property
    def takes_lists(self) -> bool:
        """Whether a list may be read in, or taken back: until it is closed; a declared
        one, which its lists alone make, afterwards too."""
        return not self.is_closed or self.evidence == self.Evidence.DECLARED

    def names_close_on(self):
        """The last day on which its trainer can open its people's names."""
        return self.ends_on + timedelta(days=NAMES_OPEN_DAYS)

    def names_are_closed(self, today=None) -> bool:
        return (today or timezone.localdate()) > self.names_close_on()


class CoTrainer(TenantScoped, Stamped):
    """Somebody who holds it together with the trainer, with the same rights."""

    training = models.ForeignKey(Training, models.CASCADE, related_name="co_trainers")
    user = models.ForeignKey("learning.User", models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("second trainer")
        verbose_name_plural = _("second trainers")
        constraints = [
            models.UniqueConstraint(fields=["training", "user"], name="co_trainer_once")
        ]

    class Privacy:
        kept = ("id", "tenant", "created_at", "changed_at", "training")
        pseudonymous = ("user",)

    def __str__(self):
        return str(self.pk)


class TrainingContent(TenantScoped, Stamped):
    """What is taught: a whole module, or one lesson of it."""

    training = models.ForeignKey(Training, models.CASCADE, related_name="contents")
    module = models.ForeignKey("learning.Module", models.PROTECT, related_name="+")
    # Empty: the whole module.
    lesson = models.ForeignKey(
        "learning.Lesson", models.PROTECT, null=True, blank=True, related_name="+"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("content of a training")
        verbose_name_plural = _("contents of trainings")
        constraints = [
            models.UniqueConstraint(
                fields=["training", "lesson"], name="training_lesson_once"
            ),
            models.UniqueConstraint(
                fields=["training", "module"],
                condition=Q(lesson__isnull=True),
                name="training_module_once",
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "training",
            "module",
            "lesson",
            "position",
        )

    def __str__(self):
        return str(self.pk)


class TrainingSession(TenantScoped, Stamped):
    """One meeting of a training."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    training = models.ForeignKey(Training, models.CASCADE, related_name="sessions")
    held_on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField()
    # Where this meeting is elsewhere than the training.
    place = models.CharField(max_length=160, blank=True)
    link = models.URLField(max_length=500, blank=True)
    # The secret of the QR code at the door; a new one ends the old.
    door = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["held_on", "starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=5) & Q(minutes__lte=24 * 60),
                name="session_of_minutes_of_one_day",
            ),
            models.UniqueConstraint(
                fields=["door"], condition=~Q(door=""), name="session_door_once"
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "training",
            "held_on",
            "starts_at",
            "minutes",
            "place",
            "link",
            "door",
        )

    def __str__(self):
        return f"{self.held_on}"

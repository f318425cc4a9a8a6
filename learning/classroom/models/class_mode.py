"""The class as it runs: what the projector shows, and a question put to everybody.

Phones that join are nobody: a random number per browser and class, so that one phone
answers once (or once for each of up to five card-holders around it).
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.classroom.models.trainings import TrainingSession
from learning.records import Stamped, new_id
from learning.tenancy import TenantScoped


class ClassShow(TenantScoped, Stamped):
    """What a class looks at now: the trainer moves, projector and phones follow."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.OneToOneField(TrainingSession, models.CASCADE, related_name="show")
    # What phones open: short enough to type, gone when the class ends.
    code = models.CharField(max_length=8)
    module = models.ForeignKey("learning.Module", models.PROTECT, related_name="+")
    lesson = models.ForeignKey(
        "learning.Lesson", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The StreamField block id at which the class is; empty: the lesson's beginning.
    step = models.UUIDField(null=True, blank=True)
    # Rises with every move, so that "nothing new" is one comparison (ETag).
    moves = models.PositiveIntegerField(default=0)
    # The clock on the wall: its length (0: there is none), and either when it runs out,
    # or what is left while it stands still. All in seconds.
    clock_length = models.PositiveIntegerField(default=0)
    clock_ends_at = models.DateTimeField(null=True, blank=True)
    clock_left = models.PositiveIntegerField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("class")
        verbose_name_plural = _("classes")
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(ended_at__isnull=True),
                name="class_code_one_living",
            ),
            models.CheckConstraint(
                condition=Q(
                    clock_length=0, clock_ends_at__isnull=True, clock_left__isnull=True
                )
                | Q(
                    clock_length__gt=0,
                    clock_ends_at__isnull=False,
                    clock_left__isnull=True,
                )
                | Q(
                    clock_length__gt=0,
                    clock_ends_at__isnull=True,
                    clock_left__isnull=False,
                ),
                name="class_clock_runs_or_stands",
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "session",
            "code",
            "module",
            "lesson",
            "step",
            "moves",
            "clock_length",
            "clock_ends_at",
            "clock_left",
            "ended_at",
        )

    def __str__(self):
        return self.code


class ClassQuestion(TenantScoped, Stamped):
    """A question put to the class: answered on phones, or by hands that are counted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    show = models.ForeignKey(ClassShow, models.CASCADE, related_name="questions")
    lesson = models.ForeignKey("learning.Lesson", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    activity = models.UUIDField()
    put_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    is_shown = models.BooleanField(default=False, help_text="results on the projector")
    # Choice id → hands, typed in by the trainer.
    hands = models.JSONField(default=dict, blank=True)
    # Choice id → answers from phones, and how many phones' people answered: counted when
    # it is closed, for then the single answers go.
    counts = models.JSONField(default=dict, blank=True)
    answered = models.PositiveIntegerField(default=0)
    # Of a number, once it is closed: between which two half of the answers lay, and the
    # one in the middle, as decimal strings. No single answer.
    spread = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("question to the class")
        verbose_name_plural = _("questions to the class")
        constraints = [
            models.UniqueConstraint(
                fields=["show"],
                condition=Q(closed_at__isnull=True),
                name="class_question_one_open",
            )
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "show",
            "lesson",
            "version",
            "activity",
            "put_at",
            "closed_at",
            "is_shown",
            "hands",
            "counts",
            "answered",
            "spread",
        )

    def __str__(self):
        return str(self.pk)


class ClassAnswer(TenantScoped, Stamped):
    """One answer to a question put to the class; nobody's, and gone when it is closed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    question = models.ForeignKey(ClassQuestion, models.CASCADE, related_name="answers")
    # Random per browser and class; with a number for each person around one phone.
    voice = models.CharField(max_length=40)
    choices = models.JSONField(default=list)

    class Meta:
        verbose_name = _("answer in class")
        verbose_name_plural = _("answers in class")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "voice"], name="class_answer_once"
            )
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "question",
            "voice",
            "choices",
        )

    def __str__(self):
        return str(self.pk)


class RolePlayOffer(TenantScoped, Stamped):
    """An offer put on the table in a role play: who, what number, at which minute."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.ForeignKey(TrainingSession, models.CASCADE, related_name="offers")
    activity = models.UUIDField()
    table = models.PositiveSmallIntegerField(default=1)
    side = models.CharField(max_length=40)
    offer = models.CharField(max_length=200)
    minute = models.PositiveSmallIntegerField()
    noted_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("offer in a role play")
        verbose_name_plural = _("offers in role plays")

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "session",
            "activity",
            "table",
            "side",
            "offer",
            "minute",
        )
        pseudonymous = ("noted_by",)

    def __str__(self):
        return self.offer

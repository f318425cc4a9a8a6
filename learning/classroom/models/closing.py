"""Closing the day, and what came of it afterwards."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.classroom.models.registering import Registration
from learning.classroom.models.trainings import Training
from learning.records import AppendOnly, Stamped, new_id
from learning.tenancy import TenantScoped


class Smileys(TenantScoped, Stamped):
    """How many held up which of three smileys, for one of three questions."""

    class Question(models.TextChoices):
        USEFUL = "useful", _("Was it useful?")
        CLEAR = "clear", _("Was it clear?")
        SAFE = "safe", _("Could you speak freely?")

    training = models.ForeignKey(Training, models.CASCADE, related_name="smileys")
    question = models.CharField(max_length=6, choices=Question)
    good = models.PositiveSmallIntegerField(default=0)
    middling = models.PositiveSmallIntegerField(default=0)
    bad = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("smileys")
        verbose_name_plural = _("smileys")
        constraints = [
            models.UniqueConstraint(
                fields=["training", "question"], name="smileys_once"
            )
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "training",
            "question",
            "good",
            "middling",
            "bad",
        )

    def __str__(self):
        return self.question


class PaperScore(TenantScoped, Stamped):
    """Of a test on paper: how many had one question right, of how many sheets."""

    class Test(models.TextChoices):
        PRE = "pre", _("before")
        POST = "post", _("after")

    training = models.ForeignKey(Training, models.CASCADE, related_name="paper_scores")
    module = models.ForeignKey("learning.Module", models.PROTECT, related_name="+")
    test = models.CharField(max_length=4, choices=Test)
    question = models.UUIDField()
    right = models.PositiveSmallIntegerField()
    sheets = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("score on paper")
        verbose_name_plural = _("scores on paper")
        constraints = [
            models.UniqueConstraint(
                fields=["training", "test", "question"], name="paper_score_once"
            ),
            models.CheckConstraint(
                condition=Q(right__lte=F("sheets")), name="paper_score_not_above_all"
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
            "test",
            "question",
            "right",
            "sheets",
        )

    def __str__(self):
        return f"{self.right}/{self.sheets}"


class Attestation(TenantScoped, AppendOnly):
    """ "This register is right", by the trainer and by a second person.

    The hash is over the rows as they stood, without a name: a later correction shows.
    """

    class Role(models.TextChoices):
        TRAINER = "trainer", _("trainer")
        CO_TRAINER = "second", _("second trainer")
        COORDINATOR = "union", _("coordinator of the union")
        ELECTED = "class", _("chosen by the class, on the paper sheet")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    training = models.ForeignKey(Training, models.CASCADE, related_name="attestations")
    role = models.CharField(max_length=8, choices=Role)
    people = models.PositiveSmallIntegerField()
    minutes = models.PositiveIntegerField(help_text="attended by all of them together")
    register_hash = models.CharField(max_length=64)
    attested_at = models.DateTimeField(default=timezone.now)
    attested_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("attestation")
        verbose_name_plural = _("attestations")

    class Privacy:
        kept = (
            "id",
            "tenant",
            "training",
            "role",
            "people",
            "minutes",
            "register_hash",
            "attested_at",
        )
        pseudonymous = ("attested_by",)

    def __str__(self):
        return self.role


class Credit(TenantScoped, AppendOnly):
    """A lesson counts as done, because it was done in class or in an earlier training."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participant = models.ForeignKey(
        "learning.Participant", models.CASCADE, related_name="credits"
    )
    lesson = models.ForeignKey("learning.Lesson", models.PROTECT, related_name="+")
    training = models.ForeignKey(
        Training, models.CASCADE, null=True, blank=True, related_name="credits"
    )
    credited_at = models.DateTimeField(default=timezone.now)
    credited_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "lesson"], name="credit_once"
            )
        ]

    class Privacy:
        kept = ("id", "tenant", "lesson", "training", "credited_at")
        pseudonymous = ("participant", "credited_by")

    def __str__(self):
        return str(self.pk)


class FollowUp(TenantScoped, Stamped):
    """After 3, 6 and 12 months: did you use it, for what, what came of it?"""

    class Used(models.TextChoices):
        YES = "yes", _("yes")
        A_LITTLE = "little", _("a little")
        NOT_YET = "no", _("not yet")

    class Purpose(models.TextChoices):
        BARGAINING = "bargaining", _("in a negotiation")
        GRIEVANCE = "grievance", _("for a colleague's case")
        SAFETY = "safety", _("for health and safety")
        ORGANISING = "organising", _("to bring people together")
        TRAINING = "training", _("to train others")
        BUYER = "buyer", _("with a buyer or a brand")
        OTHER = "other", _("for something else")

    class Result(models.TextChoices):
        AGREEMENT = "agreement", _("an agreement was signed or improved")
        CASE = "case", _("a case was solved")
        RULE = "rule", _("a rule or policy changed")
        STRUCTURE = "structure", _("a committee or union was founded")
        MEMBERS = "members", _("more people joined")
        NOTHING_YET = "nothing", _("nothing yet")

    MONTHS = ((3, "3"), (6, "6"), (12, "12"))

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="follow_ups"
    )
    months = models.PositiveSmallIntegerField(choices=MONTHS)
    used = models.CharField(max_length=6, choices=Used)
    purposes = models.JSONField(default=list, blank=True)
    results = models.JSONField(default=list, blank=True)
    answered_at = models.DateTimeField(default=timezone.now)
    # Empty: she answered herself. Else who keyed it in at a meeting.
    keyed_in_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("follow-up answer")
        verbose_name_plural = _("follow-up answers")
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "months"], name="follow_up_once"
            ),
            models.CheckConstraint(
                condition=Q(months__in=(3, 6, 12)), name="follow_up_months"
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "registration",
            "months",
            "used",
            "purposes",
            "results",
            "answered_at",
        )
        pseudonymous = ("keyed_in_by",)

    def __str__(self):
        return f"{self.months}: {self.used}"

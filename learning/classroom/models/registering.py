"""Who takes part in a training, and who was there.

A mark is a fact with an id and a time made where it happened, so a register that was
kept on a phone without a line is sent later, twice or out of order, and comes out the
same: the latest mark of a person in a session holds (`Attendance` is folded from them).
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.classroom.models.trainings import Training, TrainingSession
from learning.members import answers
from learning.records import AppendOnly, Stamped, new_id
from learning.tenancy import TenantScoped


class Registration(TenantScoped, Stamped):
    """One participant in one training."""

    class Before(models.TextChoices):
        """Asked once: been at a training of this programme before?"""

        NO = "no", _("no, this is the first")
        THIS_YEAR = "year", _("yes, this year")
        EARLIER = "earlier", _("yes, in an earlier year")
        UNKNOWN = "", _("don't know")

    class Way(models.TextChoices):
        CODE = "code", _("joined with the code")
        CARD = "card", _("card")
        HAND = "hand", _("written in by hand")
        ROSTER = "roster", _("from a list")
        HOME = "home", _("at home")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    training = models.ForeignKey(Training, models.CASCADE, related_name="registrations")
    participant = models.ForeignKey(
        "learning.Participant", models.CASCADE, related_name="registrations"
    )
    # The place on the sheet: what she is called there who has no card and no name.
    number = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=6, choices=Way)
    before = models.CharField(
        max_length=7, choices=Before, blank=True, default=Before.UNKNOWN
    )
    # Who came by the code on the wall counts only after this.
    needs_vouching = models.BooleanField(default=False)
    vouched_at = models.DateTimeField(null=True, blank=True)
    vouched_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    refused_at = models.DateTimeField(null=True, blank=True)
    # What came of it is asked on her own place not before this day, once she put it off.
    follow_up_after = models.DateField(null=True, blank=True)
    # From then on nobody asks her: she does not want it, or she was erased.
    follow_up_refused_at = models.DateTimeField(null=True, blank=True)
    registered_at = models.DateTimeField(default=timezone.now)
    registered_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        constraints = [
            models.UniqueConstraint(
                fields=["training", "participant"], name="registration_once"
            ),
            models.UniqueConstraint(
                fields=["training", "number"], name="registration_number_once"
            ),
            models.CheckConstraint(
                condition=Q(vouched_at__isnull=True) | Q(refused_at__isnull=True),
                name="registration_vouched_or_refused",
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "training",
            "number",
            "way",
            "before",
            "needs_vouching",
            "vouched_at",
            "refused_at",
            "follow_up_after",
            "follow_up_refused_at",
            "registered_at",
        )
        pseudonymous = ("participant", "vouched_by", "registered_by")

    def __str__(self):
        return str(self.pk)

    @property
    def was_taken_out(self) -> bool:
        """Not refused, for nobody had to vouch for her: a line that was a mistake."""
        return self.refused_at is not None and not self.needs_vouching

    @property
    def counts(self) -> bool:
        """Whether she may be counted, as far as being vouched for goes."""
        return self.refused_at is None and (
            not self.needs_vouching or self.vouched_at is not None
        )


class AttendanceMark(TenantScoped, AppendOnly):
    """One tick in a register: how many minutes she was there, told when and how."""

    class How(models.TextChoices):
        DOOR = "door", _("her own phone at the door")
        CARD = "card", _("her card")
        PHOTO = "photo", _("a photo of her card")
        TAP = "tap", _("ticked in the list")
        PAPER = "paper", _("from the paper sheet")
        ROSTER = "roster", _("from a list")

    # Made where it happened.
    id = models.UUIDField(primary_key=True)
    session = models.ForeignKey(TrainingSession, models.CASCADE, related_name="marks")
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="marks")
    # 0: she was not there.
    minutes = models.PositiveSmallIntegerField()
    is_late = models.BooleanField(default=False)
    how = models.CharField(max_length=6, choices=How)
    marked_at = models.DateTimeField()
    received_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, related_name="+"
    )
    # Needed once the training is closed.
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("mark in a register")
        verbose_name_plural = _("marks in registers")
        indexes = [
            models.Index(
                fields=["session", "registration", "-marked_at"], name="mark_latest"
            )
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "session",
            "registration",
            "minutes",
            "is_late",
            "how",
            "marked_at",
            "received_at",
            "reason",
        )
        pseudonymous = ("by",)

    def __str__(self):
        return f"{self.minutes}"


class Attendance(TenantScoped, Stamped):
    """What holds now: the latest mark of a person in a session."""

    session = models.ForeignKey(
        TrainingSession, models.CASCADE, related_name="attendances"
    )
    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="attendances"
    )
    minutes = models.PositiveSmallIntegerField()
    is_late = models.BooleanField(default=False)
    marked_at = models.DateTimeField()
    # Of two marks of the same moment the greater id holds, in whatever order they come.
    mark = models.ForeignKey(AttendanceMark, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "registration"], name="attendance_once"
            )
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "session",
            "registration",
            "minutes",
            "is_late",
            "marked_at",
            "mark",
        )

    def __str__(self):
        return f"{self.minutes}"


class HeadCount(TenantScoped, Stamped):
    """People in the room by sex and age band, without any row about any of them."""

    training = models.ForeignKey(Training, models.CASCADE, related_name="head_counts")
    sex = models.CharField(max_length=1, choices=answers.Sex, blank=True, default="")
    age_band = models.CharField(
        max_length=5, choices=answers.AgeBand, blank=True, default=""
    )
    people = models.PositiveSmallIntegerField()
    counted_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("head count")
        verbose_name_plural = _("head counts")
        constraints = [
            models.UniqueConstraint(
                fields=["training", "sex", "age_band"], name="head_count_once"
            )
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "training",
            "sex",
            "age_band",
            "people",
        )
        pseudonymous = ("counted_by",)

    def __str__(self):
        return f"{self.people}"

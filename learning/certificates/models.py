"""Certificates: proof that a stranger can check, without a list that could hurt anyone."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.records import Stamped, new_id
from learning.tenancy import TenantScoped


class Certificate(TenantScoped, Stamped):
    """Of a module passed, or of participation in a training; once per person and either.
    It knows neither the name nor the code.

    The code (128 bits) is derived from the id with a key outside the database
    (certificates/codes.py); here is only its hash. The name the holder typed for the
    paper is not kept; `name_check` is an HMAC over code and normalised name.
    """

    class Title(models.TextChoices):
        PLAIN = "plain", _("the title of the module")
        NEUTRAL = "neutral", _("a neutral title")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participant = models.ForeignKey(
        "learning.Participant", models.CASCADE, related_name="certificates"
    )
    module = models.ForeignKey(
        "learning.Module", models.PROTECT, null=True, blank=True, related_name="+"
    )
    edition = models.ForeignKey(
        "learning.Edition", models.PROTECT, null=True, blank=True, related_name="+"
    )
    training = models.ForeignKey(
        "learning.Training",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="certificates",
    )
    union = models.ForeignKey("learning.Union", models.PROTECT, related_name="+")
    language = models.CharField(max_length=12)
    minutes = models.PositiveSmallIntegerField()
    issued_at = models.DateTimeField(default=timezone.now)
    code_hash = models.CharField(max_length=64, unique=True)
    # The holder's choices.
    title = models.CharField(max_length=8, choices=Title, default=Title.PLAIN)
    shows_union = models.BooleanField(default=False)
    name_check_is_on = models.BooleanField(default=True)
    name_check = models.CharField(max_length=64, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revoked_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "module"], name="certificate_once"
            ),
            models.UniqueConstraint(
                fields=["participant", "training"],
                name="certificate_of_participation_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    module__isnull=False, edition__isnull=False, training__isnull=True
                )
                | Q(module__isnull=True, edition__isnull=True, training__isnull=False),
                name="certificate_of_a_module_or_a_training",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_reason="")
                | Q(revoked_at__isnull=False) & ~Q(revoked_reason=""),
                name="certificate_revoked_with_reason",
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "module",
            "edition",
            "training",
            "union",
            "language",
            "minutes",
            "issued_at",
            # A deleted person keeps her certificate: the paper must stay checkable.
            "code_hash",
            "title",
            "shows_union",
            "name_check_is_on",
            "name_check",
            "revoked_at",
            "revoked_reason",
        )
        pseudonymous = ("participant", "revoked_by")

    def __str__(self):
        return str(self.pk)


class NameCheck(models.Model):
    """How often a name was tried on one certificate on one day: five, then tomorrow."""

    certificate = models.ForeignKey(
        Certificate, models.CASCADE, related_name="name_checks"
    )
    day = models.DateField()
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("name check")
        verbose_name_plural = _("name checks")
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "day"], name="name_check_day_once"
            )
        ]

    class Privacy:
        kept = ("id", "certificate", "day", "tries")

    def __str__(self):
        return f"{self.day}: {self.tries}"

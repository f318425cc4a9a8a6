"""Code cards and join codes: ways in for people without e-mail, phone or name."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.members.models.accounts import User
from learning.members.models.people import Participant
from learning.members.models.unions import Union
from learning.records import Stamped, new_id
from learning.tenancy import TenantScoped


class Card(TenantScoped, Stamped):
    """A printed card: a sign-in name, a code of 56 bits, and a QR code.

    Code and QR secret are on the paper only; here are their hashes. The code opens
    once, to set a PIN; the QR code goes on telling who is at the door.
    """

    class Ending(models.TextChoices):
        LOST = "lost", _("lost")
        UNUSED = "unused", _("not handed out")
        WITHDRAWN = "withdrawn", _("withdrawn")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    union = models.ForeignKey(Union, models.PROTECT, related_name="+")
    # Made with the card, without a PIN; nobody can sign in until the code is used.
    user = models.ForeignKey(User, models.CASCADE, related_name="cards")
    # From the day it is handed to somebody, or used.
    participant = models.ForeignKey(
        Participant, models.CASCADE, null=True, blank=True, related_name="cards"
    )
    code_hash = models.CharField(max_length=64, unique=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    printed_at = models.DateTimeField(default=timezone.now)
    printed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=10, choices=Ending, blank=True)
    replaced_by = models.OneToOneField(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaces",
    )

    class Meta:
        verbose_name = _("card")
        verbose_name_plural = _("cards")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(ended_at__isnull=True),
                name="card_one_living",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_because="")
                | Q(ended_at__isnull=False) & ~Q(ended_because=""),
                name="card_ended_because",
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(participant__isnull=False),
                name="card_used_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("id")),
                name="card_not_its_own_successor",
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "union",
            "printed_at",
            "used_at",
            "ended_at",
            "ended_because",
            "replaced_by",
        )
        pseudonymous = ("user", "participant", "printed_by")
        erased = ("code_hash", "secret_hash")

    def __str__(self):
        return str(self.pk)


class JoinCode(TenantScoped, Stamped):
    """Six signs on the wall, read aloud; it expires. Of a training, or of a union.

    Kept in the clear, so that the trainer can show it again: it opens nothing but the
    question "may I count?", which her trainer or coordinator answers.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    union = models.ForeignKey(Union, models.PROTECT, related_name="+")
    # A training is in a higher room; `classroom` points here. Without one it is the
    # union's, for people at home.
    for_class = models.BooleanField(default=False)
    code = models.CharField(max_length=8)
    expires_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("join code")
        verbose_name_plural = _("join codes")
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(ended_at__isnull=True),
                name="join_code_one_living",
            ),
            models.UniqueConstraint(
                fields=["union"],
                condition=Q(ended_at__isnull=True, for_class=False),
                name="join_code_one_of_union",
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "union",
            "for_class",
            "code",
            "expires_at",
            "ended_at",
        )
        pseudonymous = ("made_by",)

    def __str__(self):
        return self.code

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None or self.expires_at <= timezone.now()

"""People in the programme: counted once, with or without an account, and named elsewhere."""

import uuid

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.members import answers
from learning.members.models.accounts import User
from learning.members.models.freezing import SealedQuerySet, refuse_while_locked
from learning.members.models.unions import Union
from learning.records import AppendOnly, Stamped, new_id
from learning.tenancy import TenantManager, TenantScoped


class Participant(TenantScoped, Stamped):
    """A person in the programme, counted once; no name, no birth date, no address."""

    Sex = answers.Sex
    AgeBand = answers.AgeBand
    RoleAtWork = answers.RoleAtWork
    Sector = answers.Sector

    class KnownBy(models.TextChoices):
        """How we know that two trainings met the same person, and not two."""

        NAME = "name", _("matched name")
        CARD = "card", _("same card")
        ACCOUNT = "account", _("same sign-in name")
        UNLINKED = "", _("not linked")

    class Way(models.TextChoices):
        """How she came into the programme."""

        OWN_PLACE = "own", _("kept her own place")
        JOIN_CODE = "code", _("joined with the code of a training")
        CARD = "card", _("a code card")
        BY_HAND = "hand", _("written into the register")
        ROSTER = "roster", _("a list that was read in")
        UNION_CODE = "union", _("at home, with the code of her union")

    class Vouching(models.TextChoices):
        """Whether somebody of her union has said that she is one of theirs."""

        NOT_NEEDED = "", _("not needed")
        WAITING = "waiting", _("waits for somebody to vouch for her")
        VOUCHED = "vouched", _("vouched for")
        REFUSED = "refused", _("not one of ours")

    # Random, not in order of time: ids leave the house in reports.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    union = models.ForeignKey(Union, models.PROTECT, related_name="+")
    user = models.OneToOneField(
        User, models.SET_NULL, null=True, blank=True, related_name="participant"
    )
    sex = models.CharField(max_length=1, choices=Sex, blank=True, default="")
    age_band = models.CharField(max_length=5, choices=AgeBand, blank=True, default="")
    role_at_work = models.CharField(
        max_length=12, choices=RoleAtWork, blank=True, default=""
    )
    sector = models.CharField(max_length=12, choices=Sector, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    # Staff, trainers at work and testers are not counted among people trained. Here and
    # not on the account, which may be deleted while the count must stay right.
    is_counted = models.BooleanField(default=True)
    # Something about her changed that counting goes by: what stands above catches up
    # before it counts (classroom.actions.participations). Whoever is new is marked from
    # the start, so that her first work is stored without another write.
    is_to_recount = models.BooleanField(default=True)
    known_by = models.CharField(
        max_length=8, choices=KnownBy, blank=True, default=KnownBy.UNLINKED
    )
    came_by = models.CharField(max_length=8, choices=Way, default=Way.OWN_PLACE)
    # A code can be forwarded: whoever came by one counts only after this.
    vouching = models.CharField(
        max_length=8, choices=Vouching, blank=True, default=Vouching.NOT_NEEDED
    )
    vouched_at = models.DateTimeField(null=True, blank=True)
    vouched_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # The person she turned out to be. Events stay where they are; who reads adds up.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.CheckConstraint(
                condition=Q(vouching__in=["", "waiting"], vouched_at__isnull=True)
                | Q(vouching__in=["vouched", "refused"], vouched_at__isnull=False),
                name="participant_vouched_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="participant_not_merged_into_herself",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant"],
                condition=Q(vouching="waiting"),
                name="participant_to_vouch_for",
            ),
            models.Index(
                fields=["tenant"],
                condition=Q(is_to_recount=True),
                name="participant_to_recount",
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "union",
            "sex",
            "age_band",
            "role_at_work",
            "sector",
            "country",
            "is_counted",
            "is_to_recount",
            "known_by",
            "came_by",
            "vouching",
            "vouched_at",
            "merged_into",
        )
        pseudonymous = ("user", "vouched_by")

    def __str__(self):
        return str(self.pk)

    @property
    def is_let_in(self) -> bool:
        """Whether she may read what is for her union only.

        Who named a union by herself, or has its code at home, waits until somebody
        vouches for her. The code of a class lets her in at once, for the class is now;
        whether she counts is another question.
        """
        if self.vouching == self.Vouching.WAITING:
            return self.came_by == self.Way.JOIN_CODE
        return self.vouching != self.Vouching.REFUSED


class Identity(TenantScoped, Stamped):
    """A name, where one was given at all: one sealed blob under the tenant's key."""

    class Basis(models.TextChoices):
        SCREEN = "screen", _("said so on the screen")
        SHEET = "sheet", _("signed a sheet")
        READ_ALOUD = "aloud", _("read aloud before a witness")

    participant = models.OneToOneField(
        Participant, models.CASCADE, primary_key=True, related_name="identity"
    )
    sealed = models.BinaryField()
    basis = models.CharField(max_length=8, choices=Basis)
    basis_version = models.PositiveSmallIntegerField()
    basis_at = models.DateTimeField()
    basis_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    # Whatever writes a name asks whether names are locked.
    unscoped = SealedQuerySet.as_manager()
    objects = TenantManager.from_queryset(SealedQuerySet)()

    class Meta:
        verbose_name = _("identity")
        verbose_name_plural = _("identities")

    class Privacy:
        kept = ("tenant",)
        pseudonymous = ("participant", "basis_by")
        erased = (
            "sealed",
            "basis",
            "basis_version",
            "basis_at",
            "created_at",
            "changed_at",
        )

    def __str__(self):
        return str(self.participant_id)

    def save(self, *args, **kwargs):
        with transaction.atomic():
            refuse_while_locked(self.tenant_id)
            super().save(*args, **kwargs)


class Consent(TenantScoped, AppendOnly):
    """One choice, given or withdrawn; the latest row of a purpose is what holds."""

    class Purpose(models.TextChoices):
        COUNTED = "counted", _("count me in my union's figures")
        CONTACT = "contact", _("my trainer may see how far I am")
        OVERLAP = "overlap", _("compare me, unseen, with other unions' lists")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participant = models.ForeignKey(
        Participant, models.CASCADE, related_name="consents"
    )
    purpose = models.CharField(max_length=8, choices=Purpose)
    given = models.BooleanField()
    # Which wording she saw, in which language.
    statement_version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=12)
    basis = models.CharField(max_length=8, choices=Identity.Basis)
    decided_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        indexes = [
            models.Index(
                fields=["participant", "purpose", "-decided_at"],
                name="consent_latest",
            )
        ]

    class Privacy:
        # All of it stays, as the proof behind a count, about a person whom nobody can
        # name any more once the participant is cut loose from account and identity.
        kept = (
            "id",
            "tenant",
            "purpose",
            "given",
            "statement_version",
            "language",
            "basis",
            "decided_at",
        )
        pseudonymous = ("participant", "decided_by")

    def __str__(self):
        return f"{self.purpose}: {self.given}"

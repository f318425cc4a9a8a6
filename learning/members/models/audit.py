"""Who looked at, exported or changed people's data; and the lock on all names at once."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.members.models.accounts import User
from learning.members.models.people import Participant
from learning.records import AppendOnly, Stamped, new_id
from learning.tenancy import TenantScoped


class AuditEntry(TenantScoped, AppendOnly):
    """One act upon people's data; the union itself can read all of its own."""

    stays_with_union = True

    class Act(models.TextChoices):
        LOOKED = "looked", _("opened names")
        SEARCHED = "searched", _("searched by name")
        EXPORTED = "exported", _("took data out")
        IMPORTED = "imported", _("read in a list")
        UNDID_IMPORT = "unimported", _("took a list back")
        REGISTERED = "registered", _("wrote somebody into a register")
        CORRECTED = "corrected", _("corrected a register")
        VOUCHED = "vouched", _("vouched for somebody")
        REFUSED = "refused", _("said: not one of ours")
        MERGED = "merged", _("joined two entries of one person")
        UNMERGED = "unmerged", _("took two entries apart again")
        MOVED = "moved", _("moved somebody to another union")
        NAMED = "named", _("wrote down a name")
        ERASED = "erased", _("erased a person")
        DESTROYED = "destroyed", _("destroyed names")
        CHOSE_TERM = "term", _("chose how long names are kept")
        PRINTED = "printed", _("printed a list or cards")
        REPLACED = "replaced", _("replaced a card")
        RESET = "reset", _("gave a one-time code")
        APPOINTED = "appointed", _("gave a role")
        ENDED_ROLE = "ended", _("ended a role")
        HANDED_OVER = "handed", _("handed a training over")
        FROZE = "froze", _("locked all names")
        UNLOCKED = "unlocked", _("gave a key to unlock names")
        CLOSED = "closed", _("closed a training")
        ATTESTED = "attested", _("confirmed a register")
        CREDITED = "credited", _("credited work done in class")
        ALLOWED = "allowed", _("let the list be compared with other unions'")
        NO_LONGER = "no_longer", _("no longer lets the list be compared")
        COMPARED = "compared", _("names compared with another union's, unseen")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    act = models.CharField(max_length=12, choices=Act)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    # Still readable when the account is gone.
    by_role = models.CharField(max_length=16, blank=True)
    participant = models.ForeignKey(
        Participant, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # What it was done to, where that is no person: "training", "roster", "union" …
    thing = models.CharField(max_length=20, blank=True)
    thing_id = models.UUIDField(null=True, blank=True)
    people = models.PositiveIntegerField(
        default=0, help_text="how many people's data it touched"
    )
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        indexes = [models.Index(fields=["tenant", "-at"], name="audit_latest")]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "act",
            "at",
            "by_role",
            "thing",
            "thing_id",
            "people",
            "reason",
        )
        pseudonymous = ("by", "participant")

    def __str__(self):
        return self.act


class NameFreeze(TenantScoped, Stamped):
    """All names of a tenant locked at once, by one; unlocked by two."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    frozen_at = models.DateTimeField(default=timezone.now)
    frozen_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    first_key_at = models.DateTimeField(null=True, blank=True)
    first_key_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    unlocked_at = models.DateTimeField(null=True, blank=True)
    unlocked_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("lock on names")
        verbose_name_plural = _("locks on names")
        constraints = [
            models.UniqueConstraint(
                fields=["tenant"],
                condition=Q(unlocked_at__isnull=True),
                name="name_freeze_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(unlocked_at__isnull=True) | Q(first_key_at__isnull=False),
                name="name_freeze_needs_two_keys",
            ),
            models.CheckConstraint(
                condition=Q(unlocked_by__isnull=True)
                | Q(first_key_by__isnull=True)
                | ~Q(unlocked_by=F("first_key_by")),
                name="name_freeze_keys_of_two_people",
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "frozen_at",
            "first_key_at",
            "unlocked_at",
        )
        pseudonymous = ("frozen_by", "first_key_by", "unlocked_by")

    def __str__(self):
        return str(self.frozen_at)

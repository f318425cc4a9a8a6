"""Who looked at, exported or changed people's data."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.members.models.accounts import User
from learning.members.models.people import Participant
from learning.records import AppendOnly, new_id
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

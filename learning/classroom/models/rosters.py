"""Lists that are read in: sealed while somebody corrects them, gone when they are in."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning import keys
from learning.classroom.models.registering import Registration
from learning.classroom.models.trainings import Training
from learning.members.errors import NamesAreLockedError
from learning.members.models.freezing import is_frozen, refuse_while_locked
from learning.records import Stamped, new_id
from learning.tenancy import TenantScoped


class RosterImport(TenantScoped, Stamped):
    """One file on its way in. Its rows hold names, so they are sealed like names."""

    class State(models.TextChoices):
        READING = "reading", _("being read")
        UNDERSTOOD = "understood", _("waits for you to look at it")
        IMPORTING = "importing", _("being read in")
        DONE = "done", _("read in")
        UNDONE = "undone", _("taken back")
        FAILED = "failed", _("could not be read")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    training = models.ForeignKey(Training, models.CASCADE, related_name="rosters")
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    # Grid, guesses and corrections, as JSON under the tenant's key; emptied when done.
    sealed = models.BinaryField(default=bytes)
    rows = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    # Why it failed, as a fixed word; never a cell of the file.
    failure = models.CharField(max_length=40, blank=True)
    file_hash = models.CharField(max_length=64, blank=True)
    started_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, related_name="+"
    )
    started_at = models.DateTimeField(default=timezone.now)
    imported_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("list being read in")
        verbose_name_plural = _("lists being read in")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(failure=""),
                name="roster_failed_for_a_reason",
            )
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "training",
            "state",
            "rows",
            "rows_done",
            "failure",
            "file_hash",
            "started_at",
            "imported_at",
            "undone_at",
        )
        pseudonymous = ("started_by",)
        erased = ("sealed",)

    def __str__(self):
        return str(self.pk)

    def open(self) -> str:
        """What was sealed; "" where nothing is. NamesAreLockedError while names are."""
        if not self.sealed:
            return ""
        if is_frozen(self.tenant_id):
            raise NamesAreLockedError("A coordinator has locked all names")
        return keys.open_sealed(self.tenant_id, self.pk, self.sealed, what="roster")

    def seal(self, text: str) -> None:
        """In a transaction; NamesAreLockedError while names are locked."""
        refuse_while_locked(self.tenant_id)
        self.sealed = keys.seal(self.tenant_id, self.pk, text, what="roster")


class RosterEntry(TenantScoped, Stamped):
    """A row that came in with a list, so that the list can be taken back."""

    roster = models.ForeignKey(RosterImport, models.CASCADE, related_name="entries")
    registration = models.OneToOneField(
        Registration, models.CASCADE, related_name="roster_entry"
    )
    row = models.PositiveIntegerField()
    # 1 for the second of two people in one row.
    half = models.PositiveSmallIntegerField(default=0)
    # She was not known before: taking the list back takes her back too.
    is_new_person = models.BooleanField()

    class Meta:
        verbose_name = _("row of a list")
        verbose_name_plural = _("rows of lists")
        constraints = [
            models.UniqueConstraint(
                fields=["roster", "row", "half"], name="roster_row_once"
            )
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "roster",
            "registration",
            "row",
            "half",
            "is_new_person",
        )

    def __str__(self):
        return f"{self.row}"

"""How long a union keeps names."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from learning.records import Stamped, new_id
from learning.tenancy import TenantScoped

# How every new union begins.
MONTHS_AT_FIRST = 24
MONTHS = (6, 12, 24, 36)


class NamesTerm(TenantScoped, Stamped):
    """A tenant keeps each name so many months after the person's last training.

    No row: the union was there before terms were, and nobody has decided; names stay.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    months = models.PositiveSmallIntegerField(default=MONTHS_AT_FIRST)
    # No name goes by this term before that day: whoever can lengthen it has been warned.
    starts_on = models.DateField()
    # Empty while it is the one a new union begins with.
    chosen_at = models.DateTimeField(null=True, blank=True)
    chosen_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("term of names")
        verbose_name_plural = _("terms of names")
        constraints = [
            models.UniqueConstraint(fields=["tenant"], name="names_term_one_each"),
            models.CheckConstraint(
                condition=Q(months__in=MONTHS), name="names_term_of_some_months"
            ),
            models.CheckConstraint(
                condition=Q(chosen_by__isnull=True) | Q(chosen_at__isnull=False),
                name="names_term_chosen_at_some_time",
            ),
        ]

    class Privacy:
        kept = (
            "id",
            "tenant",
            "created_at",
            "changed_at",
            "months",
            "starts_on",
            "chosen_at",
        )
        pseudonymous = ("chosen_by",)

    def __str__(self):
        return in_months(self.months)


def in_months(months: int) -> str:
    """A term in words, in the reader's language: "24 months"."""
    return ngettext("%(count)d month", "%(count)d months", months) % {"count": months}

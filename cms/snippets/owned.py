"""What the programme or one union writes down for all its lessons: facts, terms, services."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OwnedQuerySet(models.QuerySet):
    def seen_by(self, unions):
        """The programme's, and those of the given unions."""
        return self.filter(Q(union__isnull=True) | Q(union__in=unions))

    def written_by(self, unions, *, programme: bool):
        """Those of the given unions, and the programme's for who writes for it."""
        own = Q(union__in=unions)
        return self.filter(own | Q(union__isnull=True) if programme else own)


class Owned(models.Model):
    """Belongs to a union, or (empty) to the programme."""

    union = models.ForeignKey(
        "learning.Union",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("union"),
    )

    class Meta:
        abstract = True

"""All tables of a span in one file: ordered by a request, made by the task worker."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.deliveries.models import OrderedPaper


class ReportBundle(OrderedPaper):
    """`parameters` are the span; `content` is not used: figures are those of the moment
    it is made. How far it is, is written down after each table."""

    steps = models.PositiveSmallIntegerField(default=0)
    steps_done = models.PositiveSmallIntegerField(default=0)

    class Meta(OrderedPaper.Meta):
        verbose_name = _("all tables in one file")
        verbose_name_plural = _("all tables in one file, several times")

    class Privacy:
        kept = (
            *("id", "created_at", "changed_at", "key", "language", "content"),
            *("parameters", "file", "ordered_at", "made_at", "failed_at"),
            *("steps", "steps_done"),
        )

    def __str__(self):
        return f"{self.parameters.get('year')} {self.language}"

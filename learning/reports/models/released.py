"""What a table withheld when it first left the house, so that it stays withheld."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from learning.records import Stamped


class ReleasedPattern(Stamped):
    """Which categories of a table stand together and which cells are not printed.

    One for each span, table and rule, written when the table is first seen by somebody
    of the programme. It only grows: a second release with another pattern would tell by
    its difference what the first one held back. The row of the table "*" is about the
    columns, which all tables of a span and rule have in common; that of "?" keeps the
    blocks of free questions, that of "=" the total as it was shown.
    """

    # `Span.key`; the running year has the same key all year.
    span = models.CharField(max_length=12)
    table = models.CharField(max_length=20)
    # `Rule.label`
    rule = models.CharField(max_length=40)
    # Lists of categories that stand together.
    rows = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    # [categories of the row, categories of the column] of each cell.
    withheld = models.JSONField(default=list)
    # What was counted for the latest release (`protected.Found`, the people in blocks and
    # how they are cut, or a total and who is behind it), and up to which day.
    found = models.JSONField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("what a table withholds")
        verbose_name_plural = _("what tables withhold")
        constraints = [
            models.UniqueConstraint(
                fields=["span", "table", "rule"], name="released_pattern_once"
            )
        ]

    class Privacy:
        kept = (
            "id",
            "created_at",
            "changed_at",
            "span",
            "table",
            "rule",
            "rows",
            "columns",
            "withheld",
            "found",
            "until",
        )

    def __str__(self):
        return f"{self.table} {self.rule} {self.span}"

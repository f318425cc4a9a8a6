"""Where facts are used, and what is to be looked at because one has changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class FactUse(models.Model):
    """One fact in one place of one page: a block, or a field such as the objective.

    Written anew whenever the page is saved (`cms/facts/uses.py`).
    """

    page = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, related_name="fact_uses"
    )
    language = models.CharField(max_length=12)
    # "body", "pool", "objective" …; the id and type of the block where it is a stream.
    field = models.CharField(max_length=40)
    block = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=80)
    # The translation key of the fact that this key means here; empty if there is none.
    fact = models.UUIDField(null=True)
    # The revision of the page that trainees read, as far as publishing knows.
    shown_revision = models.PositiveBigIntegerField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("use of a fact")
        verbose_name_plural = _("uses of facts")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "field", "block", "key"], name="fact_use_once"
            )
        ]
        # A changed fact asks who uses it, a new one who uses its key.
        indexes = [
            models.Index(fields=["fact"], name="fact_use_by_fact"),
            models.Index(fields=["key"], name="fact_use_by_key"),
        ]

    class Privacy:
        kept = (
            "id",
            "page",
            "language",
            "field",
            "block",
            "kind",
            "key",
            "fact",
            "shown_revision",
        )

    def __str__(self):
        return f"{self.key} in {self.page_id} {self.field} {self.block}"


class FactMarkQuerySet(models.QuerySet):
    def to_look_at(self):
        return self.filter(seen_at=None)


class FactMark(models.Model):
    """A page to look at, because a fact it uses has changed: from what, to what.

    A second change before anybody has looked goes into the same mark: it then says
    from the first words to the latest.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, related_name="fact_marks"
    )
    fact = models.UUIDField()
    key = models.CharField(max_length=80)
    # What the fact said and says in the language of the page: value, statement, as_of …
    before = models.JSONField()
    after = models.JSONField()
    changed_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = FactMarkQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("page to look at")
        verbose_name_plural = _("pages to look at")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "fact"],
                condition=Q(seen_at__isnull=True),
                name="fact_mark_one_open",
            ),
            models.CheckConstraint(
                condition=Q(seen_by__isnull=True) | Q(seen_at__isnull=False),
                name="fact_mark_seen_by_has_its_moment",
            ),
        ]

    class Privacy:
        kept = ("id", "page", "fact", "key", "before", "after", "changed_at", "seen_at")
        pseudonymous = ("seen_by",)

    def __str__(self):
        return f"{self.key} in {self.page_id}"

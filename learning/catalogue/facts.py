"""What legal facts say, and what they said before: written when a fact is published.

For the trainer's desk ("what has changed since you last taught this"). Lessons carry the
facts they use in their own Text.
"""

from datetime import datetime, time

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.records import Stamped, new_id


class FactText(Stamped):
    """What a legal fact says in one language, as lessons show it: cms writes it."""

    # The same for a fact in every language; the key is what authors call it by.
    fact = models.UUIDField()
    language = models.CharField(max_length=12)
    key = models.CharField(max_length=80)
    owner = models.ForeignKey(
        "learning.Union", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_original = models.BooleanField(default=False)
    # key, value, statement, jurisdiction, instrument, as_of, source, confidence
    body = models.JSONField()

    class Meta:
        verbose_name = _("words of a fact")
        verbose_name_plural = _("words of facts")
        constraints = [
            models.UniqueConstraint(fields=["fact", "language"], name="fact_text_once")
        ]

    class Privacy:
        kept = (
            "id",
            "created_at",
            "changed_at",
            "fact",
            "language",
            "key",
            "owner",
            "is_original",
            "body",
        )

    def __str__(self):
        return f"{self.key} {self.language}"


class FactChangeQuerySet(models.QuerySet):
    def since(self, day):
        """The changes since the start of a day, the earliest first."""
        start = timezone.make_aware(datetime.combine(day, time.min))
        return self.filter(created_at__gte=start).order_by("created_at", "pk")


class FactChange(Stamped):
    """A fact came to say something else: from what to what, and which lessons use it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    fact = models.UUIDField(db_index=True)
    key = models.CharField(max_length=80)
    owner = models.ForeignKey(
        "learning.Union", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The language of the original; `words` has it, and others where they are known:
    # {language: {"before": body, "after": body}}.
    language = models.CharField(max_length=12)
    words = models.JSONField()
    # The keys of the lessons, tests and modules that used it then.
    lessons = models.JSONField()

    objects = FactChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of a fact")
        verbose_name_plural = _("changes of facts")
        # The trainer's desk asks for a stretch of time.
        indexes = [models.Index(fields=["created_at"], name="fact_change_by_moment")]

    class Privacy:
        kept = (
            "id",
            "created_at",
            "changed_at",
            "fact",
            "key",
            "owner",
            "language",
            "words",
            "lessons",
        )

    def __str__(self):
        return f"{self.key} {self.created_at:%Y-%m-%d}"

    def words_in(self, language: str) -> dict:
        """What it said and says in a language; in that of the original if need be."""
        return self.words.get(language) or self.words[self.language]

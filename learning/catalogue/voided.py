"""Questions that no longer count, because an author found that they were wrong.

A question is void for good, in every version it ever had: a better one is another
question. Nobody's result is lower for it (learning/activities/scoring.py).
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.records import AppendOnly, new_id


class VoidedQuestionQuerySet(models.QuerySet):
    def ids(self, lesson_key, languages=()) -> frozenset[str]:
        """The activities of a lesson that are void everywhere or in one of `languages`."""
        found = self.filter(
            Q(language="") | Q(language__in=list(languages)), lesson=lesson_key
        )
        return frozenset(map(str, found.values_list("activity", flat=True)))


class VoidedQuestion(AppendOnly):
    """One question of one lesson or test, in all languages or in one; why, and by whom."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    lesson = models.ForeignKey("learning.Lesson", models.PROTECT, related_name="+")
    # The StreamField block id.
    activity = models.UUIDField()
    # Empty: in every language.
    language = models.CharField(max_length=12, blank=True)
    reason = models.TextField()
    voided_at = models.DateTimeField(default=timezone.now)
    voided_by = models.ForeignKey(
        "learning.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = VoidedQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("voided question")
        verbose_name_plural = _("voided questions")
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "activity", "language"], name="voided_question_once"
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="voided_question_has_a_reason"
            ),
        ]

    class Privacy:
        kept = ("id", "lesson", "activity", "language", "reason", "voided_at")
        pseudonymous = ("voided_by",)

    def __str__(self):
        return f"{self.lesson_id} {self.activity} {self.language}".strip()
